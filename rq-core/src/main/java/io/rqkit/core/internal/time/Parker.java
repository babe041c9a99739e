package io.rqkit.core.internal.time;

import java.time.Duration;

/** Lets one thread wait, and others wake it. */
public interface Parker {

    /**
     * Waits so long, or until woken; returns at once when it was woken since the last wait. Called by the parker's own
     * thread only.
     */
    void park(Duration longest) throws InterruptedException;

    /** Ends the wait, or the next one. */
    void wake();

    /** Interrupts the thread. */
    void interrupt();

    /** Lets the thread do what follows from an interruption, where time is driven; otherwise it does so by itself. */
    void settle();

    /** Returns where the thread is. */
    StackTraceElement[] stack();
}
