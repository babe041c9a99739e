package io.rqkit.core.internal.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Time that is moved by hand. Threads take turns with whoever moves it: a thread that is woken runs until it waits
 * again, and only then does time go on, so that what happens, and in which order, hangs on nothing but the schedule.
 *
 * <p>A thread that waits in another way, as a job may that hangs, is left alone after a moment.
 */
final class DrivenTimeline implements Timeline {
    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Map<Object, Look> looks = new ConcurrentHashMap<>();

    DrivenTimeline(InstantSource clock, ScheduledExecutorService timer) {
        this.clock = clock;
        this.timer = timer;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean isDriven() {
        return true;
    }

    @Override
    public Timers timers(String name) {
        return new Tasks();
    }

    @Override
    public void start(ThreadFactory threads, Body body) {
        Turn turn = new Turn();
        turn.thread = threads.newThread(() -> {
            try {
                body.run(turn);
            } finally {
                turn.end();
            }
        });
        turn.thread.start();
        turn.settle();
    }

    private final class Tasks implements Timers {
        private final Set<Future<?>> scheduled = ConcurrentHashMap.newKeySet();
        private final List<Runnable> watched = new CopyOnWriteArrayList<>();

        @Override
        public Future<?> later(Duration delay, Runnable task) {
            return keep(timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
        }

        @Override
        public Future<?> every(Duration interval, Runnable task) {
            long nanos = interval.toNanos();
            return keep(timer.scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS));
        }

        @Override
        public void soon(Runnable task) {
            task.run();
        }

        @Override
        public void watchFor(Object what, BooleanSupplier isThere, Runnable task) {
            watched.add(task);
            looks.computeIfAbsent(what, key -> new Look(isThere)).tasks.add(task);
        }

        private Future<?> keep(Future<?> future) {
            scheduled.removeIf(Future::isDone);
            scheduled.add(future);
            return future;
        }

        @Override
        public void close() {
            scheduled.forEach(future -> future.cancel(false));
            scheduled.clear();
            looks.values().removeIf(look -> look.isOverWithout(watched));
        }
    }

    /** One look a second for all who look for the same. */
    private final class Look implements Runnable {
        private final BooleanSupplier isThere;
        private final List<Runnable> tasks = new CopyOnWriteArrayList<>();
        private final Future<?> future = timer.scheduleAtFixedRate(this, 1, 1, TimeUnit.SECONDS);

        Look(BooleanSupplier isThere) {
            this.isThere = isThere;
        }

        @Override
        public void run() {
            if (isThere.getAsBoolean()) {
                tasks.forEach(Runnable::run);
            }
        }

        boolean isOverWithout(List<Runnable> others) {
            tasks.removeAll(others);
            return tasks.isEmpty() && future.cancel(false);
        }
    }

    private final class Turn implements Parker {
        private static final long LOOK_MILLIS = 5;
        private static final int LOOKS = 20;

        private Thread thread = Thread.currentThread();
        private boolean isQuiet;
        private boolean isEnded;
        private boolean isWoken;

        @Override
        public synchronized void park(Duration longest) throws InterruptedException {
            if (!isWoken) {
                Future<?> end = timer.schedule(this::resume, longest.toNanos(), TimeUnit.NANOSECONDS);
                isQuiet = true;
                notifyAll();
                try {
                    while (isQuiet) {
                        wait();
                    }
                } finally {
                    isQuiet = false;
                    end.cancel(false);
                }
            }
            isWoken = false;
        }

        private void resume() {
            synchronized (this) {
                if (!isQuiet || isEnded) {
                    return;
                }
                isQuiet = false;
                notifyAll();
            }
            settle();
        }

        @Override
        public void wake() {
            synchronized (this) {
                isWoken = true;
            }
            resume();
        }

        @Override
        public void interrupt() {
            synchronized (this) {
                isQuiet = false; // so that settling does not take the old wait for a new one
            }
            thread.interrupt();
        }

        @Override
        public StackTraceElement[] stack() {
            return thread.getStackTrace();
        }

        synchronized void end() {
            isEnded = true;
            isQuiet = true;
            notifyAll();
        }

        /**
         * A thread that was interrupted seems to wait until the system lets it run, which a busy one does late; whoever
         * waits has taken notice of the interruption.
         */
        private boolean isWaitingElsewhere() {
            Thread.State state = thread.getState();
            return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) && !thread.isInterrupted();
        }

        /** Waits until the thread waits for time, has ended, or is seen to wait for something else. */
        @Override
        public synchronized void settle() {
            if (Thread.currentThread() == thread) {
                return;
            }
            int looks = 0;
            try {
                while (!isQuiet && looks < LOOKS) {
                    wait(LOOK_MILLIS);
                    looks = isWaitingElsewhere() ? looks + 1 : 0;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
