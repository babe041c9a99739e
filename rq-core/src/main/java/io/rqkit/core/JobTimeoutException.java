package io.rqkit.core;

/** The error with which a job fails that ran longer than its timeout. */
public final class JobTimeoutException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public JobTimeoutException(String message) {
        super(message);
    }
}
