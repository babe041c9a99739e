package io.rqkit.core;

/** Thrown when a job is not in a state that allows what was asked. */
public final class InvalidJobOperationException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public InvalidJobOperationException(String message) {
        super(message);
    }
}
