package io.rqkit.fakeredis.internal.engine.config;

/** A value that a parameter can't take; the message is what Redis says of it. */
public final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidValueException(String message) {
        super(message, null, false, false);
    }

    /** Returns what Redis says of the value. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
