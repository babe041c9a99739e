package io.rqkit.core;

/**
 * Thrown when pushes and pops of {@link Connections} do not pair.
 *
 * <p>It stands where RQ raises Python's {@code AssertionError}, with RQ's text. Unlike an assertion it cannot be
 * switched off.
 */
public final class UnbalancedConnectionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnbalancedConnectionException(String message) {
        super(message);
    }
}
