package io.rqkit.core;

/** Thrown to who waits for the result of a job that failed or was stopped; the message is the error with its stack. */
public final class JobFailedException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public JobFailedException(String message) {
        super(message);
    }
}
