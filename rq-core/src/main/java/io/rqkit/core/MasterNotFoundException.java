package io.rqkit.core;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Thrown when sentinels lead to no master now. Workers take it for a lost connection and try again; whoever starts with it
 * finds in {@link #reason()} what to check. Its message, and those of its causes, hold no secret.
 */
public final class MasterNotFoundException extends JedisConnectionException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    /** Why there is no master. */
    public enum Reason {
        /** No sentinel could be reached. */
        NO_SENTINEL,
        /** Sentinels answer, and none knows a master of that name. */
        UNKNOWN_NAME,
        /** Every sentinel that could be reached refused the user or password. */
        REFUSED_BY_SENTINEL,
        /** The master refused the user or password. */
        REFUSED_BY_MASTER,
        /** Sentinels name different servers, and it can't be told which of them leads. */
        DISAGREEMENT,
        /** What sentinels name as the master says that it is none. */
        STALE,
        /** What sentinels name as the master could not be reached. */
        UNREACHABLE,
        /** TLS could not be agreed on with a sentinel or the master. */
        TLS
    }

    /** Makes one; the cause may be null. */
    public MasterNotFoundException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns why there is no master. */
    public Reason reason() {
        return reason;
    }
}
