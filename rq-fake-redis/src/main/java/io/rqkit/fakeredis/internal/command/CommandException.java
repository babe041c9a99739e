package io.rqkit.fakeredis.internal.command;

/** An error for the wire. It has no stack trace and never leaves the engine. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an error whose text begins with its code, such as {@code ERR} or {@code WRONGTYPE}. */
    public CommandException(String text) {
        super(text, null, false, false);
    }

    /** Returns the complete text, code included and without the leading dash. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
