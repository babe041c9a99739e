package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sends calls of every command and subcommand of real Redis, made by {@link BadSyntax}, to the fake and to real Redis, and
 * compares every reply, and the data that are left. For a long run: {@code -Drq.syntax.calls=500} (calls of each command, half
 * of them RESP2, half RESP3), {@code -Drq.diff.seed} (the first sequence's; each next one adds 1), {@code -Drq.syntax.commands}
 * (a pattern for names, such as {@code x.*|acl.*}) and {@code -Drq.diff.failures}.
 */
@RequiresRealRedis
class SyntaxDiffTest {
    private static final int SEQUENCE = 60;
    private static final int DEFAULT_CALLS = 6;
    private static final long DEFAULT_SEED = 1;
    private static final int FRAMED_PERCENT = 4;

    private static final Set<String> MESSAGES =
            Set.of("SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE");
    private static final Set<String> FRAMES = Set.of("MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH");
    private static final Set<String> DATABASES =
            Set.of("FLUSHALL", "FLUSHDB", "SELECT", "SWAPDB", "RESET", "AUTH", "HELLO");

    private static final List<String> RESETS = List.of(
            "ACL DELUSER bob",
            "FUNCTION FLUSH",
            "SCRIPT FLUSH",
            "CONFIG RESETSTAT",
            "CONFIG SET hz 10 maxmemory-policy noeviction appendfsync everysec hash-max-listpack-entries 512",
            "SLOWLOG RESET",
            "LATENCY RESET",
            "ACL LOG RESET");

    @Test
    void everyMistakeIsAnsweredAsRealRedisDoesInResp2(RealRedis shared) throws IOException {
        compare(shared, false);
    }

    @Test
    void everyMistakeIsAnsweredAsRealRedisDoesInResp3(RealRedis shared) throws IOException {
        compare(shared, true);
    }

    private static void compare(RealRedis shared, boolean resp3) throws IOException {
        // users, functions and settings are changed, which no other test shall meet
        try (RealRedis real = shared.another();
                FakeServer fake = new FakeServer()) {
            Differential differential = Differential.between(real.server(), fake.server())
                    .comparing(comparison())
                    .resetting(RESETS.toArray(String[]::new));
            run(resp3 ? differential.resp3() : differential, commands(real), resp3 ? 1_000_000 : 0);
        }
    }

    private static List<ArgumentSpec.OfCommand> commands(RealRedis real) {
        try (RespClient client = real.server().connect()) {
            client.call("HELLO", "3");
            String pattern = System.getProperty("rq.syntax.commands", ".*");
            return ArgumentSpec.all(client.call("COMMAND", "DOCS")).stream()
                    .filter(command -> command.name().matches(pattern))
                    .toList();
        }
    }

    private static void run(Differential differential, List<ArgumentSpec.OfCommand> commands, long seeds) {
        long first = Long.getLong("rq.diff.seed", DEFAULT_SEED);
        int calls = Integer.getInteger("rq.syntax.calls", DEFAULT_CALLS) / 2 * commands.size();
        int wanted = Integer.getInteger("rq.diff.failures", 3);
        List<String> failures = new ArrayList<>();
        Order order = new Order(commands, first);
        int at = 0;
        for (long seed = first; at < calls && failures.size() < wanted; seed++) {
            List<Cmd> sequence = new ArrayList<>();
            SyntaxWords.SETUP.forEach(line -> sequence.add(Cmd.parse(line).compare(Rule.KIND)));
            Gen gen = new Gen(seed + seeds);
            for (int i = 0; i < SEQUENCE; i++) {
                sequence.addAll(calls(order.next(), gen));
            }
            at += SEQUENCE;
            try {
                differential.check(Long.toString(seed), sequence);
            } catch (AssertionError e) {
                failures.add(e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("\n", failures));
        }
        if (System.getProperty("rq.syntax.calls") != null) {
            System.out.printf("SyntaxDiffTest: %d calls of %d commands, seed %d%n", at, commands.size(), first);
        }
    }

    /** Each command once, in a random order, and so on without end. */
    private static final class Order {
        private final List<ArgumentSpec.OfCommand> commands;
        private final Random random;
        private int next;

        Order(List<ArgumentSpec.OfCommand> commands, long seed) {
            this.commands = new ArrayList<>(commands);
            random = new Random(seed);
        }

        ArgumentSpec.OfCommand next() {
            if (next == 0) {
                Collections.shuffle(commands, random);
            }
            ArgumentSpec.OfCommand command = commands.get(next);
            next = (next + 1) % commands.size();
            return command;
        }
    }

    private static List<Cmd> calls(ArgumentSpec.OfCommand command, Gen gen) {
        List<String> call = TameCalls.of(new BadSyntax(command, gen).call());
        if (call == null) {
            return List.of();
        }
        Cmd cmd = Cmd.cmd(call);
        String name = cmd.name();
        if (MESSAGES.contains(name)) {
            return List.of(cmd.on(1));
        }
        if (name.equals("CLIENT") && cmd.arg(1).equalsIgnoreCase("TRACKING")) {
            return List.of(cmd.on(2));
        }
        if (FRAMES.contains(name)) {
            return List.of(cmd.on(3), Cmd.cmd("DISCARD").on(3));
        }
        if (DATABASES.contains(name)) {
            return List.of(cmd.on(4), Cmd.cmd("SELECT", "0").on(4));
        }
        boolean framed = gen.percent(FRAMED_PERCENT) && !name.equals("SPOP") && !name.endsWith("SCAN");
        return framed
                ? Stream.of(Cmd.cmd("MULTI"), cmd, Cmd.cmd("EXEC"))
                        .map(each -> each.on(3))
                        .toList()
                : List.of(cmd);
    }

    private static Comparison comparison() {
        return Comparison.standard()
                .with("ACL CAT", Rule.UNORDERED)
                .with("FUNCTION DUMP", Rule.SHAPE) // several libraries stand in the order of a hash table
                .with("COMMAND DOCS", Rule.KIND)
                .with("COMMAND INFO", Rule.KIND)
                .with("XINFO", Rule.STREAM_INFO_AT_ANY_TIME)
                .with("XPENDING", Rule.STREAM_INFO_AT_ANY_TIME)
                // the members of a set that are not sorted come in the order of a hash table
                .with("SORT", Rule.SHAPE)
                .with("SORT_RO", Rule.SHAPE)
                // a stream's has the times of deliveries
                .with("DUMP", Rule.KIND);
    }
}
