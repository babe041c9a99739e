package io.rqkit.core;

import org.jspecify.annotations.Nullable;

/** The root of the errors that belong to queues, jobs and workers. */
public class RqException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an error that says what went wrong. */
    public RqException(String message) {
        super(message);
    }

    /** Creates an error that says what went wrong and what led to it. */
    public RqException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
