package io.rqkit.core;

import io.rqkit.core.internal.dispatch.Callbacks;
import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.JobHash;
import io.rqkit.core.internal.webhook.Webhooks;
import io.rqkit.core.internal.worker.RunControl;
import io.rqkit.core.internal.worker.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/** Runs a job's handler, and all that surrounds it, with the worker's connection as the current one. */
final class Performer implements Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    /**
     * What a worker may run, and what it runs around that.
     *
     * @param handlers the jobs
     * @param callbacks the callbacks that were registered
     * @param middleware surrounds each run, the first outermost
     * @param exceptionHandlers are told of errors, in order
     */
    record Repertoire(
            Handlers handlers,
            Callbacks callbacks,
            List<Middleware> middleware,
            List<ExceptionHandler> exceptionHandlers) {

        Repertoire {
            middleware = List.copyOf(middleware);
            exceptionHandlers = List.copyOf(exceptionHandlers);
        }
    }

    private final UnifiedJedis redis;
    private final Repertoire repertoire;
    private final InstantSource clock;
    private final Webhooks webhooks = new Webhooks();

    Performer(UnifiedJedis redis, Repertoire repertoire, InstantSource clock) {
        this.redis = redis;
        this.repertoire = repertoire;
        this.clock = clock;
    }

    @Override
    public @Nullable Object perform(Execution execution, RunControl control) throws Exception {
        JobHash hash = execution.job().set(Field.STARTED_AT, RqTime.date(execution.startedAt()));
        JobContext context = new JobContext(job(execution), execution.workerName(), execution.id(), control);
        return connected(() -> {
            JobContext.enter(context);
            try {
                return surrounded(context.job(), () -> repertoire.handlers().call(hash.data()));
            } finally {
                JobContext.enter(null);
            }
        });
    }

    private @Nullable Object connected(Callable<?> action) throws Exception {
        int depth = Connections.depth();
        Connections.push(redis);
        try {
            return action.call();
        } finally {
            while (Connections.depth() > depth) { // whatever the job left there
                Connections.pop();
            }
        }
    }

    private @Nullable Object surrounded(Job<Object> job, Callable<@Nullable Object> action) throws Exception {
        Callable<@Nullable Object> next = action;
        for (int i = repertoire.middleware().size() - 1; i >= 0; i--) {
            Middleware around = repertoire.middleware().get(i);
            Callable<@Nullable Object> inner = next;
            next = () -> around.perform(job, inner);
        }
        return next.call();
    }

    private Job<Object> job(Execution execution) {
        return new Job<>(execution.job(), redis, Object.class, clock);
    }

    @Override
    public @Nullable Limited onSuccess(Execution execution, @Nullable Object value) {
        String name = execution.job().textOrEmpty(Field.SUCCESS_CALLBACK);
        return limited(
                execution,
                name,
                Field.SUCCESS_CALLBACK_TIMEOUT,
                repertoire.callbacks().success(repertoire.handlers(), name, job(execution), value));
    }

    @Override
    public @Nullable Limited onFailure(Execution execution, Throwable error) {
        String name = execution.job().textOrEmpty(Field.FAILURE_CALLBACK);
        Callable<?> callback = repertoire.callbacks().failure(repertoire.handlers(), name, job(execution), error);
        return limited(execution, name, Field.FAILURE_CALLBACK_TIMEOUT, () -> {
            try {
                return callback.call();
            } catch (Exception e) {
                e.addSuppressed(error); // what it throws takes the error's place, which must not be lost
                throw e;
            }
        });
    }

    @Override
    public @Nullable Limited onStopped(Execution execution) {
        String name = execution.job().textOrEmpty(Field.STOPPED_CALLBACK);
        return limited(
                execution,
                name,
                Field.STOPPED_CALLBACK_TIMEOUT,
                repertoire.callbacks().stopped(repertoire.handlers(), name, job(execution)));
    }

    private @Nullable Limited limited(Execution execution, String name, String timeoutField, Callable<?> callback) {
        if (name.isEmpty()) {
            return null;
        }
        Long seconds = execution.job().number(timeoutField);
        Duration limit = seconds == null || seconds < 1 ? Callback.DEFAULT_TIMEOUT : Duration.ofSeconds(seconds);
        return new Limited(limit, () -> connected(callback));
    }

    @Override
    public void failed(Execution execution, Throwable error) {
        try {
            for (ExceptionHandler handler : repertoire.exceptionHandlers()) {
                if (!handler.handle(job(execution), error)) {
                    return;
                }
            }
        } catch (Throwable e) { // a handler must not keep the failure from being stored
            LOG.error("an exception handler failed for job {}", execution.job().id(), e);
        }
    }

    @Override
    public void ended(Execution execution, JobStatus status, @Nullable Throwable error) {
        if (status == JobStatus.FINISHED || status == JobStatus.FAILED) {
            webhooks.ended(execution.job(), status, clock.instant(), error == null ? null : trace(error));
        }
    }

    static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
