package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Outbox;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a socket: what its session's own commands cause on the thread that runs them, and what others cause on a
 * thread of its own, started when that first happens, so that a slow reader delays nobody but itself.
 */
final class SocketOutbox implements Outbox {
    /**
     * A client that does not read for a second is not waited for. The second has ten pieces: when the whole JVM stands still,
     * and the client with it, that ends one of them and not all.
     */
    private static final int LOOKS = 10;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Of replies longer than this the client may read some before it takes the rest, or sends the rest of its requests. */
    private static final int LONG = 64 * 1024;

    private static final int PIECE = 256 * 1024;
    /** More than this a client that does not read can't have waiting for it, where no limit of Redis's is set. */
    private static final long MAX_WAITING =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final Wire wire;
    private final @Nullable Farewells farewells;
    private final String threadName;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition pendingChanged = lock.newCondition();
    private final Condition sent = lock.newCondition();
    private ByteSink pending = new ByteSink();
    private ByteSink sending = new ByteSink();
    private volatile boolean moreToCome;
    private final AtomicLong sentBytes = new AtomicLong();

    private boolean writing;
    private long beingWritten;
    private boolean ending;
    private volatile boolean aborted;
    private @Nullable Thread writer;

    /**
     * Creates the way out to a connection.
     *
     * @param farewells who closes it if it can't be sent its last bytes, or null if nobody
     */
    SocketOutbox(Wire wire, @Nullable Farewells farewells, String threadName) {
        this.wire = wire;
        this.farewells = farewells;
        this.threadName = threadName;
    }

    /**
     * Says whether more of what the client sent is here already. It may read nothing before it has sent all, so that its own
     * thread must not wait for it to read.
     */
    void moreToCome(boolean yes) {
        moreToCome = yes;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (!aborted) {
                pending.put(bytes, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            if (moreToCome || pending.length() > LONG) {
                writeElsewhere();
            } else if (!writing) {
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitRoom() {
        lock.lock();
        try {
            while (!aborted && pending.length() + beingWritten > MAX_WAITING) {
                sent.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flushLater() {
        lock.lock();
        try {
            writeElsewhere();
        } finally {
            lock.unlock();
        }
    }

    private void writeElsewhere() {
        if (writing || aborted || (pending.isEmpty() && !ending)) {
            return;
        }
        if (writer == null) {
            Thread started = new Thread(this::writeForOthers, threadName);
            started.setDaemon(true);
            try {
                started.start();
            } catch (OutOfMemoryError noThread) {
                closeSocket();
                return;
            }
            writer = started;
        }
        pendingChanged.signal();
    }

    @Override
    public void awaitSent() {
        lock.lock();
        try {
            int looks = 0;
            long left = LOOK_NANOS;
            while ((writing || !pending.isEmpty()) && !aborted && looks < LOOKS) {
                left = sent.awaitNanos(left);
                if (left <= 0) {
                    looks++;
                    left = LOOK_NANOS;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void writeForOthers() {
        lock.lock();
        try {
            while (!aborted) {
                if (!writing && (!pending.isEmpty() || ending)) {
                    write();
                } else {
                    pendingChanged.awaitUninterruptibly();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes until nothing is pending, with the lock released meanwhile. */
    private void write() {
        writing = true;
        try {
            while (!pending.isEmpty() && !aborted) {
                ByteSink full = pending;
                pending = sending;
                sending = full;
                beingWritten = full.length();
                lock.unlock();
                try {
                    write(full);
                } finally {
                    lock.lock();
                    full.clear();
                    beingWritten = 0;
                    sent.signalAll();
                }
            }
        } catch (IOException e) {
            closeSocket();
        } finally {
            writing = false;
            sent.signalAll();
        }
        if (ending) {
            closeSocket();
        }
    }

    /** Writes in pieces, so that it shows whether the client reads. */
    private void write(ByteSink full) throws IOException {
        for (int at = 0; at < full.length(); at += PIECE) {
            int length = Math.min(PIECE, full.length() - at);
            wire.write(full.array(), at, length);
            sentBytes.addAndGet(length);
        }
    }

    /** Waits until everything has been sent, as long as the client reads. */
    void awaitReader() {
        long before = -1;
        while (before != sentBytes() && !aborted && pending() > 0) {
            before = sentBytes();
            awaitSent();
        }
    }

    /** Returns how many bytes were sent so far. */
    long sentBytes() {
        return sentBytes.get();
    }

    @Override
    public void end() {
        lock.lock();
        try {
            ending = true;
            if (farewells != null && !aborted) {
                farewells.expect(this);
            }
        } finally {
            lock.unlock();
        }
        flushLater();
    }

    @Override
    public long pending() {
        lock.lock();
        try {
            return pending.length() + beingWritten;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void drop() {
        abort();
    }

    /** Closes the connection at once. */
    void abort() {
        lock.lock();
        try {
            closeSocket();
        } finally {
            lock.unlock();
        }
    }

    private void closeSocket() {
        aborted = true;
        sent.signalAll();
        pendingChanged.signalAll();
        try {
            wire.close();
        } catch (IOException e) {
            // closed or not, nobody will use it again
        }
    }

    boolean isClosed() {
        return aborted;
    }

    /** Waits for the thread. */
    void join() {
        Thread pushing = writer;
        if (pushing != null) {
            Threads.join(pushing);
        }
    }
}
