package io.rqkit.examples.bench;

import io.rqkit.examples.bench.page.Figures;
import io.rqkit.examples.bench.page.Names;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.params.XAddParams;

/**
 * Bytes an element: what the fake's heap grows by, over what real Redis's {@code used_memory} grows by for the same data.
 * Each kind of data has a JVM of its own.
 */
public final class Memory {
    private static final int BATCH = 1000;
    private static final int FIELDS = 5;

    private Memory() {}

    /** What is stored, and what the report calls it. */
    public enum Data {
        STRINGS(Names.STRINGS) {
            @Override
            void add(Pipeline pipeline, int i) {
                pipeline.set(String.format(Locale.ROOT, "key:%08d", i), String.format(Locale.ROOT, "%016d", i));
            }
        },
        HASHES(Names.HASHES) {
            @Override
            void add(Pipeline pipeline, int i) {
                String[] fields = new String[FIELDS];
                for (int f = 0; f < FIELDS; f++) {
                    fields[f] = "field" + f;
                }
                pipeline.hset(
                        "user:" + i,
                        Map.of(fields[0], "v" + i, fields[1], "w" + i, fields[2], "x", fields[3], "y", fields[4], "z"));
            }
        },
        MEMBERS(Names.MEMBERS) {
            @Override
            void add(Pipeline pipeline, int i) {
                pipeline.zadd("zset", i, "member:" + i);
            }
        },
        ENTRIES(Names.ENTRIES) {
            @Override
            void add(Pipeline pipeline, int i) {
                pipeline.xadd("stream", XAddParams.xAddParams(), Map.of("field", "value:" + i));
            }
        };

        private final String label;

        Data(String label) {
            this.label = label;
        }

        /** Returns what the report calls it. */
        public String label() {
            return label;
        }

        abstract void add(Pipeline pipeline, int i);
    }

    /** Measures all. */
    static void measure(Mode mode, Figures figures) throws Exception {
        int count = mode.of(2000, 1_000_000, 1_000_000);
        figures.fact("elements", Integer.toString(count));
        for (int fork = 0; fork < mode.of(1, 1, 3); fork++) {
            for (Data data : Data.values()) {
                String[] found = (mode == Mode.SMOKE ? bytes(data, count) : inItsOwnJvm(data, count)).split(" ");
                figures.add(data.label(), ServerKind.IN_PROCESS.label(), "bytes", Double.parseDouble(found[0]));
                figures.add(data.label(), ServerKind.REAL.label(), "bytes", Double.parseDouble(found[1]));
            }
        }
    }

    /** Takes the kind of data and the count; answers with the bytes an element in the fake, and in real Redis. */
    public static void main(String[] args) throws Exception {
        ChildJvm.reply(bytes(Data.valueOf(args[0]), Integer.parseInt(args[1])));
    }

    private static String inItsOwnJvm(Data data, int count) throws IOException {
        try (ChildJvm jvm = ChildJvm.start(Memory.class, data.name(), Integer.toString(count))) {
            return jvm.answer();
        }
    }

    private static String bytes(Data data, int count) throws Exception {
        try (BenchServer real = BenchServer.start(ServerKind.REAL)) {
            double fake = ofFake(data, count);
            Jedis jedis = real.connect();
            long before = usedMemory(jedis);
            fill(jedis, data, count);
            double redis = (double) (usedMemory(jedis) - before) / count;
            return String.format(Locale.ROOT, "%.2f %.2f", fake, redis);
        }
    }

    private static double ofFake(Data data, int count) {
        try (FakeRedis warm = FakeRedis.create();
                Jedis jedis = new Jedis(warm::socket)) {
            fill(jedis, data, BATCH); // loads the classes
        }
        try (FakeRedis redis = FakeRedis.create()) {
            long before = NextServers.heapBytes();
            try (Jedis jedis = new Jedis(redis::socket)) {
                fill(jedis, data, count);
            }
            long after = NextServers.heapBytes();
            redis.execute("PING"); // and so it is alive until here
            return (double) (after - before) / count;
        }
    }

    private static void fill(Jedis jedis, Data data, int count) {
        for (int done = 0; done < count; done += BATCH) {
            try (Pipeline pipeline = jedis.pipelined()) {
                for (int i = done; i < done + BATCH; i++) {
                    data.add(pipeline, i);
                }
                pipeline.sync();
            }
        }
    }

    private static long usedMemory(Jedis jedis) {
        return Long.parseLong(NextServers.infoField(jedis.info("memory"), "used_memory"));
    }
}
