package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes much more than maxmemory allows, under each policy, on both servers, and compares who is left. The ordinary build
 * writes some ten thousand keys into a little memory; {@code -Drq.eviction.writes=1000000} writes a million into 10 MB.
 */
@RequiresRealRedis
class EvictionDiffTest {
    private static final int WRITES = Integer.getInteger("rq.eviction.writes", 12_000);
    /** Of what is free after the start; 9 MB of 10 in the long run. */
    private static final long ROOM = Math.max(1_000_000, Math.min(9_000_000, WRITES * 9L));

    private static final int BATCH = 1000;
    private static final int HOT = 1000;
    /** The limit is checked before each write, so that the last one that is let in may stand above it: on both servers. */
    private static final int LAST_WRITE = 256;

    private static final boolean LONG = WRITES > 100_000;
    /** Tenths of two runs of real Redis differ by up to 0.015 with some three thousand keys left, by 0.006 with ten times as many. */
    private static final double TOLERANCE = LONG ? 0.015 : 0.05;

    /** Allocators take more or less for the same, and the buffers of a client weigh more where there is little room. */
    private static final double COUNT_TOLERANCE = LONG ? 0.1 : 0.3;

    private static final double MOST_LEAD_BY_CHANCE = 0.1;

    private static final int TENTHS = 10;
    private static final int SHORTEST = Integer.getInteger("rq.eviction.length", 160);
    private static final boolean SHOWN = LONG || Boolean.getBoolean("rq.eviction.show");
    private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
    private static final Pattern TABLE_SIZE = Pattern.compile("table size: (\\d+)");
    private static final Pattern EVICTED = Pattern.compile("evicted_keys:(\\d+)");

    /** What is left on a server, by tenths of the order in which the later keys were written. */
    private record Survivors(
            double[] shares, int count, long mostUsed, long limit, int otherLeft, List<String> tableSizes) {
        /** Returns by how much a tenth differs at most. */
        double distance(Survivors other) {
            return IntStream.range(0, TENTHS)
                    .mapToDouble(tenth -> Math.abs(shares[tenth] - other.shares[tenth]))
                    .max()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return Arrays.stream(shares)
                    .mapToObj(share -> String.format(Locale.ROOT, "%.3f", share))
                    .collect(Collectors.joining(
                            " ",
                            "",
                            "; %d keys in tables of %s slots, at most %d bytes of %d"
                                    .formatted(count, tableSizes, mostUsed, limit)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allkeys-lru",
                "allkeys-lfu",
                "allkeys-random",
                "volatile-lru",
                "volatile-lfu",
                "volatile-random",
                "volatile-ttl"
            })
    void survivorsAreThoseOfThePolicy(String policy, RealRedis real) {
        Survivors expected;
        Survivors again;
        Survivors actual;
        try (RespClient client = real.server().connect()) {
            client.call("FLUSHALL");
            expected = write(client, policy);
            client.call("FLUSHALL");
            client.call("CONFIG", "RESETSTAT");
            again = write(client, policy);
        }
        try (FakeRedis fake = FakeRedis.builder()
                        .config("enable-debug-command", "yes")
                        .build();
                RespClient client = new RespClient(fake.socket())) {
            actual = write(client, policy);
        }

        assertThat(actual.mostUsed()).isLessThanOrEqualTo(actual.limit());
        if (SHOWN) {
            System.out.printf("EvictionDiffTest: %s, %d writes%n", policy, WRITES);
            System.out.printf("  fake       %s%n  real       %s%n  real again %s%n", actual, expected, again);
            System.out.printf(
                    Locale.ROOT,
                    "  tenths differ by up to %.3f, those of two runs of real Redis by %.3f%n",
                    actual.distance(expected),
                    again.distance(expected));
        }
        // allocators differ, so the numbers do a little; shares of what is left should not
        assertThat((double) actual.count()).isCloseTo(expected.count(), within(COUNT_TOLERANCE * expected.count()));
        assertThat(actual.distance(expected))
                .as("distance of %s from %s under %s", actual, expected, policy)
                .isLessThanOrEqualTo(TOLERANCE);
        if (policy.startsWith("volatile")) {
            assertThat(actual.otherLeft()).isEqualTo(expected.otherLeft());
        }
        assertThat(actual.tableSizes()).isEqualTo(expected.tableSizes());
    }

    /**
     * Keys are restored in order, each with a deadline further away than the last, and as if used later or more often than
     * that; one in a hundred has no deadline under a volatile policy.
     */
    private static Survivors write(RespClient client, String policy) {
        List<String> payloads = payloads(client);
        boolean isVolatile = policy.startsWith("volatile");
        setPolicy(client, policy);
        long limit = number(client.call("INFO", "memory").text(), USED) + ROOM;
        client.call("CONFIG", "SET", "maxmemory", Long.toString(limit));
        long most = 0;
        for (int from = 0; from < WRITES; from += BATCH) {
            List<List<String>> commands = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                boolean keeps = isVolatile && i % 100 == 0 && i < 10_000;
                String deadline = keeps ? "0" : (100_000 + i) + "000";
                String payload = payloads.get(i % payloads.size());
                List<String> command =
                        new ArrayList<>(List.of("RESTORE", keeps ? "keep:" + i : "key:" + i, deadline, payload));
                if (policy.endsWith("lru")) {
                    command.addAll(List.of("IDLETIME", Integer.toString(WRITES - i)));
                } else if (policy.endsWith("lfu")) {
                    command.addAll(List.of("FREQ", Long.toString(255L * i / WRITES)));
                }
                commands.add(command);
            }
            for (RespValue reply : client.pipeline(commands)) {
                assertThat(reply.text()).isEqualTo("OK");
            }
            most = Math.max(most, number(client.call("INFO", "memory").text(), USED));
        }
        assertThat(number(client.call("INFO", "stats").text(), EVICTED)).isPositive();
        return survivors(client, most, limit);
    }

    /** Uses are not forgotten with the minutes, of which one server may see one more than the other. */
    private static void setPolicy(RespClient client, String policy) {
        client.call("CONFIG", "SET", "maxmemory-policy", policy, "maxmemory-samples", "10", "lfu-decay-time", "0");
    }

    private static List<String> payloads(RespClient client) {
        List<String> payloads = new ArrayList<>();
        // so that in no allocator's sizes as many keys fit as tables have slots, since whether these grow is then a
        // close run
        for (int length = SHORTEST; length < SHORTEST + 50; length++) {
            client.call("SET", "value", "x".repeat(length));
            payloads.add(client.call("DUMP", "value").text());
        }
        client.call("DEL", "value");
        return payloads;
    }

    private static Survivors survivors(RespClient client, long most, long limit) {
        int others = 0;
        List<Long> left = new ArrayList<>();
        for (RespValue key : client.call("KEYS", "*").children()) {
            if (key.text().startsWith("keep:")) {
                others++;
            } else {
                left.add(Long.parseLong(key.text().substring(4)));
            }
        }
        // of a million keys nearly all go: the tenths are those of the last that were written, twice as many as survive
        long window = Math.min(WRITES, 2L * left.size());
        double[] shares = new double[TENTHS];
        for (long key : left) {
            shares[(int) Math.max(0, TENTHS * (key - (WRITES - window)) / window)] += 1.0 / left.size();
        }
        client.call("CONFIG", "SET", "maxmemory", "0", "maxmemory-policy", "noeviction");
        return new Survivors(shares, left.size(), most, limit, others, tableSizes(client));
    }

    private static List<String> tableSizes(RespClient client) {
        return TABLE_SIZE
                .matcher(client.call("DEBUG", "HTSTATS", "0").text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Accepted writes and their survivors, and reads that found a key that was read often before. */
    private record Load(int accepted, int left, int hotLeft, int coldLeft, long mostUsed, long limit) {
        /** Returns how many more of the keys in use are left than of as many that were written next and never read. */
        int lead() {
            return hotLeft - coldLeft;
        }

        long excess() {
            return mostUsed - limit;
        }
    }

    /** Some keys are read again and again, and then many others come. */
    @ParameterizedTest
    @ValueSource(strings = {"allkeys-lfu", "allkeys-random", "volatile-lfu", "noeviction"})
    void keysInUseSurviveAsThePolicyHasIt(String policy, RealRedis real) {
        Load expected;
        Load actual;
        try (RespClient client = real.server().connect()) {
            client.call("FLUSHALL");
            expected = load(client, policy);
        }
        try (FakeRedis fake = FakeRedis.create();
                RespClient client = new RespClient(fake.socket())) {
            actual = load(client, policy);
        }

        if (SHOWN) {
            System.out.printf(
                    "EvictionDiffTest: %s, %d writes after %d hot keys%n  fake %s%n  real %s%n  above the limit: %d, real %d%n",
                    policy, WRITES, HOT, actual, expected, actual.excess(), expected.excess());
        }
        assertThat(actual.excess()).isLessThanOrEqualTo(policy.equals("noeviction") ? LAST_WRITE : 0);
        assertThat((double) actual.accepted())
                .isCloseTo(expected.accepted(), within(COUNT_TOLERANCE * expected.accepted()));
        assertThat((double) actual.left()).isCloseTo(expected.left(), within(COUNT_TOLERANCE * expected.left()));
        if (policy.endsWith("random")) {
            // how many are left of either depends on how many are left in all
            assertThat((double) actual.lead()).isCloseTo(expected.lead(), within(MOST_LEAD_BY_CHANCE * HOT));
        } else {
            assertThat((double) actual.hotLeft()).isCloseTo(expected.hotLeft(), within(TOLERANCE * HOT));
        }
        if (policy.equals("noeviction")) {
            assertThat(actual.left()).isEqualTo(actual.accepted());
        }
    }

    private static Load load(RespClient client, String policy) {
        setPolicy(client, policy);
        long limit = number(client.call("INFO", "memory").text(), USED) + ROOM;
        client.call("CONFIG", "SET", "maxmemory", Long.toString(limit));
        int accepted = 0;
        for (int i = 0; i < HOT; i++) {
            accepted += set(client, "hot:" + i, i);
        }
        for (int round = 0; round < 20; round++) {
            List<List<String>> reads = new ArrayList<>();
            for (int i = 0; i < HOT; i++) {
                reads.add(List.of("GET", "hot:" + i));
            }
            client.pipeline(reads);
        }
        long most = 0;
        for (int from = 0; from < WRITES; from += BATCH) {
            List<List<String>> commands = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                commands.add(List.of("SET", "cold:" + i, "x".repeat(100 + i % 50), "EX", "100000"));
            }
            for (RespValue reply : client.pipeline(commands)) {
                accepted += reply.text().equals("OK") ? 1 : 0;
            }
            most = Math.max(most, number(client.call("INFO", "memory").text(), USED));
        }
        int left = Integer.parseInt(client.call("DBSIZE").text());
        int hotLeft = client.call("KEYS", "hot:*").children().size();
        int coldLeft = 0;
        for (int i = 0; i < HOT; i++) {
            coldLeft += client.call("EXISTS", "cold:" + i).text().equals("1") ? 1 : 0;
        }
        client.call("CONFIG", "SET", "maxmemory", "0", "maxmemory-policy", "noeviction");
        return new Load(accepted, left, hotLeft, coldLeft, most, limit);
    }

    private static int set(RespClient client, String key, int i) {
        return client.call("SET", key, "x".repeat(100 + i % 50), "EX", "100000")
                        .text()
                        .equals("OK")
                ? 1
                : 0;
    }

    @Test
    void withoutEvictionWritesAreRefused(RealRedis real) {
        assertSameReplies(
                real,
                "SET a 1",
                "CONFIG SET maxmemory 1",
                "SET a 2",
                "GET a",
                "DEL missing",
                "LPUSH l 1",
                "MULTI",
                "SET a 3",
                "EXEC",
                "MULTI",
                "GET a",
                "DISCARD",
                "CONFIG SET maxmemory-policy volatile-lru",
                "SET a 4",
                "EXPIRE a 100",
                "CONFIG SET maxmemory-policy allkeys-lru",
                "SET a 5",
                "GET a",
                "CONFIG SET maxmemory 0 maxmemory-policy noeviction",
                "SET a 6");
    }

    @Test
    void whileClientsArePausedNothingGoes(RealRedis real) {
        assertSameReplies(
                real,
                "SET a 1",
                "CLIENT PAUSE 100000 WRITE",
                "CONFIG SET maxmemory 1 maxmemory-policy allkeys-lru",
                "GET a",
                "DBSIZE",
                "CLIENT UNPAUSE",
                "GET a",
                "DBSIZE",
                "SET a 2",
                "CONFIG SET maxmemory 0 maxmemory-policy noeviction",
                "SET a 3");
    }

    private static void assertSameReplies(RealRedis real, String... lines) {
        List<List<String>> calls =
                Stream.of(lines).map(line -> List.of(line.split(" "))).toList();
        try (FakeRedis fake = FakeRedis.create();
                RespClient client = real.server().connect();
                RespClient other = new RespClient(fake.socket())) {
            client.call("FLUSHALL");

            assertThat(other.pipeline(calls)).isEqualTo(client.pipeline(calls));
        }
    }

    @Test
    void clientsThatTakeTooMuchAreEnded(RealRedis real) {
        try (RespClient client = real.server().connect();
                RespClient large = real.server().connect()) {
            assertThat(isEndedForItsSize(client, large)).isTrue();
        }
        try (FakeRedis fake = FakeRedis.create();
                RespClient client = new RespClient(fake.socket());
                RespClient large = new RespClient(fake.socket())) {
            assertThat(isEndedForItsSize(client, large)).isTrue();
            assertThat(client.call("INFO", "stats").text()).contains("evicted_clients:1");
        }
    }

    private static boolean isEndedForItsSize(RespClient client, RespClient large) {
        client.call("CONFIG", "SET", "maxmemory-clients", "1000000");
        client.call("CLIENT", "NO-EVICT", "on");
        large.call("CLIENT", "SETNAME", "large");
        large.call("MULTI");
        try {
            for (int i = 0; i < 20; i++) {
                large.call("SET", "key", "x".repeat(100_000));
            }
        } catch (UncheckedIOException ended) {
            return !client.call("CLIENT", "LIST").text().contains("name=large");
        } finally {
            client.call("CONFIG", "SET", "maxmemory-clients", "0");
        }
        return false;
    }

    private static long number(String info, Pattern field) {
        Matcher matcher = field.matcher(info);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
