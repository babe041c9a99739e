package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Gate;
import io.rqkit.fakeredis.internal.engine.Outbox;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What an in-process client reads: replies and messages, kept until it does.
 *
 * <p>A reply to the thread that reads, which is nearly every one, is kept where only that thread looks, without a lock.
 * Whatever another thread has caused comes after it, under the lock.
 */
final class Inbox implements Outbox {
    private final Engine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ReadBuffer shared = new ReadBuffer();
    private final ReadBuffer own = new ReadBuffer();
    /** The bytes of {@link #shared}, for who does not hold the lock. */
    private volatile int sharedCount;

    /** Who read last, and alone uses {@link #own}. */
    private volatile @Nullable Thread reader;

    private volatile int timeoutMillis;
    private boolean ended;
    private boolean closed;
    private @Nullable Thread waiting;

    Inbox(Engine engine) {
        this.engine = engine;
    }

    void timeoutMillis(int millis) {
        timeoutMillis = millis;
    }

    /** Called under the engine's lock, so that nobody else adds meanwhile. */
    @Override
    public void accept(byte[] bytes, int offset, int length) {
        if (reader == Thread.currentThread() && sharedCount == 0) {
            own.put(bytes, offset, length);
            return;
        }
        lock.lock();
        try {
            shared.put(bytes, offset, length);
            sharedCount = shared.count();
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        Gate gate = waiting == null ? null : engine.tapped().gate();
        if (gate != null && waiting != null) {
            gate.wakes(waiting);
            waiting = null;
        }
        arrived.signalAll();
    }

    @Override
    public void flush() {
        // the bytes are where the client reads them already
    }

    @Override
    public void flushLater() {
        // likewise
    }

    @Override
    public void end() {
        lock.lock();
        try {
            ended = true;
            wake();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long pending() {
        return available();
    }

    @Override
    public void drop() {
        lock.lock();
        try {
            shared.clear();
            sharedCount = 0;
        } finally {
            lock.unlock();
        }
        end();
    }

    /** Ends the stream for the client's own part: whoever reads fails. */
    void close() {
        lock.lock();
        try {
            closed = true;
            wake();
        } finally {
            lock.unlock();
        }
    }

    int available() {
        lock.lock();
        try {
            return own.count() + shared.count();
        } finally {
            lock.unlock();
        }
    }

    int read(byte[] target, int offset, int length) throws IOException {
        if (reader != Thread.currentThread()) {
            reader = Thread.currentThread();
            // until now another thread may have added to what is ours from here on
            engine.awaitCommand();
        }
        return own.isEmpty() ? readShared(target, offset, length) : own.take(target, offset, length);
    }

    private int readShared(byte[] target, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (shared.isEmpty() && !await()) {
                return -1;
            }
            int count = shared.take(target, offset, length);
            sharedCount = shared.count();
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something can be read; false at the end of the stream. */
    private boolean await() throws IOException {
        Gate gate = engine.tapped().gate();
        if (gate == null || ended || closed) {
            return awaitInTime();
        }
        waiting = Thread.currentThread();
        gate.waits();
        try {
            return awaitInTime();
        } finally {
            gate.goesOn();
        }
    }

    private boolean awaitInTime() throws IOException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (shared.isEmpty()) {
            if (closed) {
                throw new SocketException("Socket closed");
            }
            if (ended) {
                return false;
            }
            if (timeoutMillis == 0) {
                arrived.awaitUninterruptibly();
            } else if (nanos <= 0) {
                throw new SocketTimeoutException("Read timed out");
            } else {
                nanos = awaitNanos(nanos);
            }
        }
        return true;
    }

    /** As a real socket does, goes on waiting when the thread is interrupted, and keeps the interrupt. */
    private long awaitNanos(long nanos) {
        long end = nanos;
        boolean interrupted = Thread.interrupted();
        try {
            end = arrived.awaitNanos(nanos);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return end;
    }
}
