package io.rqkit.examples;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.core.Result;
import io.rqkit.core.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;

/**
 * The words of some files, counted by one job a file.
 *
 * @param rows one a file, in the order in which the files were given
 */
record Tally(List<Row> rows) {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final long GLANCE_MILLIS = 50;

    /**
     * One file.
     *
     * @param words how many, empty when the job failed
     * @param error why it failed, empty when it did not
     */
    record Row(Path file, OptionalLong words, String error) {
        private static Row of(Path file, Job<Long> job) {
            return job.result()
                    .map(words -> new Row(file, OptionalLong.of(words), ""))
                    .orElseGet(() -> new Row(file, OptionalLong.empty(), error(job)));
        }

        private static String error(Job<Long> job) {
            return job.latestResult()
                    .flatMap(Result::excString)
                    .flatMap(trace -> trace.lines().findFirst())
                    .orElseGet(() -> "no result, the job is " + job.status());
        }
    }

    /** Returns the words of all files whose job did not fail. */
    long total() {
        return rows.stream().flatMapToLong(row -> row.words().stream()).sum();
    }

    /** Returns the files whose job failed; may be empty. */
    List<Row> failed() {
        return rows.stream().filter(row -> row.words().isEmpty()).toList();
    }

    /**
     * Enqueues a job a file, lets workers run them, and reads their results back. Deletes jobs and queue
     * in the end; what stays are marks of the workers' maintenance, if any, which expire within a day.
     *
     * @param redis a pooled client, shared by the workers
     * @param done told now and then how many jobs have ended
     */
    static Tally of(List<Path> files, UnifiedJedis redis, int workers, IntConsumer done) throws InterruptedException {
        // a name of its own, since another run may be under way on the same Redis
        Queue queue = new Queue("word-count-" + UUID.randomUUID(), redis);
        List<Job<Long>> jobs = new ArrayList<>();
        try {
            for (Path file : files) {
                jobs.add(queue.with(options -> options.failureTtl(KEPT))
                        .submit(WordJobs::count, file.toAbsolutePath().toString()));
            }
            work(queue, workers, done);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                rows.add(Row.of(files.get(i), jobs.get(i)));
            }
            return new Tally(rows);
        } finally {
            jobs.forEach(Job::delete);
            queue.delete();
        }
    }

    private static void work(Queue queue, int workers, IntConsumer done) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<Integer>> bursts = Stream.generate(() -> new Worker(queue).allow(WordJobs.class))
                    .limit(workers)
                    .map(worker -> threads.submit(worker::burst))
                    .toList();
            threads.shutdown();
            do {
                done.accept(queue.finished().size() + queue.failed().size());
            } while (!threads.awaitTermination(GLANCE_MILLIS, TimeUnit.MILLISECONDS));
            for (Future<Integer> burst : bursts) {
                burst.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
