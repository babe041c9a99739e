package io.rqkit.fakeredis.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one notion of time that a server has: keys expire, blocked clients give up and TIME answers by it.
 *
 * <p>It runs with the system's clock until it is frozen; then it stands still and moves only when told.
 *
 * <pre>{@code
 * redis.clock().freeze();
 * jedis.setex("k", 60, "v");
 * redis.clock().advance(Duration.ofSeconds(61)); // the key is gone when this returns
 * }</pre>
 *
 * <p>Thread-safe. Resolution is a microsecond.
 */
public final class RedisClock {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long offsetMicros;
    private volatile long frozenMicros;
    private volatile boolean frozen;
    private volatile @Nullable Deadlines deadlines;
    private final List<Deadlines> others = new CopyOnWriteArrayList<>();
    private volatile boolean auto;

    /** What must happen at certain times; implemented by the server. */
    public interface Deadlines {
        /** Stands for "nothing is due, ever". */
        long NEVER = Long.MAX_VALUE;

        /** Returns when the next thing is due, in microseconds since the epoch, or {@link #NEVER}. */
        long nextMicros();

        /** Does what is due by now; returns when every client concerned has been served. */
        void runDue();

        /** Notes that the clock is, or is no longer, to move by itself when nobody has anything left to do. */
        default void autoAdvance(boolean on) {}
    }

    private RedisClock() {}

    /** Returns a clock that runs with the system's. */
    public static RedisClock system() {
        return new RedisClock();
    }

    /** Returns a clock that stands still at {@code start}. */
    public static RedisClock frozenAt(Instant start) {
        RedisClock clock = new RedisClock();
        clock.frozenMicros = micros(start);
        clock.frozen = true;
        return clock;
    }

    /**
     * Makes a server known whose deadlines {@link #advance} must meet. Several servers may share a clock; the first says when
     * nobody has anything left to do.
     */
    public void attach(Deadlines server) {
        lock.lock();
        try {
            if (deadlines != null) {
                others.add(server);
                return;
            }
            deadlines = server;
        } finally {
            lock.unlock();
        }
        if (auto) {
            server.autoAdvance(true);
        }
    }

    /** Forgets a server that has ended. */
    public void detach(Deadlines server) {
        lock.lock();
        try {
            if (deadlines == server) {
                deadlines = null;
            } else {
                others.remove(server);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the time now. */
    public Instant now() {
        long micros = micros();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    /** Returns the time now, in milliseconds since the epoch. */
    public long millis() {
        if (frozen) {
            return Math.floorDiv(frozenMicros, 1000L);
        }
        long offset = offsetMicros;
        return offset == 0 ? System.currentTimeMillis() : Math.floorDiv(systemMicros() + offset, 1000L);
    }

    /** Returns the time now, in microseconds since the epoch. */
    public long micros() {
        return frozen ? frozenMicros : systemMicros() + offsetMicros;
    }

    /** Says whether the clock stands still until told to move. */
    public boolean isFrozen() {
        return frozen;
    }

    /** Stops the clock where it is; does nothing when it already stands. */
    public void freeze() {
        lock.lock();
        try {
            if (!frozen) {
                frozenMicros = micros();
                frozen = true;
            }
        } finally {
            lock.unlock();
        }
        auto(false);
    }

    /** Lets a frozen clock run on from where it stands; does nothing when it runs. */
    public void resume() {
        lock.lock();
        try {
            if (frozen) {
                offsetMicros = frozenMicros - systemMicros();
                frozen = false;
            }
        } finally {
            lock.unlock();
        }
        auto(false);
        runDue();
    }

    /**
     * Moves the clock forward, through everything that falls due on the way in due order, on the caller's thread.
     * When it returns, every client that was woken has its reply.
     *
     * @param duration not negative; from a running clock it is added to the time that passes by itself
     * @throws IllegalArgumentException when {@code duration} is negative: a server's time never goes back this way; see
     *     {@link #set}
     */
    public void advance(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "Cannot advance by " + duration + ". Give a duration of zero or more, or use set(Instant).");
        }
        long target = Math.addExact(
                micros(),
                Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1000));
        moveTo(target);
    }

    /**
     * Sets the clock. Forward it goes as {@link #advance} does; backward it jumps, as when an operator corrects a
     * machine's time.
     */
    public void set(Instant instant) {
        long target = micros(instant);
        if (target >= micros()) {
            moveTo(target);
        } else {
            place(target);
        }
    }

    private void moveTo(long target) {
        long next = nextMicros();
        while (next <= target) {
            if (next > micros()) {
                place(next);
            }
            runDue();
            long following = nextMicros();
            if (following == next && next <= micros()) {
                break;
            }
            next = following;
        }
        if (target > micros()) {
            place(target);
        }
        runDue();
    }

    private void place(long target) {
        lock.lock();
        try {
            if (frozen) {
                frozenMicros = target;
            } else {
                offsetMicros = target - systemMicros();
            }
        } finally {
            lock.unlock();
        }
    }

    private void runDue() {
        Deadlines server = deadlines;
        if (server != null) {
            server.runDue();
        }
        others.forEach(Deadlines::runDue);
    }

    private long nextMicros() {
        Deadlines server = deadlines;
        long next = server == null ? Deadlines.NEVER : server.nextMicros();
        for (Deadlines other : others) {
            next = Math.min(next, other.nextMicros());
        }
        return next;
    }

    /**
     * Moves a clock that stands still to the next time at which anything is due, and does it as {@link #advance} does.
     *
     * @return false when nothing is due, ever; then the clock stays where it is
     */
    public boolean advanceToNext() {
        long next = nextMicros();
        if (next == Deadlines.NEVER) {
            return false;
        }
        moveTo(Math.max(next, micros()));
        return true;
    }

    /**
     * Freezes the clock, and moves it by itself from then on whenever nobody has anything left to do: it jumps to the next
     * deadline as soon as a client waits for one, such as in BLPOP with a time-out, while every other thread that has
     * sent commands in-process waits too, for whatever, or has ended. A day of waiting passes in no time.
     *
     * <p>Over TCP the threads of clients can't be seen; there the clock moves when no command has come for a millisecond.
     * {@link #freeze} and {@link #resume} end it.
     */
    public void autoAdvance() {
        freeze();
        auto(true);
    }

    private void auto(boolean on) {
        Deadlines server = deadlines;
        if (auto != on) {
            auto = on;
            if (server != null) {
                server.autoAdvance(on);
            }
        }
    }

    /** Says whether anything but the server itself waits for a time. */
    public boolean hasScheduledTasks() {
        return others.stream().anyMatch(other -> other.nextMicros() != Deadlines.NEVER);
    }

    /** Says whether the clock moves by itself when nobody has anything left to do. */
    public boolean isAutoAdvancing() {
        return auto;
    }

    /** Returns this clock as the JDK's, in UTC, for code that takes a {@link Clock} or an {@link InstantSource}. */
    public Clock asClock() {
        return new JavaClock(this, ZoneOffset.UTC);
    }

    /**
     * Returns an executor whose delays are measured by this clock, with one daemon thread of that name. While the clock
     * stands still tasks run within {@link #advance}, which returns when those that were due have ended; a task that
     * waits for more than ten seconds of real time makes it fail.
     */
    public ScheduledExecutorService scheduler(String threadName) {
        return new ClockScheduler(this, threadName);
    }

    void add(Deadlines more) {
        others.add(more);
    }

    void remove(Deadlines gone) {
        others.remove(gone);
    }

    private static long systemMicros() {
        return micros(Instant.now());
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
