package io.rqkit.core.internal.worker;

import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.lifecycle.Execution;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What is run in and around a run: the job itself, its callbacks, and whoever wants to know. */
public interface Surroundings {

    /**
     * Something that may take only so long.
     *
     * @param limit how long; null for no limit
     * @param action what is run
     */
    record Limited(@Nullable Duration limit, Callable<?> action) {}

    /** Runs the job and returns what it returns; on the thread of the slot. */
    @Nullable
    Object perform(Execution execution, RunControl control) throws Exception;

    /** Returns what is run before a success is stored, which throws to fail the job; null for nothing. */
    default @Nullable Limited onSuccess(Execution execution, @Nullable Object value) {
        return null;
    }

    /** Returns what is run before a failure is stored, which throws to take the error's place; null for nothing. */
    default @Nullable Limited onFailure(Execution execution, Throwable error) {
        return null;
    }

    /** Returns what is run before it is stored that a user stopped the job; null for nothing. */
    default @Nullable Limited onStopped(Execution execution) {
        return null;
    }

    /** Is told of an error before it is stored; throws nothing. */
    default void failed(Execution execution, Throwable error) {}

    /** Is told what became of a job once that is stored; throws nothing. The error is null after a success. */
    default void ended(Execution execution, JobStatus status, @Nullable Throwable error) {}

    /** Is told of a job that failed since its worker was lost too often; throws nothing. */
    default void abandoned(String jobId) {}

    /** Is told that no job runs any more; throws nothing. */
    default void close() {}
}
