package io.rqkit.fakeredis.internal.sentinel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way from one server to another, in order. Whoever has no engine's lock may carry them over; while somebody
 * does, others leave theirs to him.
 */
final class Pipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Parcel> parcels = new ArrayDeque<>();
    private final Consumer<byte[]> receiver;
    private boolean carrying;
    private boolean closed;

    private record Parcel(byte[] bytes, long dueMicros) {}

    Pipe(Consumer<byte[]> receiver) {
        this.receiver = receiver;
    }

    /** Takes bytes that arrive at a time. */
    void put(byte[] bytes, int offset, int length, long dueMicros) {
        lock.lock();
        try {
            if (!closed) {
                parcels.add(new Parcel(Arrays.copyOfRange(bytes, offset, offset + length), dueMicros));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Carries over what is due. */
    void carry(long nowMicros) {
        byte[] next = begin(nowMicros);
        while (next != null) {
            try {
                receiver.accept(next);
            } finally {
                next = goOn(nowMicros);
            }
        }
    }

    private byte @Nullable [] begin(long nowMicros) {
        lock.lock();
        try {
            if (carrying) {
                return null;
            }
            byte[] next = poll(nowMicros);
            carrying = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private byte @Nullable [] goOn(long nowMicros) {
        lock.lock();
        try {
            byte[] next = poll(nowMicros);
            carrying = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private byte @Nullable [] poll(long nowMicros) {
        Parcel first = parcels.peek();
        if (first == null || first.dueMicros > nowMicros) {
            return null;
        }
        parcels.remove();
        return first.bytes;
    }

    /** Returns when the next bytes arrive, in microseconds since the epoch. */
    long nextMicros() {
        lock.lock();
        try {
            Parcel first = parcels.peek();
            return first == null ? Long.MAX_VALUE : first.dueMicros;
        } finally {
            lock.unlock();
        }
    }

    /** Loses what is on its way, and takes no more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            parcels.clear();
        } finally {
            lock.unlock();
        }
    }
}
