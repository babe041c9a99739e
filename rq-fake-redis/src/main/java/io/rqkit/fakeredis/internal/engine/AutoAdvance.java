package io.rqkit.fakeredis.internal.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Moves a clock that stands still whenever nobody has anything left to do: somebody waits for a time, and every thread
 * that has sent commands in-process waits too or has ended.
 */
public final class AutoAdvance {
    private static final long LOOK_NANOS = 250_000;
    /** What holds for one look may be the moment between two steps; so many in a row are rest. */
    private static final int LOOKS = 3;
    /** So many threads are looked through for those that have ended. */
    private static final int MANY_CALLERS = 64;

    private final Engine engine;
    private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;

    AutoAdvance(Engine engine) {
        this.engine = engine;
    }

    /** Notes a thread that sends commands in-process. */
    public void saw(Thread caller) {
        if (callers.add(caller) && callers.size() > MANY_CALLERS) {
            callers.removeIf(each -> each.getState() == Thread.State.TERMINATED);
        }
    }

    synchronized void turn(boolean on) {
        if (on && thread == null) {
            Thread started = new Thread(this::run, "fake-redis-auto-clock");
            started.setDaemon(true);
            thread = started;
            started.start();
        } else if (!on && thread != null) {
            LockSupport.unpark(thread);
            thread = null;
        }
    }

    private synchronized boolean isMine() {
        return thread == Thread.currentThread();
    }

    private void run() {
        int quiet = 0;
        long commands = -1;
        while (isMine()) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = engine.stats().commandsProcessed();
            quiet = now == commands && isQuiet() ? quiet + 1 : 0;
            commands = now;
            if (quiet >= LOOKS && isMine()) {
                quiet = 0;
                engine.clock().advanceToNext();
            }
        }
    }

    private boolean isQuiet() {
        callers.removeIf(caller -> caller.getState() == Thread.State.TERMINATED);
        for (Thread caller : callers) {
            if (caller.getState() == Thread.State.RUNNABLE) {
                return false;
            }
        }
        boolean[] waits = new boolean[1];
        boolean[] wakes = new boolean[1];
        engine.execute(() -> {
            waits[0] = engine.blocking().count() > 0 || engine.tapped().holds().nextMillis() < Long.MAX_VALUE;
            wakes[0] = engine.blocking().hasMetWish();
        });
        return !wakes[0] && (waits[0] || engine.clock().hasScheduledTasks());
    }
}
