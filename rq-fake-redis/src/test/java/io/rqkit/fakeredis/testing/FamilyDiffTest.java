package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares a family of commands with real Redis: the same random sequences to both, every reply compared, and after each
 * sequence all data (keys, types, encodings, times to live, values). What differs is shrunk and printed with its seed and as
 * a line for {@link Differential#assertSame(String...)}.
 *
 * <pre>{@code
 * class StringCommandDiffTest extends FamilyDiffTest {
 *     @Override
 *     protected CommandGrammar grammar() {
 *         return new CommandGrammar()
 *                 .add(3, g -> cmd("SET", g.key(), g.value(), g.options("NX", "XX", List.of("EX", g.ttlSeconds()))))
 *                 .add(2, g -> cmd("GETRANGE", g.key(), g.index(), g.index()))
 *                 .add(2, g -> cmd("MSET", g.pairs(1, 3, g::key, g::value)))
 *                 .typeMixers(1);
 *     }
 *
 *     @Test
 *     void setKeepsNoTtl(RealRedis real) {                       // regression: paste what a failure printed
 *         compare(real, d -> d.assertSame("SET a 1 EX 100", "SET a 2", "TTL a"));
 *     }
 * }
 * }</pre>
 *
 * <p>What to know:
 * <ul>
 *   <li>{@code g} is a {@link Gen}; a list among the arguments of {@code cmd} is spliced in. Wrong arity and spelling are
 *       added by the grammar; wrong types by {@code typeMixers}.
 *   <li>Replies that depend on chance, clocks or hash tables are known to {@link Comparison}; override {@link #comparison}
 *       or mark a single command ({@code cmd(…).unordered()}, {@code .shape()}, {@code .ignored()}) for the rest.
 *       Until all families are there, questions about the data and mixed types keep to the commands that the fake has.
 *   <li>Both servers live in real time: use {@code g.ttlSeconds()} and its like, which are long or over at once, and give
 *       XADD explicit ids. Put no SPOP into a transaction: what it took cannot be evened out there.
 *   <li>{@code cmd(…).on(1)} goes over connection 1. A blocking command may block there until another connection serves
 *       it; commands to a blocked connection are left out. On connection 0 use {@code g.shortTimeout()}.
 *   <li>Properties: {@code rq.diff.commands} (20000, half of them RESP2, half RESP3), {@code rq.diff.seed} (the first
 *       sequence's; each next one adds 1), {@code rq.diff.failures} (how many differences are collected before giving up, 3).
 *       To repeat one sequence: {@code -Drq.diff.seed=… -Drq.diff.commands=400}.
 * </ul>
 */
@RequiresRealRedis
public abstract class FamilyDiffTest {
    private static final int SEQUENCE = 200;
    private static final int DEFAULT_COMMANDS = 20_000;
    private static final long DEFAULT_SEED = 1_000;

    /** Runs examples on both servers. */
    @FunctionalInterface
    public interface Examples {
        /** Runs them. */
        void run(Differential differential);
    }

    /** Returns the commands of the family. */
    protected abstract CommandGrammar grammar();

    /** Returns how replies are compared. */
    protected Comparison comparison() {
        return Comparison.standard();
    }

    /** Returns lines to send before each sequence, besides FLUSHALL, to reset what the family leaves behind. */
    protected List<String> resets() {
        return List.of();
    }

    @Test
    void repliesAndDataAreThoseOfRealRedisInResp2(RealRedis real) {
        compare(real, this::runSequences);
    }

    @Test
    void repliesAndDataAreThoseOfRealRedisInResp3(RealRedis real) {
        compare(real, differential -> runSequences(differential.resp3()));
    }

    /** Runs examples over RESP2, or {@code differential.resp3()}, against a new fake. */
    protected final void compare(RealRedis real, Examples examples) {
        try (FakeServer fake = new FakeServer()) {
            Differential differential =
                    Differential.between(real.server(), fake.server()).comparing(FakeServer.tolerating(comparison()));
            examples.run(differential.resetting(resets().toArray(String[]::new)));
        }
    }

    private void runSequences(Differential differential) {
        long firstSeed = Long.getLong("rq.diff.seed", DEFAULT_SEED);
        int sequences = Math.max(1, Integer.getInteger("rq.diff.commands", DEFAULT_COMMANDS) / 2 / SEQUENCE);
        int wanted = Integer.getInteger("rq.diff.failures", 3);
        CommandGrammar grammar = grammar().mixingOnly(FakeServer.commandNames());
        List<AssertionError> failures = new ArrayList<>();
        long commands = 0;
        for (long seed = firstSeed; seed < firstSeed + sequences && failures.size() < wanted; seed++) {
            try {
                List<Cmd> sequence = grammar.sequence(new Gen(seed), SEQUENCE);
                commands += sequence.size();
                differential.check(Long.toString(seed), sequence);
            } catch (AssertionError e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(String.join(
                    "\n", failures.stream().map(Throwable::getMessage).toList()));
            failures.forEach(all::addSuppressed);
            throw all;
        }
        if (System.getProperty("rq.diff.commands") != null) {
            System.out.printf(
                    "%s: %d commands, seeds %d to %d: no difference%n",
                    getClass().getSimpleName(), commands, firstSeed, firstSeed + sequences - 1);
        }
    }
}
