package io.rqkit.core.internal.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.JobTimeoutException;
import io.rqkit.core.Retry;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.lifecycle.Ending;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.time.Parker;
import io.rqkit.core.internal.time.Timers;
import io.rqkit.core.internal.worker.Guard.CutShort;
import io.rqkit.core.internal.worker.Guard.LeftBehind;
import io.rqkit.core.internal.worker.Guard.Reason;
import io.rqkit.core.internal.worker.Surroundings.Limited;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job and its callbacks on the thread of its slot, and tells how that ended. */
final class JobRun {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    /** RQ stores this text in place of a result that JSON cannot hold. */
    private static final String UNSERIALIZABLE = "Unserializable return value";

    private static final String STOPPED = "Job stopped by user, work-horse terminated.";
    private static final String KILLED = "Work-horse terminated unexpectedly; the run was killed on request";
    private static final String SHUTDOWN = "The worker was shut down while the job ran";

    /**
     * How a run ended.
     *
     * @param ending what is to be stored; null when the run was taken away and nothing may be
     * @param error what the job threw, or null
     */
    record Outcome(@Nullable Ending ending, @Nullable Throwable error) {}

    /** What all runs of a worker share. */
    record Shop(Surroundings surroundings, Settings settings, Timers timers, java.util.Random chance) {}

    private final Shop shop;
    private final Execution execution;
    private final Parker parker;
    private final RunControl control;
    private final Consumer<Outcome> successor;
    private @Nullable Guard guard;
    private @Nullable Reason pending;

    /** The successor takes the outcome in place of a thread that had to be left behind. */
    JobRun(Shop shop, Execution execution, Parker parker, RunControl control, Consumer<Outcome> successor) {
        this.shop = shop;
        this.execution = execution;
        this.parker = parker;
        this.control = control;
        this.successor = successor;
    }

    Execution execution() {
        return execution;
    }

    /**
     * Runs the job to its end.
     *
     * @throws LeftBehind when this thread was left behind; then it must end at once
     */
    Outcome perform() {
        Object value;
        try {
            long seconds = execution.job().timeoutSeconds();
            value = guarded(
                    new Limited(
                            seconds < 0 ? null : Duration.ofSeconds(seconds),
                            () -> shop.surroundings().perform(execution, control)),
                    this::cutShort);
        } catch (CutShort cut) {
            return cutShort(cut);
        } catch (LeftBehind e) {
            throw e;
        } catch (Throwable e) { // whatever the job throws is its outcome
            return failed(e);
        }
        return succeeded(value);
    }

    /** Interrupts the job, or the callback that runs; does nothing once the run has ended. */
    void cutShort(Reason reason) {
        Guard running;
        synchronized (this) {
            pending = reason;
            running = guard;
        }
        if (running != null) {
            running.cutShort(reason);
        }
    }

    private interface AfterCut {
        Outcome of(CutShort cut);
    }

    private @Nullable Object guarded(Limited limited, AfterCut after) throws Exception {
        Guard begun = new Guard(shop.timers(), parker, cut -> {
            LOG.warn(
                    "job {} ignores its interruption; its thread is left behind",
                    execution.job().id());
            successor.accept(after.of(cut));
        });
        Reason early;
        synchronized (this) {
            guard = begun;
            early = pending;
        }
        if (early != null) {
            begun.cutShort(early);
        }
        try {
            return begun.call(limited.action(), limited.limit());
        } finally {
            synchronized (this) {
                guard = null;
            }
        }
    }

    private Outcome cutShort(CutShort cut) {
        synchronized (this) {
            pending = null; // what follows runs undisturbed
        }
        return switch (cut.reason) {
            case TIMEOUT -> failed(timeout(cut, execution.job().timeoutSeconds()));
            case STOPPED -> stopped();
            case KILLED -> killed(cut);
            case LOST -> new Outcome(null, null);
            case SHUTDOWN ->
                new Outcome(Ending.lost(execution, SHUTDOWN, shop.settings().lostLimit()), null);
        };
    }

    private static JobTimeoutException timeout(CutShort cut, long seconds) {
        JobTimeoutException timeout =
                new JobTimeoutException("Task exceeded maximum timeout value (" + seconds + " seconds)");
        timeout.setStackTrace(cut.getStackTrace()); // where the job was, which is what helps
        return timeout;
    }

    private Outcome succeeded(@Nullable Object value) {
        if (value instanceof Retry retry) {
            return new Outcome(
                    Ending.triedAgain(execution, Json.tree(UNSERIALIZABLE), retry.max(), retry.intervals()), null);
        }
        Throwable error = callback(shop.surroundings().onSuccess(execution, value), this::failed);
        return error != null
                ? failed(error)
                : new Outcome(
                        Ending.finished(execution, json(value), shop.settings().resultTtlSeconds()), null);
    }

    private Outcome failed(Throwable error) {
        Throwable replacement = callback(shop.surroundings().onFailure(execution, error), timeout -> stored(timeout));
        return stored(replacement == null ? error : replacement);
    }

    private Outcome stored(Throwable error) {
        shop.surroundings().failed(execution, error);
        return new Outcome(Tries.after(execution, error, trace(error), shop.chance()), error);
    }

    private Outcome killed(CutShort cut) {
        IllegalStateException error = new IllegalStateException(KILLED);
        error.setStackTrace(cut.getStackTrace());
        Outcome outcome = new Outcome(Ending.killed(execution, KILLED), error);
        callback(shop.surroundings().onFailure(execution, error), timeout -> outcome);
        return outcome;
    }

    private Outcome stopped() {
        Outcome outcome = new Outcome(Ending.stopped(execution, STOPPED), null);
        callback(shop.surroundings().onStopped(execution), timeout -> outcome);
        return outcome;
    }

    private interface AfterTimeout {
        Outcome of(Throwable timeout);
    }

    /** Runs a callback, if there is one, and returns what it threw. */
    private @Nullable Throwable callback(@Nullable Limited callback, AfterTimeout ifLeft) {
        if (callback == null) {
            return null;
        }
        long seconds = callback.limit() == null ? 0 : callback.limit().toSeconds();
        try {
            guarded(callback, cut -> ifLeft.of(timeout(cut, seconds)));
            return null;
        } catch (CutShort cut) {
            return timeout(cut, seconds);
        } catch (LeftBehind e) {
            throw e;
        } catch (Throwable e) { // as with the job itself
            LOG.warn("a callback of job {} failed", execution.job().id(), e);
            return e;
        }
    }

    private JsonNode json(@Nullable Object value) {
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
