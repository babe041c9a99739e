package io.rqkit.core.internal.lifecycle;

import java.time.Instant;

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
    /** How often a run says that it lives. */
    static final long INTERVAL_SECONDS = 30;
    /** How much longer than until the next sign it is believed to live. */
    static final long GRACE_SECONDS = 60;

    /** Returns the member of the started registry. */
    String member() {
        return job.id() + ":" + id;
    }

    /** Returns for how many seconds from now the run is believed to live. */
    long heartbeatTtl(Instant now) {
        long timeout = job.timeoutSeconds();
        if (timeout < 0) {
            return INTERVAL_SECONDS + GRACE_SECONDS;
        }
        long left = Math.max(0, timeout - (now.getEpochSecond() - startedAt.getEpochSecond()));
        return Math.min(left, INTERVAL_SECONDS) + GRACE_SECONDS;
    }
}
