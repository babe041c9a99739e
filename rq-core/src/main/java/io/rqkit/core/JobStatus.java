package io.rqkit.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The states of a job, as the field {@code status} of its hash spells them. */
public enum JobStatus {
    /** Made, not enqueued yet. */
    CREATED,
    /** Waits in its queue. */
    QUEUED,
    /** Runs. */
    STARTED,
    /** Ended well. */
    FINISHED,
    /** Ended with an error. */
    FAILED,
    /** Waits for other jobs. */
    DEFERRED,
    /** Waits for its time. */
    SCHEDULED,
    /** Was stopped while it ran. */
    STOPPED,
    /** Was called off. */
    CANCELED,
    /** Waits for a slot of its rate limit: written by releases after RQ 2.10. */
    RATE_LIMITED,
    /** Between deferred and queued: written by releases after RQ 2.10. */
    READY_TO_ENQUEUE,
    /** Has a status that this release does not know, or none. */
    UNKNOWN;

    /** Returns the text that stands in Redis. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the status of a text, {@link #UNKNOWN} for one that is null or not known. */
    public static JobStatus of(@Nullable String text) {
        for (JobStatus status : values()) {
            if (status.text().equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
