package io.rqkit.core;

/** A setting that can't be used. The message names the key and what it may be, and never holds a password. */
public final class SettingsException extends RqException {
    private static final long serialVersionUID = 1L;

    /** Creates an error that says which key is wrong, and how. */
    public SettingsException(String message) {
        super(message);
    }

    /** Creates an error that says which key is wrong, how, and what led to it. */
    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
