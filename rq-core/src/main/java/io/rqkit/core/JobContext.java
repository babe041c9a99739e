package io.rqkit.core;

import io.rqkit.core.internal.worker.RunControl;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * What a job may know and ask while it runs: on its thread by {@link #current()}, or as a parameter of type {@code
 * JobContext} of its method, which takes no argument of the job.
 *
 * <pre>{@code
 * static void importAll(String file, JobContext context) throws InterruptedException {
 *   for (String line : lines(file)) {
 *     if (context.isStopRequested()) { ... }
 *   }
 * }
 * }</pre>
 */
public final class JobContext {
    private static final ThreadLocal<@Nullable JobContext> CURRENT = new ThreadLocal<>();

    private final Job<Object> job;
    private final String workerName;
    private final String executionId;
    private final RunControl control;

    JobContext(Job<Object> job, String workerName, String executionId, RunControl control) {
        this.job = job;
        this.workerName = workerName;
        this.executionId = executionId;
        this.control = control;
    }

    /**
     * Returns the context of the job that runs on this thread.
     *
     * @throws IllegalStateException when none does
     */
    public static JobContext current() {
        return find().orElseThrow(
                        () -> new IllegalStateException("no job runs on this thread; pass its JobContext on"));
    }

    /** Returns the context of the job that runs on this thread; empty when none does. */
    public static Optional<JobContext> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    static void enter(@Nullable JobContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }

    /** Returns the job, as it was when the run began. */
    public Job<Object> job() {
        return job;
    }

    /** Returns the worker's connection, which is also the current one of the job's thread. */
    public UnifiedJedis connection() {
        return job.connection();
    }

    /** Returns the name of the worker. */
    public String workerName() {
        return workerName;
    }

    /** Returns the id of this run, 32 hex digits; empty for a job that its producer runs itself. */
    public String executionId() {
        return executionId;
    }

    /** Returns when the run will time out; empty for no limit. */
    public Optional<Instant> deadline() {
        return job.startedAt().flatMap(start -> job.timeout().map(start::plus));
    }

    /** Tells whether the worker was asked to end after this job; a long job may then end early, or not. */
    public boolean isStopRequested() {
        return control.isStopRequested();
    }

    /**
     * Waits, by the worker's time: under a clock that a test moves, until it was moved so far.
     *
     * @throws InterruptedException when the job runs too long, is stopped, or the worker is shut down for good
     */
    public void sleep(Duration duration) throws InterruptedException {
        control.sleep(duration);
    }
}
