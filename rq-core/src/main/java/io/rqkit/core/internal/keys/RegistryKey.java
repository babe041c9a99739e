package io.rqkit.core.internal.keys;

import io.rqkit.core.JobStatus;
import org.jspecify.annotations.Nullable;

/** The registries of a queue, each a sorted set. */
public enum RegistryKey {
    /** Members are {@code ID:EXECUTION}; 1.13 writes the id alone. */
    STARTED("rq:wip:"),
    FINISHED("rq:finished:"),
    FAILED("rq:failed:"),
    DEFERRED("rq:deferred:"),
    SCHEDULED("rq:scheduled:"),
    CANCELED("rq:canceled:");

    private final String prefix;

    RegistryKey(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the key of this registry for a queue. */
    public String of(String queueName) {
        return prefix + queueName;
    }

    /** Returns the registry that lists jobs of a status, or null when none does. */
    public static @Nullable RegistryKey listing(JobStatus status) {
        return switch (status) {
            case STARTED -> STARTED;
            case FINISHED -> FINISHED;
            case FAILED, STOPPED -> FAILED;
            case DEFERRED -> DEFERRED;
            case SCHEDULED -> SCHEDULED;
            case CANCELED -> CANCELED;
            case CREATED, QUEUED, RATE_LIMITED, READY_TO_ENQUEUE, UNKNOWN -> null;
        };
    }
}
