package io.rqkit.core.internal.worker;

import io.rqkit.core.internal.time.Parker;
import io.rqkit.core.internal.time.Timers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs something on the calling thread that others may cut short: it is interrupted and, when it does not end within a
 * grace, left behind, thread and all. Serves one call.
 */
final class Guard {
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** Why something was cut short. */
    enum Reason {
        TIMEOUT,
        STOPPED,
        KILLED,
        LOST,
        SHUTDOWN
    }

    /** Thrown in place of whatever the call did after it was cut short. */
    static final class CutShort extends Exception {
        private static final long serialVersionUID = 1L;
        final Reason reason;

        /** Its stack is the one of the call when it was cut short. */
        CutShort(Reason reason, StackTraceElement[] stack) {
            super(reason.name(), null, false, true);
            this.reason = reason;
            setStackTrace(stack);
        }
    }

    /** Thrown in a thread that was left behind, and that must not touch anything any more. */
    static final class LeftBehind extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeftBehind() {
            super("this thread was left behind", null, false, false);
        }
    }

    /** Goes on where the thread was left behind. */
    interface Successor {
        void goOn(CutShort cut);
    }

    private final Timers timers;
    private final Parker parker;
    private final Successor successor;
    private boolean isOver;
    private boolean isLeft;
    private @Nullable CutShort cut;
    private @Nullable Future<?> leaving;

    Guard(Timers timers, Parker parker, Successor successor) {
        this.timers = timers;
        this.parker = parker;
        this.successor = successor;
    }

    /** Runs the call; a limit of null is none. */
    @Nullable
    Object call(Callable<?> action, @Nullable Duration limit) throws Exception {
        Future<?> deadline = limit == null ? null : timers.later(limit, () -> cutShort(Reason.TIMEOUT));
        Object value = null;
        Throwable thrown = null;
        try {
            value = action.call();
        } catch (Throwable e) { // whatever it throws, also an Error, is its outcome
            thrown = e;
        }
        CutShort reason = end();
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (reason != null) {
            throw reason;
        }
        if (thrown instanceof Exception exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return value;
    }

    private synchronized @Nullable CutShort end() {
        if (isLeft) {
            throw new LeftBehind();
        }
        isOver = true;
        if (leaving != null) {
            leaving.cancel(false);
        }
        boolean unused = Thread.interrupted(); // ours, or one that the job left: neither is the next job's
        return cut;
    }

    /** Cuts the call short, unless it is over or was cut short before; returns at once. */
    void cutShort(Reason reason) {
        synchronized (this) {
            if (isOver || cut != null) {
                return;
            }
            cut = new CutShort(reason, parker.stack());
            leaving = timers.later(GRACE, this::leave);
            parker.interrupt(); // under the lock, so that it hits this call and not the next one
        }
        parker.settle();
    }

    private void leave() {
        CutShort left;
        synchronized (this) {
            if (isOver || cut == null) {
                return;
            }
            isLeft = true;
            left = cut;
        }
        successor.goOn(left);
    }
}
