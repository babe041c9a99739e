package io.rqkit.fakeredis.internal.engine;

/**
 * Measures how long a script or a client keeps others waiting: real time, whatever the server's clock says, since who never
 * ends must be noticed while the clock stands still.
 */
public final class Stopwatch {
    private static final long NANOS_A_MILLI = 1_000_000;
    private final long startNanos = System.nanoTime();

    /** Returns a number of nanoseconds that means something only less another. */
    static long nanos() {
        return System.nanoTime();
    }

    /** Returns the milliseconds since this was made. */
    public long elapsedMillis() {
        return (System.nanoTime() - startNanos) / NANOS_A_MILLI;
    }
}
