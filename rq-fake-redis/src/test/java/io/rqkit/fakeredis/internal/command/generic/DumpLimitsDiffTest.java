package io.rqkit.fakeredis.internal.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Makes values of every encoding, just below and above every limit, on both servers, and has each restore what the other
 * dumps. Where the order of elements follows from the commands, the dumps are equal byte by byte.
 */
@RequiresRealRedis
class DumpLimitsDiffTest {
    private static final List<String> INTEGERS = List.of(
            "0",
            "127",
            "128",
            "-1",
            "-128",
            "-129",
            "4095",
            "4096",
            "-4096",
            "-4097",
            "32767",
            "32768",
            "-32768",
            "-32769",
            "8388607",
            "8388608",
            "-8388608",
            "-8388609",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "01",
            "-0",
            "");
    private static final List<Integer> LENGTHS =
            List.of(0, 1, 12, 13, 20, 21, 44, 45, 63, 64, 65, 252, 255, 256, 4095, 4096, 16383, 16384, 70_000);

    /** Sends commands to both servers, and keeps what they dump. */
    private static final class Both {
        private final RespClient real;
        private final RespClient fake;

        Both(RespClient real, RespClient fake) {
            this.real = real;
            this.fake = fake;
        }

        void call(List<String> command) {
            String[] arguments = command.toArray(String[]::new);
            assertThat(fake.call(arguments)).isEqualTo(real.call(arguments));
        }

        void call(String... command) {
            call(List.of(command));
        }

        /** Has each restore the other's, and compares digests and encodings; dumps too if they depend on nothing else. */
        void cross(String name, boolean sameBytes) {
            String ours = real.call("DUMP", "key").text();
            String theirs = fake.call("DUMP", "key").text();
            if (sameBytes) {
                assertThat(theirs).as(name).isEqualTo(ours);
            }
            assertThat(fake.call("RESTORE", "copy", "0", ours, "REPLACE").text())
                    .as(name)
                    .isEqualTo("OK");
            assertThat(real.call("RESTORE", "copy", "0", theirs, "REPLACE").text())
                    .as(name)
                    .isEqualTo("OK");
            RespValue digests = real.call("DEBUG", "DIGEST-VALUE", "key", "copy");
            assertThat(fake.call("DEBUG", "DIGEST-VALUE", "key", "copy"))
                    .as(name)
                    .isEqualTo(digests);
            assertThat(digests.children().get(1))
                    .as(name)
                    .isEqualTo(digests.children().get(0));
            assertThat(fake.call("OBJECT", "ENCODING", "copy"))
                    .as(name)
                    .isEqualTo(real.call("OBJECT", "ENCODING", "copy"));
            call("DEL", "key", "copy");
        }
    }

    /** A part of the test. */
    private interface Part {
        void run(Both both);
    }

    private static void compare(RealRedis real, Part part) {
        try (RespClient client = real.server().connect();
                FakeRedis fake = FakeRedis.builder()
                        .config("enable-debug-command", "yes")
                        .build();
                RespClient other = new RespClient(fake.socket())) {
            client.call("FLUSHALL");
            part.run(new Both(client, other));
        }
    }

    @Test
    void stringsCross(RealRedis real) {
        compare(real, both -> {
            for (String integer : INTEGERS) {
                both.call("SET", "key", integer);
                both.cross("string " + integer, true);
            }
            for (int length : LENGTHS) {
                both.call("SET", "key", new Gen(length).binary(length));
                both.cross("random string of " + length, true);
                both.call("SET", "key", "ab".repeat(length));
                both.cross("repetitive string of " + length, true);
                both.call("APPEND", "key", "1".repeat(length));
                both.cross("raw string of " + length, true);
            }
            both.call(filled("PFADD", 20, i -> List.of("element" + i)));
            both.cross("sparse HyperLogLog", true);
            both.call(filled("PFADD", 5000, i -> List.of("element" + i)));
            both.cross("dense HyperLogLog", true);
        });
    }

    @Test
    void listsCross(RealRedis real) {
        compare(real, both -> {
            both.call(filled("RPUSH", INTEGERS.size(), i -> List.of(INTEGERS.get(i))));
            both.cross("list of integers", true);
            for (int length : LENGTHS) {
                both.call("RPUSH", "key", "x".repeat(length), "y".repeat(length));
                both.cross("list of elements of " + length, true);
            }
            for (int count : List.of(355, 356, 357, 4091, 4092, 4093, 9000)) {
                both.call(filled("RPUSH", count, i -> List.of(Integer.toString(i % 100))));
                both.cross("list of " + count + " small integers", true);
                both.call(filled("LPUSH", count, i -> List.of("element number " + i)));
                both.cross("list of " + count + " strings", true);
            }
            for (String size : List.of("1", "3", "128", "-1", "-5")) {
                both.call("CONFIG", "SET", "list-max-listpack-size", size);
                both.call(filled("RPUSH", 1000, i -> List.of(new Gen(i).letters(i % 60))));
                both.cross("list with nodes of " + size, true);
            }
            both.call("CONFIG", "SET", "list-max-listpack-size", "-2");
        });
    }

    /** The fake has no such nodes, and makes nodes of the elements that fit. */
    @Test
    void listsWithPlainAndCompressedNodesCross(RealRedis real) {
        compare(real, both -> {
            both.real.call("CONFIG", "SET", "list-compress-depth", "1");
            both.real.call("DEBUG", "QUICKLIST-PACKED-THRESHOLD", "200b");
            both.call(filled("RPUSH", 500, i -> List.of("abc".repeat(i))));
            both.cross("list with plain nodes", false);
            both.real.call("DEBUG", "QUICKLIST-PACKED-THRESHOLD", "0");
            both.real.call("CONFIG", "SET", "list-compress-depth", "0");
        });
    }

    @Test
    void hashesCross(RealRedis real) {
        compare(real, both -> {
            for (int count : List.of(1, 511, 512, 513, 3000)) {
                both.call(filled("HSET", count, i -> List.of("field" + i, Integer.toString(i * 100))));
                both.cross("hash of " + count, count <= 512);
            }
            for (int length : LENGTHS) {
                both.call("HSET", "key", "f", "v", "x".repeat(length), "1");
                both.cross("hash with a field of " + length, length <= 64);
                both.call("HSET", "key", "f", "x".repeat(length));
                both.cross("hash with a value of " + length, true);
            }
        });
    }

    @Test
    void setsCross(RealRedis real) {
        compare(real, both -> {
            for (int bits : List.of(3, 15, 16, 31, 32, 62)) {
                both.call(filled("SADD", 40, i -> List.of(Long.toString((i - 20) * (1L << bits) / 20))));
                both.cross("set of integers of " + bits + " bits", true);
            }
            for (int count : List.of(511, 512, 513, 3000)) {
                both.call(filled("SADD", count, i -> List.of(Integer.toString(i * 7))));
                both.cross("set of " + count + " integers", count <= 512);
            }
            both.call(filled("SADD", 200, i -> List.of("member" + i)));
            both.cross("set of words", false);
        });
    }

    @Test
    void sortedSetsCross(RealRedis real) {
        List<String> scores = List.of("1", "-1", "0.1", "1e300", "-5e-324", "inf", "-inf", "12345678901234567", "3.5");
        compare(real, both -> {
            for (int count : List.of(1, 127, 128, 129, 2000)) {
                both.call(filled("ZADD", count, i -> List.of(scores.get(i % scores.size()), "member" + i)));
                both.cross("sorted set of " + count, count <= 128);
            }
            for (int length : LENGTHS) {
                both.call("ZADD", "key", "1", "x".repeat(length));
                both.cross("sorted set with a member of " + length, true);
            }
        });
    }

    @Test
    void streamsCross(RealRedis real) {
        compare(real, both -> {
            for (int count : List.of(1, 99, 100, 101, 5000)) {
                addEntries(both, count, 1);
                both.cross("stream of " + count, true);
            }
            for (int length : LENGTHS) {
                both.call("XADD", "key", "1-1", "field", "x".repeat(length));
                both.call("XADD", "key", "1-2", "f".repeat(length), "value");
                both.cross("stream with values of " + length, true);
            }
            addEntries(both, 300, 7);
            both.call(filled("XDEL", 120, i -> List.of(i + 1 + "-" + (i + 1) * 7)));
            both.call("XSETID", "key", "1000-0", "ENTRIESADDED", "5000", "MAXDELETEDID", "120-840");
            both.cross("stream with deleted entries", false);
            both.call("XADD", "key", "5-5", "a", "b");
            both.call("XDEL", "key", "5-5");
            both.cross("empty stream", true);
        });
    }

    @Test
    void groupsOfStreamsCross(RealRedis real) {
        compare(real, both -> {
            addEntries(both, 400, 1);
            both.call("XGROUP", "CREATE", "key", "idle", "0");
            both.call("XGROUP", "CREATE", "key", "behind", "10-10", "ENTRIESREAD", "3");
            both.call("XGROUP", "CREATECONSUMER", "key", "idle", "nobody");
            both.call("XREADGROUP", "GROUP", "behind", "alice", "COUNT", "150", "STREAMS", "key", ">");
            both.call("XREADGROUP", "GROUP", "behind", "bob", "COUNT", "3", "STREAMS", "key", ">");
            both.call("XACK", "key", "behind", "12-12", "13-13");
            both.call("XDEL", "key", "14-14");
            String ours = both.real.call("DUMP", "key").text();
            String theirs = both.fake.call("DUMP", "key").text();
            both.fake.call("RESTORE", "copy", "0", ours);
            both.real.call("RESTORE", "copy", "0", theirs);
            for (String group : List.of("idle", "behind")) {
                both.call("XPENDING", "copy", group);
                both.call("XREADGROUP", "GROUP", group, "alice", "COUNT", "1000", "STREAMS", "copy", "0");
            }
            both.call("XINFO", "GROUPS", "copy");
            both.call("DEBUG", "DIGEST-VALUE", "key", "copy");
        });
    }

    private static void addEntries(Both both, int count, int step) {
        for (int i = 1; i <= count; i++) {
            String value = new Gen(i).letters(i % 50);
            both.call("XADD", "key", i + "-" + i * step, i % 17 == 0 ? "other" : "field", value, "n", "" + i);
        }
    }

    private static List<String> filled(String command, int count, IntFunction<List<String>> arguments) {
        List<String> filled = new ArrayList<>(List.of(command, "key"));
        IntStream.range(0, count).mapToObj(arguments).forEach(filled::addAll);
        return filled;
    }
}
