package io.rqkit.core;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Code around each enqueueing and each run, such as for metrics, traces, checks or a context that travels with a job.
 *
 * <p>Given to a queue ({@link Queue#use}) it surrounds enqueueing, given to a worker, runs. The first one given is the
 * outermost. It is called by many threads at a time.
 *
 * <pre>{@code
 * final class Tenants implements Middleware {
 *   public void enqueue(List<JobDraft> drafts, Runnable next) {
 *     drafts.forEach(draft -> draft.field("x_tenant", Tenant.current()));
 *     next.run();
 *   }
 *   public Object perform(Job<Object> job, Callable<Object> next) throws Exception {
 *     try (var scope = Tenant.as(job.field("x_tenant").orElseThrow())) {
 *       return next.call();
 *     }
 *   }
 * }
 * }</pre>
 */
public interface Middleware {

    /**
     * Surrounds one step of enqueueing; throwing refuses all of its jobs.
     *
     * @param drafts the jobs of the step, at least one
     * @param next enqueues them; to be run once
     */
    default void enqueue(List<JobDraft> drafts, Runnable next) {
        next.run();
    }

    /**
     * Surrounds one run; what it throws fails the run.
     *
     * @param job the job, as it was when the run began
     * @param next runs it and returns what the job returns; to be called once
     * @return what is stored as the job's result
     */
    default @Nullable Object perform(Job<Object> job, Callable<@Nullable Object> next) throws Exception {
        return next.call();
    }
}
