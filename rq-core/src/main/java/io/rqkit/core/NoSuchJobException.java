package io.rqkit.core;

/** Thrown when no job of the given id exists, or what is there is no job. */
public final class NoSuchJobException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public NoSuchJobException(String message) {
        super(message);
    }
}
