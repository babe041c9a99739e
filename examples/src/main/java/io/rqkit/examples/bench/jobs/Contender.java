package io.rqkit.examples.bench.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A job queue under measurement, in a process of its own. It empties the Redis before each task and answers with the
 * nanoseconds that the task took.
 */
interface Contender extends AutoCloseable {
    /** The word for {@link #enqueue}, then the count. */
    String ENQUEUE = "enqueue";
    /** The word for {@link #enqueueMany}, then the count. */
    String ENQUEUE_MANY = "enqueue-many";
    /** The word for {@link #enqueueTogether}, then the count and the callers. */
    String ENQUEUE_TOGETHER = "enqueue-together";
    /** The word for {@link #perform}, then the count and the slots. */
    String PERFORM = "perform";

    /** Enqueues so many jobs, each by itself. */
    long enqueue(int jobs) throws Exception;

    /** Enqueues so many jobs in batches of {@value #BATCH}. */
    long enqueueMany(int jobs) throws Exception;

    /** Enqueues so many jobs, each by itself, from so many threads of one process. */
    long enqueueTogether(int jobs, int callers) throws Exception;

    /** What one of several callers does. */
    interface Share {
        /** Enqueues so many jobs. */
        void enqueue(int caller, int jobs) throws Exception;
    }

    /** Shares jobs out to threads, and returns the nanoseconds that they took. */
    static long together(int jobs, int callers, Share share) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long start = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                int own = jobs / callers + (caller < jobs % callers ? 1 : 0);
                all.add(threads.submit(() -> {
                    share.enqueue(caller, own);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            return System.nanoTime() - start;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The size of a batch. */
    int BATCH = 1000;

    /** Runs so many jobs, which were enqueued before the clock started. */
    long perform(int jobs, int slots) throws Exception;

    /** Does what a line says. */
    default String run(String line) throws Exception {
        String[] words = line.split(" ");
        int jobs = Integer.parseInt(words[1]);
        long nanos = switch (words[0]) {
            case ENQUEUE -> enqueue(jobs);
            case ENQUEUE_MANY -> enqueueMany(jobs);
            case ENQUEUE_TOGETHER -> enqueueTogether(jobs, Integer.parseInt(words[2]));
            case PERFORM -> perform(jobs, Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("No task called " + words[0]);
        };
        return Long.toString(nanos);
    }
}
