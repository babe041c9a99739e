package io.rqkit.core;

/** Thrown when the data of a job cannot be read: it is pickled, no JSON, or of another shape. */
public final class DeserializationException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public DeserializationException(String message) {
        super(message);
    }
}
