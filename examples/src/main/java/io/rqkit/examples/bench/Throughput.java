package io.rqkit.examples.bench;

import com.sun.management.OperatingSystemMXBean;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import redis.clients.jedis.UnifiedJedis;

/**
 * How many jobs a second one process runs with full bookkeeping: results, registries, executions, worker records.
 *
 * <p>Arguments: number of jobs, slots. {@code -Drq.redis=embedded}, {@code fake} or {@code redis://host:port} chooses the
 * server. The first rounds warm up; the last one counts. On a server of its own address Python's SimpleWorker is
 * measured beside it.
 */
public final class Throughput {
    private static final int DEFAULT_JOBS = 50_000;
    private static final int DEFAULT_SLOTS = 32;
    private static final int WARM_UPS = 2;
    private static final int BATCH = 1000;
    private static final int PYTHON_JOBS = 1000;
    private static final String PYTHON = """
            import sys, time, redis
            from rq import Queue, SimpleWorker
            connection, jobs = redis.Redis.from_url(sys.argv[1]), int(sys.argv[2])
            queue = Queue("python", connection=connection)
            for i in range(jobs):
                queue.enqueue("operator.add", i, 1)
            begun = time.time()
            SimpleWorker([queue], connection=connection).work(burst=True, logging_level="ERROR")
            print(jobs / (time.time() - begun))
            """;

    private Throughput() {}

    /** The job: as little as a job can do, so that what is measured is everything else. */
    public static long add(long a, long b) {
        return a + b;
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int jobs = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_JOBS;
        int slots = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_SLOTS;
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println("On " + backend + ", " + slots + " slots, " + jobs + " jobs");
            double rate = 0;
            for (int round = 0; round <= WARM_UPS; round++) {
                rate = measure(redis, jobs, slots, System.out);
            }
            String address = System.getProperty(Backend.SETTING, "");
            if (address.startsWith("redis:")) {
                comparePython(address, rate);
            }
        }
    }

    /** Lets Python's SimpleWorker run such jobs on the same server, where Python's RQ is installed. */
    private static void comparePython(String address, double rate) throws IOException, InterruptedException {
        Process python = new ProcessBuilder("/usr/bin/python3", "-c", PYTHON, address, Integer.toString(PYTHON_JOBS))
                .redirectErrorStream(true)
                .start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (python.waitFor() != 0) {
            System.out.println("Python's RQ does not run here: " + output);
            return;
        }
        double other = Double.parseDouble(output.lines().reduce("0", (first, second) -> second));
        System.out.printf(
                Locale.ROOT,
                "Python's SimpleWorker ran %,.0f a second; this is %.1f times that%n",
                other,
                rate / other);
    }

    /** Enqueues so many jobs and runs them; returns how many were run a second. */
    static double measure(UnifiedJedis redis, int jobs, int slots, PrintStream out) {
        redis.flushAll();
        Queue queue = new Queue("load", redis);
        long start = System.nanoTime();
        for (int done = 0; done < jobs; done += BATCH) {
            int size = Math.min(BATCH, jobs - done);
            queue.enqueueMany(batch -> {
                for (int i = 0; i < size; i++) {
                    batch.submit(Throughput::add, (long) i, 1L);
                }
            });
        }
        long enqueued = System.nanoTime();
        long cpu = cpuNanos();
        int ran = new Worker(queue).allow(Throughput.class).slots(slots).burst();
        long end = System.nanoTime();
        if (ran != jobs || queue.finished().size() != jobs) {
            throw new IllegalStateException(
                    ran + " of " + jobs + " jobs ran, " + queue.finished().size() + " finished");
        }
        double rate = jobs * 1e9 / (end - enqueued);
        out.printf(
                Locale.ROOT,
                "enqueued %,.0f a second, ran %,.0f a second, for %.0f µs of this process's CPU time a job%n",
                jobs * 1e9 / (enqueued - start),
                rate,
                (cpuNanos() - cpu) / 1e3 / jobs);
        return rate;
    }

    /** Which says more than the clock where others use the machine too. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
