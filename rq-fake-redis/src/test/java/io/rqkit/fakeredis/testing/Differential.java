package io.rqkit.fakeredis.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the same commands on a real Redis and on another server and fails at the first difference, in a reply or in the data
 * left at the end.
 *
 * <p>Every run starts with FLUSHALL (and what {@link #resetting} adds) and new connections. A failing sequence is shrunk
 * before it is reported, and is reported as lines that can be pasted into {@link #assertSame(String...)}.
 *
 * <p>Immutable; not for two threads at a time, since both servers are emptied.
 */
public final class Differential {
    private static final String NO_SEED = "none";
    private static final int SHOWN_COMMANDS = 40;

    private final Server real;
    private final Server other;
    private final Comparison comparison;
    private final boolean resp3;
    private final List<Cmd> resets;

    private Differential(Server real, Server other, Comparison comparison, boolean resp3, List<Cmd> resets) {
        this.real = real;
        this.other = other;
        this.comparison = comparison;
        this.resp3 = resp3;
        this.resets = List.copyOf(resets);
    }

    /** Compares another server with the real one, over RESP2 and by {@link Comparison#standard}. */
    public static Differential between(Server real, Server other) {
        return new Differential(real, other, Comparison.standard(), false, List.of(Cmd.cmd("FLUSHALL")));
    }

    /** Compares by other rules. */
    public Differential comparing(Comparison rules) {
        return new Differential(real, other, rules, resp3, resets);
    }

    /** Says HELLO 3 on every connection first. */
    public Differential resp3() {
        return new Differential(real, other, comparison, true, resets);
    }

    /** Adds commands to send before each run, whose replies do not matter: {@code FUNCTION FLUSH}, {@code CONFIG SET …}. */
    public Differential resetting(String... lines) {
        List<Cmd> more = new ArrayList<>(resets);
        Stream.of(lines).map(Cmd::parse).forEach(more::add);
        return new Differential(real, other, comparison, resp3, more);
    }

    /**
     * Runs lines as redis-cli would read them; {@code [1] LPUSH a b} goes over connection 1.
     *
     * @throws AssertionError with the shrunk sequence and both replies, if anything differs
     */
    public void assertSame(String... redisCliLines) {
        check(NO_SEED, Stream.of(redisCliLines).map(Cmd::parse).toList());
    }

    /** Runs commands like {@link #assertSame(String...)}. */
    public void assertSame(List<Cmd> commands) {
        check(NO_SEED, commands);
    }

    /** Runs commands like {@link #assertSame(String...)}, and names the seed that made them if anything differs. */
    public void check(String seed, List<Cmd> commands) {
        Mismatch found = run(commands);
        if (found == null) {
            return;
        }
        List<Cmd> cut = commands.subList(0, Math.min(commands.size(), found.index() + 1));
        boolean reproducible = run(cut) != null;
        List<Cmd> minimal = reproducible ? new Shrinker(candidate -> run(candidate) != null).shrink(cut) : cut;
        Mismatch last = reproducible ? run(minimal) : found;
        throw failure(seed, minimal, last == null ? found : last, reproducible && last != null);
    }

    /** Returns the first difference, or null. */
    @Nullable
    Mismatch run(List<Cmd> commands) {
        try (Run run = new Run(reset(real), reset(other), comparison, commands)) {
            return run.execute();
        }
    }

    private Side reset(Server server) {
        server.renewal().run();
        Side side = new Side(server, resp3);
        side.control().pipeline(resets.stream().map(Cmd::args).toList());
        return side;
    }

    private AssertionError failure(String seed, List<Cmd> commands, Mismatch found, boolean reproducible) {
        StringBuilder text = new StringBuilder(other.name() + " differs from " + real.name());
        text.append(" (seed ")
                .append(seed)
                .append(", ")
                .append(resp3 ? "RESP3" : "RESP2")
                .append(")");
        if (!reproducible) {
            text.append("; A SECOND RUN DID NOT DIFFER, so chance or time plays a part. The sequence is not shrunk");
        }
        text.append(":\n");
        if (commands.size() > SHOWN_COMMANDS) {
            text.append("  … ").append(commands.size() - SHOWN_COMMANDS).append(" commands before\n");
        }
        int from = Math.max(0, commands.size() - SHOWN_COMMANDS);
        commands.subList(from, commands.size())
                .forEach(cmd -> text.append("  ").append(cmd).append('\n'));
        text.append("at: ").append(found.where());
        text.append("\n--- ").append(real.name()).append(":\n").append(found.real());
        text.append("\n--- ").append(other.name()).append(":\n").append(found.other());
        if (reproducible) {
            text.append("\n--- as an example:\nassertSame(");
            text.append(String.join(
                            ", ", commands.stream().map(Differential::literal).toList()))
                    .append(");\n");
        }
        return new AssertionError(text.toString(), found.thrown());
    }

    private static String literal(Cmd cmd) {
        return "\"" + cmd.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
