package io.rqkit.core.internal.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits as long as it takes; the clock alone may be another. */
final class SystemTimeline implements Timeline {
    private final InstantSource clock;

    private SystemTimeline(InstantSource clock) {
        this.clock = clock;
    }

    static SystemTimeline of(InstantSource clock) {
        return new SystemTimeline(clock);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public boolean isDriven() {
        return false;
    }

    @Override
    public Timers timers(String name) {
        return new Threads(name);
    }

    @Override
    public void start(ThreadFactory threads, Body body) {
        Semaphored parker = new Semaphored();
        Thread thread = threads.newThread(() -> body.run(parker));
        parker.thread = thread;
        thread.start();
    }

    private static final class Semaphored implements Parker {
        private final Semaphore permit = new Semaphore(0);
        private Thread thread = Thread.currentThread();

        @Override
        public void park(Duration longest) throws InterruptedException {
            if (permit.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                permit.drainPermits();
            }
        }

        @Override
        public void wake() {
            permit.release();
        }

        @Override
        public void interrupt() {
            thread.interrupt();
        }

        @Override
        public void settle() {}

        @Override
        public StackTraceElement[] stack() {
            return thread.getStackTrace();
        }
    }

    /** Two threads: one that never waits for Redis, so that time-outs are on time, and one that does. */
    private static final class Threads implements Timers {
        private static final long LONGEST_CLOSE_SECONDS = 10;

        private final ScheduledThreadPoolExecutor watchdog;
        private final ScheduledExecutorService heart;

        Threads(String name) {
            this.watchdog = new ScheduledThreadPoolExecutor(1, daemons("rq-watchdog-" + name));
            this.watchdog.setRemoveOnCancelPolicy(true); // most time-outs are canceled
            this.heart = Executors.newSingleThreadScheduledExecutor(daemons("rq-heartbeat-" + name));
        }

        private static ThreadFactory daemons(String name) {
            return task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            };
        }

        @Override
        public Future<?> later(Duration delay, Runnable task) {
            return watchdog.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public Future<?> every(Duration interval, Runnable task) {
            long nanos = interval.toNanos();
            return heart.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void soon(Runnable task) {
            Future<?> unused = heart.submit(task);
        }

        @Override
        public void watchFor(Object what, BooleanSupplier isThere, Runnable task) {}

        @Override
        public void close() {
            watchdog.shutdownNow();
            heart.shutdown();
            try {
                if (!heart.awaitTermination(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                    heart.shutdownNow();
                }
            } catch (InterruptedException e) {
                heart.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
