package io.rqkit.examples.soak;

import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.examples.bench.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.UnifiedJedis;

/**
 * Four worker processes under load, two of which are killed with SIGKILL at random times and started again: in the end
 * every job has done what it is for, and ended well.
 *
 * <p>Arguments: jobs (100000), seconds (300), seed. {@code -Drq.redis=redis://host:port} names the server, which is emptied;
 * by default real Redis is started for the run.
 */
public final class Soak {
    /** How often each job was done, by its number: written by the jobs themselves. */
    static final String DONE = "soak:done";

    private static final int PROCESSES = 4;
    private static final int KILLED = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 100;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final UnifiedJedis redis;
    private final String address;
    private final int jobs;
    private final long nanos;
    private final Random chance;
    private final List<Process> processes = new ArrayList<>();
    private int kills;

    private Soak(UnifiedJedis redis, String address, int jobs, Duration duration, Random chance) {
        this.redis = redis;
        this.address = address;
        this.jobs = jobs;
        this.nanos = duration.toNanos();
        this.chance = chance;
    }

    static List<Queue> queues(UnifiedJedis redis) {
        return List.of(new Queue("high", redis), new Queue("middle", redis), new Queue("low", redis));
    }

    /** Soaks, prints what came of it, and ends with an error when a job is missing. */
    public static void main(String[] args) throws Exception {
        int jobs = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Duration duration = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 300);
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        try (Backend backend = Backend.open(System.getProperty(Backend.SETTING, "embedded"));
                UnifiedJedis redis = backend.connect()) {
            System.out.println(jobs + " jobs in " + duration + " on " + backend + ", seed " + seed);
            String address = backend.settingForOthers()
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "Worker processes can't reach a fake in this JVM: use -Drq.redis=embedded or redis://host:port"));
            redis.flushAll();
            boolean isWhole = new Soak(redis, address, jobs, duration, new Random(seed)).run();
            System.exit(isWhole ? 0 : 1);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start());
        }
        try {
            load();
            return await();
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-D" + Backend.SETTING + "=" + address,
                        "-cp",
                        ChildJvm.classPath(),
                        SoakWorker.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Enqueues evenly, and kills one of two processes now and then. */
    private void load() throws IOException, InterruptedException {
        List<Queue> queues = queues(redis);
        long begun = System.nanoTime();
        long nextKill = begun;
        for (int enqueued = 0; enqueued < jobs; pause()) {
            long now = System.nanoTime();
            int due = (int) Math.min(jobs, jobs * Math.min(1.0, (double) (now - begun) / nanos));
            for (; enqueued < due; enqueued++) {
                queues.get(enqueued % queues.size())
                        .with(o -> o.keepResult().timeout(Duration.ofSeconds(10)))
                        .enqueue(SoakWorker::note, enqueued);
            }
            if (now >= nextKill) {
                kill(chance.nextInt(KILLED));
                nextKill = now + TimeUnit.MILLISECONDS.toNanos(1000 + chance.nextInt(5000));
            }
        }
    }

    private void kill(int victim) throws IOException, InterruptedException {
        processes.get(victim).destroyForcibly().waitFor(); // SIGKILL
        processes.set(victim, start());
        kills++;
    }

    private void pause() throws InterruptedException {
        boolean unused = NEVER.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        for (Process process : processes) {
            if (!process.isAlive()) {
                throw new IllegalStateException("A worker that nobody killed ended with " + process.exitValue());
            }
        }
    }

    private boolean await() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (finished() < jobs && System.nanoTime() < end) {
            pause();
        }
        Map<String, String> done = redis.hgetAll(DONE);
        long runs = done.values().stream().mapToLong(Long::parseLong).sum();
        long failed =
                queues(redis).stream().mapToLong(queue -> queue.failed().size()).sum();
        System.out.printf(
                "%d kills; %d of %d jobs were done, %d runs, %d finished, %d failed%n",
                kills, done.size(), jobs, runs, finished(), failed);
        boolean isWhole = done.size() == jobs && finished() == jobs && failed == 0;
        boolean isBounded = runs <= jobs + (long) kills * SoakWorker.SLOTS;
        System.out.println(isWhole && isBounded ? "Every job ended well." : "NOT every job ended well.");
        return isWhole && isBounded;
    }

    private long finished() {
        return queues(redis).stream()
                .mapToLong(queue -> queue.finished().size())
                .sum();
    }
}
