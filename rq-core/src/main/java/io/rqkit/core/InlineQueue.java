package io.rqkit.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.dispatch.Callbacks;
import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.Ending;
import io.rqkit.core.internal.lifecycle.Enqueue;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.JobHash;
import io.rqkit.core.internal.scripts.Scripts;
import io.rqkit.core.internal.worker.RunControl;
import io.rqkit.core.internal.worker.Surroundings.Limited;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose jobs are run by whoever enqueues them, at once and on the same thread: RQ's {@code is_async=False}, for
 * tests and small tools.
 *
 * <p>Results, registries, callbacks and dependents are as with a worker, and what a job throws fails the job and not
 * the caller. A job that has to wait, for others or for its time, is left to a worker. Not thread-safe.
 *
 * <pre>{@code
 * Job<Long> count = queue.inline().allow(Words.class).submit(Words::count, "some text");
 * count.result();                                          // Optional[2]
 * }</pre>
 *
 * <h2>Differs</h2>
 *
 * A failed job is not retried, and time-outs are not watched: nobody but the caller could.
 */
public final class InlineQueue extends Enqueuer {
    private static final String WORKER_NAME = "sync";
    private static final long DEFAULT_RESULT_TTL_SECONDS = 500;
    private static final String NO_MORE_TRIES = "no";

    private static final RunControl CALLER = new RunControl() {
        @Override
        public boolean isStopRequested() {
            return false;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    private final Queue queue;
    private final Handlers handlers = new Handlers();
    private final Callbacks callbacks = new Callbacks();
    private final List<Middleware> middleware = new ArrayList<>();

    InlineQueue(Queue queue) {
        this.queue = queue;
    }

    /** Lets the static methods of these classes run; see {@link Worker#allow}. */
    public InlineQueue allow(Class<?>... classes) {
        for (Class<?> type : classes) {
            handlers.allow(type);
        }
        return this;
    }

    /** Lets these handlers and callbacks run; see {@link Worker#register}. */
    public InlineQueue register(Jobs jobs) {
        handlers.addAll(jobs.handlers());
        callbacks.addAll(jobs.callbacks());
        return this;
    }

    /** Surrounds each run with these; see {@link Worker#use}. */
    public InlineQueue use(Middleware... middleware) {
        this.middleware.addAll(Arrays.asList(middleware));
        return this;
    }

    @Override
    <T extends @Nullable Object> Job<T> enqueue(JobCall call, EnqueueOptions options, Type resultType) {
        JobDraft draft = queue.draft(call, options);
        queue.surround(List.of(draft), () -> {
            Instant now = queue.clock().instant();
            draft.hash()
                    .set(Field.STARTED_AT, RqTime.date(now))
                    .set(Field.LAST_HEARTBEAT, RqTime.date(now))
                    .set(Field.WORKER_NAME, WORKER_NAME);
            Enqueue.run(queue.connection(), Batch.newJobs(List.of(draft), false, now), now);
        });
        if (draft.hash().status() == JobStatus.QUEUED) {
            run(draft.hash());
        }
        Job<T> job = queue.job(draft.hash(), resultType);
        JobHash stored = JobHash.read(queue.connection(), job.id());
        if (stored != null) { // it is gone when its result is not to be kept
            draft.hash().replaceWith(stored);
        }
        return job;
    }

    private void run(JobHash hash) {
        Execution execution =
                new Execution(hash, queue.name(), "", WORKER_NAME, queue.clock().instant());
        Performer performer = new Performer(
                queue.connection(),
                new Performer.Repertoire(handlers, callbacks, middleware, List.of()),
                queue.clock());
        try {
            store(performer, execution);
        } finally {
            performer.close();
        }
    }

    private void store(Performer performer, Execution execution) {
        Throwable error = null;
        try {
            Object value = performer.perform(execution, CALLER);
            call(performer.onSuccess(execution, value));
            store(Ending.finished(execution, json(value), DEFAULT_RESULT_TTL_SECONDS));
        } catch (Throwable e) { // whatever the job throws, also an Error, is the job's outcome
            error = afterCallback(performer, execution, e);
            store(Ending.failedForGood(execution, Performer.trace(error)));
        }
        performer.ended(execution, error == null ? JobStatus.FINISHED : JobStatus.FAILED, error);
    }

    private static JsonNode json(@Nullable Object value) {
        try {
            return Json.tree(value);
        } catch (IllegalArgumentException e) {
            return Json.tree("Unserializable return value"); // RQ's text
        }
    }

    private static Throwable afterCallback(Performer performer, Execution execution, Throwable error) {
        try {
            call(performer.onFailure(execution, error));
            return error;
        } catch (Throwable e) { // as with a worker
            return e;
        }
    }

    private static void call(@Nullable Limited callback) throws Exception {
        if (callback != null) {
            callback.action().call();
        }
    }

    private void store(Ending ending) {
        Scripts.INLINE.run(
                queue.connection(),
                RqTime.argument(queue.clock()),
                ending.execution().job().id(),
                queue.name(),
                ending.how(),
                ending.payload(),
                ending.how().equals("finished") ? ending.first() : NO_MORE_TRIES,
                "");
    }
}
