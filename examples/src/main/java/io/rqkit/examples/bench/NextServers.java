package io.rqkit.examples.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.Jedis;

/** A JVM in which server follows server, as in a class of many tests; and one in which many stand idle. */
public final class NextServers {
    private static final double NANOS_A_MICRO = 1e3;
    private static final double BYTES_A_KB = 1024;
    private static final int COLLECTIONS = 3;

    private NextServers() {}

    /** Takes a server's name; a line is {@code next COUNT} or {@code idle COUNT}, an answer two numbers. */
    public static void main(String[] args) throws Exception {
        ServerKind kind = ServerKind.valueOf(args[0]);
        ChildJvm.serve(line -> {
            String[] words = line.split(" ");
            int count = Integer.parseInt(words[1]);
            double[] found = words[0].equals("next") ? next(kind, count) : idle(kind, count);
            return String.format(Locale.ROOT, "%.4f %.4f", found[0], found[1]);
        });
    }

    /** Starts and closes so many; returns the medians of microseconds to the first reply, and to close. */
    static double[] next(ServerKind kind, int count) throws Exception {
        double[] replies = new double[count];
        double[] closes = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            BenchServer server = BenchServer.start(kind);
            Jedis jedis = server.connect();
            jedis.ping();
            long replied = System.nanoTime();
            jedis.close();
            long begun = System.nanoTime();
            server.close();
            replies[i] = (replied - start) / NANOS_A_MICRO;
            closes[i] = (System.nanoTime() - begun) / NANOS_A_MICRO;
        }
        return new double[] {median(replies), median(closes)};
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Keeps so many servers idle; returns the kilobytes of heap and the threads of each. */
    static double[] idle(ServerKind kind, int count) throws Exception {
        List<BenchServer> servers = new ArrayList<>();
        BenchServer.start(kind).close(); // what all share is loaded by the first
        long heap = heapBytes();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        for (int i = 0; i < count; i++) {
            servers.add(BenchServer.start(kind));
        }
        double[] found = {
            (heapBytes() - heap) / BYTES_A_KB / count,
            (double) (ManagementFactory.getThreadMXBean().getThreadCount() - threads) / count
        };
        for (BenchServer server : servers) {
            server.close();
        }
        return found;
    }

    /** Returns the bytes of all that is reachable. */
    static long heapBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the resident kilobytes and the threads of the process that listens behind a client. */
    static double[] process(Jedis jedis) throws IOException {
        long id = Long.parseLong(infoField(jedis.info("server"), "process_id"));
        double kilobytes = 0;
        double threads = 0;
        for (String line : Files.readAllLines(Path.of("/proc/" + id + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                kilobytes = Double.parseDouble(line.replaceAll("[^0-9]", ""));
            } else if (line.startsWith("Threads:")) {
                threads = Double.parseDouble(line.replaceAll("[^0-9]", ""));
            }
        }
        return new double[] {kilobytes, threads};
    }

    /** Returns a field of a reply to INFO. */
    static String infoField(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .map(line -> line.substring(name.length() + 1).strip())
                .orElseThrow(() -> new IllegalStateException("INFO has no field " + name));
    }
}
