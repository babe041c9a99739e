package io.rqkit.core;

/** The error with which a job fails whose name its worker does not know. */
public final class JobNotAllowedException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public JobNotAllowedException(String message) {
        super(message);
    }
}
