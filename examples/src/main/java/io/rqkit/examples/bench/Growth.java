package io.rqkit.examples.bench;

import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.embedded.RedisServer;

/**
 * How much longer a command takes the more elements its key holds, on the fake in-process and on real Redis 7.0.15 in the
 * same run: microseconds a command at 10,000, 100,000 and 1,000,000 elements, and how many times longer the last takes than
 * the first. Commands go out in batches, so that the wire counts for little.
 *
 * <p>Argument: the largest size, 1000000 unless given.
 */
public final class Growth {
    private static final int SMALLEST = 10_000;
    private static final int LARGEST = 1_000_000;
    private static final int STEP = 10;
    private static final int BATCH = 1_000;
    private static final int MOST_CALLS = 20_000;
    private static final long ENOUGH_NANOS = 250_000_000;
    private static final double NANOS_A_MICRO = 1_000;
    /** To flush a million keys takes real Redis longer than clients wait. */
    private static final int PATIENCE_MILLIS = 120_000;

    private Growth() {}

    /**
     * A key that is filled, and commands on it.
     *
     * @param fill makes the command that adds element i
     * @param probes the commands measured
     */
    private record Family(String name, IntFunction<String> fill, List<Probe> probes) {}

    /**
     * A command that is measured.
     *
     * @param line makes the words of call i, where {@code n} stands for an element of the key
     */
    private record Probe(String name, IntFunction<String> line) {}

    private static Family family(String name, IntFunction<String> fill, Probe... probes) {
        return new Family(name, fill, List.of(probes));
    }

    private static Probe probe(String name, IntFunction<String> line) {
        return new Probe(name, line);
    }

    private static List<Family> families() {
        return List.of(
                family(
                        "keys",
                        i -> "SET k" + i + " " + i,
                        probe("GET", n -> "GET k" + n),
                        probe("SET", n -> "SET k" + n + " x"),
                        probe("INCR", n -> "INCR counter"),
                        probe("EXPIRE", n -> "EXPIRE k" + n + " 1000"),
                        probe("TTL", n -> "TTL k" + n),
                        probe("RANDOMKEY", n -> "RANDOMKEY"),
                        probe("SCAN", n -> "SCAN " + n),
                        probe("DBSIZE", n -> "DBSIZE")),
                family(
                        "bitmap",
                        i -> "SETBIT key " + i * 8 + " 1",
                        probe("SETBIT", n -> "SETBIT key " + n * 8 + " 1"),
                        probe("GETBIT", n -> "GETBIT key " + n * 8),
                        probe("BITFIELD", n -> "BITFIELD key GET u8 " + n)),
                family(
                        "list",
                        i -> "RPUSH key element" + i,
                        probe("LPUSH+LPOP", n -> n % 2 == 0 ? "LPUSH key x" : "LPOP key"),
                        probe("RPUSH+RPOP", n -> n % 2 == 0 ? "RPUSH key x" : "RPOP key"),
                        probe("LINDEX 0", n -> "LINDEX key 0"),
                        probe("LRANGE 0 9", n -> "LRANGE key 0 9"),
                        probe("LINDEX", n -> "LINDEX key " + n),
                        probe("LLEN", n -> "LLEN key")),
                family(
                        "hash",
                        i -> "HSET key field" + i + " " + i,
                        probe("HSET", n -> "HSET key field" + n + " x"),
                        probe("HGET", n -> "HGET key field" + n),
                        probe("HINCRBY", n -> "HINCRBY key counter 1"),
                        probe("HRANDFIELD", n -> "HRANDFIELD key"),
                        probe("HSCAN", n -> "HSCAN key " + n)),
                family(
                        "set",
                        i -> "SADD key member" + i,
                        probe("SADD+SREM", n -> (n % 2 == 0 ? "SADD" : "SREM") + " key x"),
                        probe("SISMEMBER", n -> "SISMEMBER key member" + n),
                        probe("SRANDMEMBER", n -> "SRANDMEMBER key"),
                        probe("SSCAN", n -> "SSCAN key " + n)),
                family(
                        "sorted set",
                        i -> "ZADD key " + i + " member" + i,
                        probe("ZADD", n -> "ZADD key " + n + ".5 member" + n),
                        probe("ZSCORE", n -> "ZSCORE key member" + n),
                        probe("ZRANK", n -> "ZRANK key member" + n),
                        probe("ZINCRBY", n -> "ZINCRBY key 1 member" + n),
                        probe("ZRANGE", n -> "ZRANGE key " + n + " " + (n + 9)),
                        probe("ZRANGE BYSCORE", n -> "ZRANGE key " + n + " " + (n + 9) + " BYSCORE"),
                        probe("ZCOUNT", n -> "ZCOUNT key 0 " + n),
                        probe("ZPOPMIN+ZADD", n -> n % 2 == 0 ? "ZPOPMIN key" : "ZADD key 0 member" + n)),
                family(
                        "geo",
                        i -> "GEOADD key " + (i % 1000) * 0.01 + " " + i / 1000 * 0.01 + " place" + i,
                        probe("GEOPOS", n -> "GEOPOS key place" + n),
                        probe("GEODIST", n -> "GEODIST key place0 place" + n),
                        probe("GEOSEARCH", n -> "GEOSEARCH key FROMLONLAT 5 0.05 BYRADIUS 2 KM")),
                family(
                        "stream",
                        i -> "XADD key " + (i + 1) + "-1 field value" + i,
                        probe("XADD", n -> "XADD key * field value"),
                        probe("XRANGE", n -> "XRANGE key " + n + " + COUNT 10"),
                        probe("XREVRANGE", n -> "XREVRANGE key + - COUNT 10"),
                        probe("XREAD", n -> "XREAD COUNT 10 STREAMS key " + n),
                        probe("XLEN", n -> "XLEN key")),
                family(
                        "HyperLogLog",
                        i -> "PFADD key element" + i,
                        probe("PFADD", n -> "PFADD key element" + n),
                        probe("PFCOUNT", n -> "PFCOUNT key")));
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException {
        int largest = args.length > 0 ? Integer.parseInt(args[0]) : LARGEST;
        int port = freePort();
        RedisServer server =
                RedisServer.builder().port(port).setting("save \"\"").build();
        server.start();
        try (FakeRedis fake = FakeRedis.create();
                Jedis ours = new Jedis(fake::socket);
                Jedis real = new Jedis("127.0.0.1", port, PATIENCE_MILLIS)) {
            measure(ours, real, largest, System.out);
        } finally {
            server.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Measures every command and prints a line for each. */
    static void measure(Jedis ours, Jedis real, int largest, PrintStream out) {
        out.printf("%-16s %-38s %s%n", "", "fake, µs at each size; growth", "real Redis");
        for (Family family : families()) {
            double[][] fake = new double[family.probes().size()][];
            double[][] redis = new double[family.probes().size()][];
            measure(ours, family, SMALLEST, largest, fake);
            // once more, since the first time was the compiler's
            measure(ours, family, SMALLEST, largest, fake);
            measure(real, family, SMALLEST, largest, redis);
            out.println(family.name());
            for (int i = 0; i < fake.length; i++) {
                out.printf("  %-14s %-38s %s%n", family.probes().get(i).name(), shown(fake[i]), shown(redis[i]));
            }
        }
    }

    private static String shown(double[] micros) {
        StringBuilder text = new StringBuilder();
        for (double each : micros) {
            text.append(String.format(Locale.ROOT, "%9.2f", each));
        }
        return text + String.format(Locale.ROOT, "  x%.1f", micros[micros.length - 1] / micros[0]);
    }

    private static void measure(Jedis redis, Family family, int smallest, int largest, double[][] micros) {
        redis.flushAll();
        Arrays.setAll(micros, i -> new double[0]);
        int filled = 0;
        for (int size = smallest; size <= largest; size *= STEP) {
            for (; filled < size; filled += BATCH) {
                int from = filled;
                send(redis, BATCH, i -> family.fill().apply(from + i));
            }
            for (int i = 0; i < micros.length; i++) {
                double[] longer = Arrays.copyOf(micros[i], micros[i].length + 1);
                longer[longer.length - 1] = time(redis, family.probes().get(i), size);
                micros[i] = longer;
            }
        }
    }

    private static double time(Jedis redis, Probe probe, int size) {
        long spent = 0;
        int calls = 0;
        while (calls < MOST_CALLS && spent < ENOUGH_NANOS) {
            int before = calls;
            long start = System.nanoTime();
            // steps by a large prime, so that neighbours are not met one after the other
            send(redis, BATCH, i -> probe.line().apply((int) ((before + i) * 7_919L % size)));
            spent += System.nanoTime() - start;
            calls += BATCH;
        }
        return spent / NANOS_A_MICRO / calls;
    }

    private static void send(Jedis redis, int count, IntFunction<String> line) {
        List<String[]> commands = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            commands.add(line.apply(i).split(" "));
        }
        try (Pipeline pipeline = redis.pipelined()) {
            for (String[] words : commands) {
                pipeline.sendCommand(Protocol.Command.valueOf(words[0]), Arrays.copyOfRange(words, 1, words.length));
            }
            pipeline.sync();
        }
    }
}
