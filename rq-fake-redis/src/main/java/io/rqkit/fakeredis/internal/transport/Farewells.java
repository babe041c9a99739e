package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Stopwatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that the server has ended and whose clients do not read what they were sent last. Redis forgets that
 * at once; here a client gets a second to read it. The thread for it runs only while there is somebody to wait for.
 */
final class Farewells implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;

    private final String threadName;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Guest> guests = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean closed;

    /** Somebody who leaves, how much was sent by then, and since when that is so. */
    private record Guest(SocketOutbox outbox, long sentBefore, Stopwatch stopwatch) {
        long millisLeft() {
            return PATIENCE_MILLIS - stopwatch.elapsedMillis();
        }

        boolean reads() {
            return !outbox.isClosed() && outbox.sentBytes() != sentBefore;
        }

        Guest again() {
            return new Guest(outbox, outbox.sentBytes(), new Stopwatch());
        }
    }

    Farewells(String threadName) {
        this.threadName = threadName;
    }

    /** Has a connection closed in a while if it has not been by then. */
    void expect(SocketOutbox outbox) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            guests.add(new Guest(outbox, outbox.sentBytes(), new Stopwatch()));
            if (thread == null) {
                Thread started = new Thread(this::run, threadName);
                started.setDaemon(true);
                try {
                    started.start();
                    thread = started;
                } catch (OutOfMemoryError noThread) {
                    guests.clear();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Guest late = next(); late != null; late = next()) {
            late.outbox().abort();
        }
    }

    /** Waits for the deadline of the next; returns null when there is nobody left. */
    private @Nullable Guest next() {
        lock.lock();
        try {
            while (!closed && !guests.isEmpty()) {
                Guest first = guests.getFirst();
                long left = first.millisLeft();
                if (first.outbox().isClosed() || left <= 0) {
                    guests.removeFirst();
                    if (first.reads()) {
                        guests.add(first.again());
                        continue;
                    }
                    return first;
                }
                changed.await(left, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (guests.isEmpty() || closed) {
                thread = null;
            }
            lock.unlock();
        }
        return null;
    }

    /** Waits for the thread; who has not been closed by now is not waited for. */
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            running = thread;
            guests.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            Threads.join(running);
        }
    }
}
