package io.rqkit.core.internal.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.Connections;
import io.rqkit.core.JobTimeoutException;
import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.Fail;
import io.rqkit.core.internal.lifecycle.Finish;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/** One run of one job, on a thread of its own, with the worker's connection as the current one. */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final long GRACE_MILLIS = 1000;
    /** RQ stores this text in place of a result that JSON cannot hold. */
    private static final String UNSERIALIZABLE = "Unserializable return value";

    private final UnifiedJedis redis;
    private final Handlers handlers;
    private final InstantSource clock;
    private final Execution execution;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Object value;
    private volatile @Nullable Throwable thrown;

    JobRun(UnifiedJedis redis, Handlers handlers, InstantSource clock, Execution execution) {
        this.redis = redis;
        this.handlers = handlers;
        this.clock = clock;
        this.execution = execution;
    }

    /** Runs the job to its end or its timeout and stores the outcome; a late outcome is refused by Redis. */
    void perform(Pulse pulse) throws InterruptedException {
        Thread thread = new Thread(this::call, "rq-job-" + execution.job().id());
        thread.setDaemon(true); // abandoned after a timeout, it must not keep the JVM
        thread.start();
        Throwable error;
        try {
            error = await(thread);
        } finally {
            pulse.stop();
        }
        boolean isStored = error == null
                ? Finish.run(redis, execution, result(), clock.instant())
                : Fail.run(redis, execution, trace(error), clock.instant());
        if (!isStored) {
            LOG.warn(
                    "job {} was taken from this worker while it ran; its outcome is dropped",
                    execution.job().id());
        }
    }

    private void call() {
        Connections.push(redis);
        try {
            value = handlers.call(execution.job().data());
        } catch (Throwable e) { // whatever the job throws, also an Error, is the job's outcome
            thrown = e;
        } finally {
            ended.countDown();
        }
    }

    private @Nullable Throwable await(Thread thread) throws InterruptedException {
        long seconds = execution.job().timeoutSeconds();
        if (seconds < 0) {
            ended.await();
            return thrown;
        }
        if (ended.await(seconds, TimeUnit.SECONDS)) {
            return thrown;
        }
        JobTimeoutException timeout =
                new JobTimeoutException("Task exceeded maximum timeout value (" + seconds + " seconds)");
        timeout.setStackTrace(thread.getStackTrace()); // where the job was, which is what helps
        thread.interrupt();
        if (!ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.warn(
                    "job {} ignores its interruption; its thread is abandoned",
                    execution.job().id());
        }
        return timeout;
    }

    private JsonNode result() {
        try {
            return Json.tree(value);
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "the result of job {} has no JSON form: {}", execution.job().id(), e.getMessage());
            return Json.tree(UNSERIALIZABLE);
        }
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
