package io.rqkit.examples.bench.jobs;

import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import io.rqkit.examples.bench.ChildJvm;
import redis.clients.jedis.UnifiedJedis;

/** This project's queue and worker, with full bookkeeping: results, registries, executions, worker records. */
public final class OurJobs implements Contender {
    private final Backend backend;
    private final UnifiedJedis redis;
    private final Queue queue;

    private OurJobs(Backend backend) {
        this.backend = backend;
        this.redis = backend.connect();
        this.queue = new Queue("load", redis);
    }

    /** The job: as little as a job can do, so that what is measured is everything else. */
    public static long add(long a, long b) {
        return a + b;
    }

    /** Takes {@code fake} or the address of a Redis, and does what it is told. */
    public static void main(String[] args) throws Exception {
        try (OurJobs jobs = new OurJobs(Backend.open(args[0]))) {
            ChildJvm.serve(jobs::run);
        }
    }

    @Override
    public long enqueue(int jobs) {
        redis.flushAll();
        long start = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            queue.submit(OurJobs::add, (long) i, 1L);
        }
        return System.nanoTime() - start;
    }

    @Override
    public long enqueueMany(int jobs) {
        redis.flushAll();
        long start = System.nanoTime();
        for (int done = 0; done < jobs; done += BATCH) {
            int size = Math.min(BATCH, jobs - done);
            queue.enqueueMany(batch -> {
                for (int i = 0; i < size; i++) {
                    batch.submit(OurJobs::add, (long) i, 1L);
                }
            });
        }
        return System.nanoTime() - start;
    }

    @Override
    public long enqueueTogether(int jobs, int callers) throws Exception {
        redis.flushAll();
        return Contender.together(jobs, callers, (caller, own) -> {
            for (int i = 0; i < own; i++) {
                queue.submit(OurJobs::add, (long) i, 1L);
            }
        });
    }

    @Override
    public long perform(int jobs, int slots) {
        enqueueMany(jobs);
        Worker worker = new Worker(queue).allow(OurJobs.class).slots(slots);
        long start = System.nanoTime();
        int ran = worker.burst();
        long nanos = System.nanoTime() - start;
        if (ran != jobs || queue.finished().size() != jobs) {
            throw new IllegalStateException(
                    ran + " of " + jobs + " jobs ran, " + queue.finished().size() + " finished");
        }
        return nanos;
    }

    @Override
    public void close() {
        redis.close();
        backend.close();
    }
}
