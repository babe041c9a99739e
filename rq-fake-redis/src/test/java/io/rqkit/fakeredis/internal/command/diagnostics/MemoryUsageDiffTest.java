package io.rqkit.fakeredis.internal.command.diagnostics;

import static io.rqkit.fakeredis.testing.Cmd.cmd;
import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.FakeServer;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares MEMORY USAGE with what real Redis measures: equal where it follows from the data, within a tenth elsewhere. */
@RequiresRealRedis
class MemoryUsageDiffTest {
    private static final double TOLERANCE = 0.1;
    /** Jemalloc has four sizes to each doubling, and none below eight bytes. */
    private static final double ROUNDING = 0.25;

    private static final int SMALLEST = 16;

    /** What fills the key, by a name for the report. */
    private record Filling(String name, List<Cmd> commands) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Filling> fillings() {
        return Stream.of(strings(), lists(), hashes(), sets(), sortedSets(), streams())
                .flatMap(List::stream);
    }

    private static List<Filling> strings() {
        List<Filling> all = new ArrayList<>();
        all.add(new Filling("an integer", List.of(cmd("SET", "key", "12345"))));
        for (int length : List.of(0, 1, 20, 21, 43, 44, 45, 63, 100, 250, 1000, 33_000, 100_000, 3_000_000)) {
            all.add(new Filling("a string of " + length, List.of(cmd("SET", "key", "x".repeat(length)))));
            all.add(new Filling(
                    "two appended strings of " + length,
                    List.of(cmd("APPEND", "key", "x".repeat(length)), cmd("APPEND", "key", "y".repeat(length)))));
        }
        all.add(new Filling("a bitmap", List.of(cmd("SETBIT", "key", "100000", "1"))));
        all.add(new Filling("a patched string", List.of(cmd("SETRANGE", "key", "5000", "abc"))));
        return all;
    }

    private static List<Filling> lists() {
        return byCount(
                "list",
                n -> cmd("RPUSH", "key", letters(n)),
                n -> cmd("RPUSH", "key", "x".repeat(5000)),
                n -> cmd("LPUSH", "key", Integer.toString(n)));
    }

    private static List<Filling> hashes() {
        return byCount(
                "hash",
                n -> cmd("HSET", "key", "field" + n, letters(n)),
                n -> cmd("HSET", "key", "f" + n, "x".repeat(100)),
                n -> cmd("HSET", "key", Integer.toString(n), Integer.toString(n * n)));
    }

    private static List<Filling> sets() {
        return byCount(
                "set",
                n -> cmd("SADD", "key", Integer.toString(n)),
                n -> cmd("SADD", "key", Integer.toString(100_000 * n)),
                n -> cmd("SADD", "key", n + "00000000000"),
                n -> cmd("SADD", "key", "member" + n));
    }

    private static List<Filling> sortedSets() {
        return byCount(
                "sorted set",
                n -> cmd("ZADD", "key", Integer.toString(n), "member" + n),
                n -> cmd("ZADD", "key", n + ".1", "member" + n),
                n -> cmd("ZADD", "key", n + ".5", letters(n) + n));
    }

    private static List<Filling> streams() {
        List<Filling> all = new ArrayList<>(byCount(
                "stream",
                n -> cmd("XADD", "key", n + "-1", "field", "value" + n),
                n -> cmd("XADD", "key", n + "-1", "f" + n, "x".repeat(300))));
        List<Cmd> groups = new ArrayList<>();
        for (int i = 1; i <= 2000; i++) {
            groups.add(cmd("XADD", "key", i + "-1", "field", "value" + i));
        }
        groups.add(cmd("XGROUP", "CREATE", "key", "group", "0"));
        groups.add(cmd("XREADGROUP", "GROUP", "group", "one", "COUNT", "700", "STREAMS", "key", ">"));
        groups.add(cmd("XREADGROUP", "GROUP", "group", "two", "COUNT", "300", "STREAMS", "key", ">"));
        all.add(new Filling("stream with a group", groups));
        return all;
    }

    @SafeVarargs
    private static List<Filling> byCount(String type, IntFunction<Cmd>... adding) {
        List<Filling> all = new ArrayList<>();
        for (int kind = 0; kind < adding.length; kind++) {
            for (int count : List.of(1, 3, 100, 129, 500, 513, 5000)) {
                List<Cmd> commands = new ArrayList<>();
                for (int i = 1; i <= count; i++) {
                    commands.add(adding[kind].apply(i));
                }
                all.add(new Filling(type + " " + (kind + 1) + " of " + count, commands));
            }
        }
        return all;
    }

    private static String letters(int seed) {
        Gen gen = new Gen(seed);
        return gen.letters(gen.between(1, 40));
    }

    @Test
    void usageIsThatOfRealRedisWithinATenth(RealRedis real) {
        fillings().forEach(filling -> compare(filling, real));
    }

    private static void compare(Filling filling, RealRedis real) {
        List<List<String>> commands =
                new ArrayList<>(filling.commands().stream().map(Cmd::args).toList());
        commands.add(List.of("MEMORY", "USAGE", "key"));
        commands.add(List.of("MEMORY", "USAGE", "key", "SAMPLES", "0"));
        try (FakeRedis fake = FakeRedis.create();
                RespClient client = real.server().connect();
                RespClient other = new RespClient(fake.socket())) {
            client.call("FLUSHALL");
            List<RespValue> expected = client.pipeline(commands);
            List<RespValue> actual = other.pipeline(commands);

            boolean rounded = client.call("INFO", "memory").text().contains("mem_allocator:jemalloc");
            // five samples of a table are a matter of chance
            boolean sampled = filling.name().contains("of 5");
            int last = commands.size() - 1;
            assertClose(
                    filling,
                    actual.get(last - 1),
                    expected.get(last - 1),
                    sampled ? 4 * TOLERANCE : TOLERANCE,
                    rounded);
            assertClose(filling, actual.get(last), expected.get(last), TOLERANCE, rounded);
        }
    }

    /** A Redis that does not know what its allocator really takes counts what it has asked for, which is less. */
    private static void assertClose(
            Filling filling, RespValue actual, RespValue expected, double tolerance, boolean rounded) {
        double bytes = Double.parseDouble(expected.text());
        double most = rounded ? bytes * (1 + tolerance) : bytes * (1 + tolerance + ROUNDING) + SMALLEST;
        double least = rounded ? bytes * (1 - tolerance) : bytes * (1 - 2 * tolerance) - SMALLEST;
        assertThat(Double.parseDouble(actual.text())).as("%s", filling).isBetween(least, most);
    }

    @Test
    void repliesHaveTheShapeOfRealRediss(RealRedis real) {
        List<List<String>> calls = Stream.of(
                        "SET a 1",
                        "MEMORY USAGE missing",
                        "MEMORY USAGE",
                        "MEMORY USAGE a SAMPLES",
                        "MEMORY USAGE a SAMPLES x",
                        "MEMORY USAGE a SAMPLES -1",
                        "MEMORY USAGE a NOPE 1",
                        "MEMORY HELP",
                        "MEMORY HELP x",
                        "MEMORY NOPE",
                        "MEMORY PURGE",
                        "MEMORY DOCTOR x")
                .map(line -> List.of(line.split(" ")))
                .toList();
        try (FakeServer fake = new FakeServer();
                RespClient client = real.server().connect();
                RespClient other = fake.server().connect()) {
            client.call("FLUSHALL");

            assertThat(other.pipeline(calls)).isEqualTo(client.pipeline(calls));
            assertThat(names(other.call("MEMORY", "STATS"))).isEqualTo(names(client.call("MEMORY", "STATS")));
            client.call("HELLO", "3");
            other.call("HELLO", "3");
            for (String subcommand : List.of("STATS", "DOCTOR")) {
                assertThat(other.call("MEMORY", subcommand)).hasSameClassAs(client.call("MEMORY", subcommand));
            }
            assertThat(other.call("MEMORY", "MALLOC-STATS").text()).contains("jemalloc");
        }
    }

    /** Returns the names of fields, and the kinds of what stands beside them. */
    private static List<String> names(RespValue map) {
        List<RespValue> fields = map.children();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.size(); i += 2) {
            names.add(fields.get(i).text() + " " + fields.get(i + 1).getClass().getSimpleName());
        }
        return names;
    }
}
