package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import java.time.Instant;
import java.util.UUID;

/**
 * One run of a job, by which the run is fenced: who is no longer listed as running must not finish it.
 *
 * @param job the job as it was when the run began
 * @param queue the queue whose registries list it
 * @param id 32 hex digits
 * @param workerName the worker
 * @param startedAt when the run began
 */
public record Execution(JobHash job, String queue, String id, String workerName, Instant startedAt) {

    /** Returns an id for a run that is to begin. */
    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Returns when the run began, as the execution hash spells it. */
    String started() {
        return RqTime.floatSeconds(startedAt);
    }
}
