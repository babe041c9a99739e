package io.rqkit.core;

/** Thrown when a unique job is refused, since another of its id exists. */
public final class DuplicateJobException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public DuplicateJobException(String message) {
        super(message);
    }
}
