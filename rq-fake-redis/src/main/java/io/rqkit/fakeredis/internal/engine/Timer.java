package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.clock.RedisClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Meets deadlines while the clock runs: one thread, started when a deadline first needs it. */
final class Timer {
    private static final long IDLE_MICROS = 1_000_000;
    private static final long MICROS_A_MILLI = 1000;
    private final Engine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition reconsider = lock.newCondition();
    private @Nullable Thread thread;
    private boolean changed;
    /** When the thread will look again; a later deadline needs no signal. */
    private volatile long plannedMillis = Long.MAX_VALUE;

    private boolean closed;

    Timer(Engine engine) {
        this.engine = engine;
    }

    /** Tells the thread of a deadline. */
    void deadlineAt(long millis) {
        if (millis >= plannedMillis) {
            return;
        }
        lock.lock();
        try {
            if (closed) {
                return;
            }
            changed = true;
            plannedMillis = millis;
            if (thread == null) {
                Thread started = new Thread(this::run, "fake-redis-timer");
                started.setDaemon(true);
                thread = started;
                started.start();
            } else {
                reconsider.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (waitUntilDue()) {
            engine.agenda().meet();
        }
    }

    /** Returns true when something is due, false when the thread is to end: nothing was due for a while. */
    private boolean waitUntilDue() {
        boolean idle = false;
        while (true) {
            long next = next();
            long wait = next == RedisClock.Deadlines.NEVER
                    ? next
                    : next - engine.clock().micros();
            if (wait <= 0) {
                return true;
            }
            lock.lock();
            try {
                if (closed || (idle && !changed)) {
                    thread = null;
                    plannedMillis = Long.MAX_VALUE;
                    return false;
                }
                if (!changed) {
                    plannedMillis = wait == RedisClock.Deadlines.NEVER ? Long.MAX_VALUE : next / MICROS_A_MILLI;
                    boolean signalled = reconsider.await(Math.min(wait, IDLE_MICROS), TimeUnit.MICROSECONDS);
                    idle = !signalled && wait == RedisClock.Deadlines.NEVER;
                }
                changed = false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                thread = null;
                return false;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns the next deadline in microseconds; never while the clock stands still. */
    private long next() {
        return engine.clock().isFrozen()
                ? RedisClock.Deadlines.NEVER
                : engine.agenda().nextMicros();
    }

    /** Ends the thread and waits for it. */
    void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            reconsider.signal();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null && running != Thread.currentThread()) {
            join(running);
        }
    }

    private static void join(Thread running) {
        try {
            running.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
