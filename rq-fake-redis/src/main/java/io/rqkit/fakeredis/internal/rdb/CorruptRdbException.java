package io.rqkit.fakeredis.internal.rdb;

/** Bytes that are no RDB data of a version and type known here. */
public final class CorruptRdbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception that says what is wrong. It has no stack trace: the bytes are at fault, not a program. */
    /** Says what is wrong. */
    public CorruptRdbException(String message) {
        super(message, null, false, false);
    }

    /** Returns the same with the place at which reading ended. */
    public CorruptRdbException at(long offset) {
        return new CorruptRdbException(getMessage() + ", at byte " + offset);
    }
}
