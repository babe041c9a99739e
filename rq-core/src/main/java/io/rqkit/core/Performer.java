package io.rqkit.core;

import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.JobHash;
import io.rqkit.core.internal.worker.RunControl;
import io.rqkit.core.internal.worker.Surroundings;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/** Runs a job's handler with the worker's connection as the current one and its context in scope. */
final class Performer implements Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    private final UnifiedJedis redis;
    private final Handlers handlers;
    private final List<ExceptionHandler> exceptionHandlers;
    private final InstantSource clock;

    Performer(UnifiedJedis redis, Handlers handlers, List<ExceptionHandler> exceptionHandlers, InstantSource clock) {
        this.redis = redis;
        this.handlers = handlers;
        this.exceptionHandlers = List.copyOf(exceptionHandlers);
        this.clock = clock;
    }

    @Override
    public @Nullable Object perform(Execution execution, RunControl control) throws Exception {
        JobHash hash = execution.job().set(Field.STARTED_AT, RqTime.date(execution.startedAt()));
        JobContext context = new JobContext(job(execution), execution.workerName(), execution.id(), control);
        int depth = Connections.depth();
        Connections.push(redis);
        JobContext.enter(context);
        try {
            return handlers.call(hash.data());
        } finally {
            JobContext.enter(null);
            while (Connections.depth() > depth) { // whatever the job left there
                Connections.pop();
            }
        }
    }

    private Job<Object> job(Execution execution) {
        return new Job<>(execution.job(), redis, Object.class, clock);
    }

    @Override
    public void failed(Execution execution, Throwable error) {
        try {
            for (ExceptionHandler handler : exceptionHandlers) {
                if (!handler.handle(job(execution), error)) {
                    return;
                }
            }
        } catch (Throwable e) { // a handler must not keep the failure from being stored
            LOG.error("an exception handler failed for job {}", execution.job().id(), e);
        }
    }
}
