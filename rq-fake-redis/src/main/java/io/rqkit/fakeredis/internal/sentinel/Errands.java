package io.rqkit.fakeredis.internal.sentinel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What must be done soon and can't be done at once, because a server's lock is held. A thread of its own, started when there
 * is something first, does it unless {@link #settle} comes before.
 */
final class Errands implements AutoCloseable {
    private static final Runnable END = () -> {};
    private final LinkedBlockingQueue<Runnable> due = new LinkedBlockingQueue<>();
    private final ReentrantLock running = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread thread;
    private boolean closed;

    /** Adds an errand. */
    void add(Runnable errand) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            due.add(errand);
            if (thread == null) {
                Thread started = new Thread(this::run, "fake-redis-network");
                started.setDaemon(true);
                thread = started;
                started.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            Runnable next = due.take();
            while (next != END) {
                perform(next);
                next = due.take();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void perform(Runnable errand) {
        running.lock();
        try {
            errand.run();
        } finally {
            running.unlock();
        }
    }

    /** Does all that is left, and waits for what is being done. To be called without any server's lock. */
    void settle() {
        running.lock();
        try {
            Runnable next = due.poll();
            while (next != null) {
                if (next == END) {
                    due.add(END);
                    return;
                }
                next.run();
                next = due.poll();
            }
        } finally {
            running.unlock();
        }
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        Thread ending;
        lock.lock();
        try {
            closed = true;
            due.add(END);
            ending = thread;
        } finally {
            lock.unlock();
        }
        if (ending != null && ending != Thread.currentThread()) {
            try {
                ending.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
