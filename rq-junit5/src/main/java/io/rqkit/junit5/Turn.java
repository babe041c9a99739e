package io.rqkit.junit5;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Lets one test at a time use what is there only once. Fair, and thread-safe. */
final class Turn {
    private final Semaphore free = new Semaphore(1, true);
    private volatile @Nullable Thread holder;

    /**
     * Waits for the turn; {@link #end()} must follow.
     *
     * @throws IllegalStateException when this thread has it already, since then nobody would ever end it
     */
    void take() {
        if (holder == Thread.currentThread()) {
            throw new IllegalStateException("A test began within another one, on the thread " + holder.getName()
                    + ", and both need the same Redis. JUnit does so when a concurrent test waits for a ForkJoin task;"
                    + " give these tests @Execution(SAME_THREAD) or servers of their own.");
        }
        free.acquireUninterruptibly();
        holder = Thread.currentThread();
    }

    void end() {
        holder = null;
        free.release();
    }
}
