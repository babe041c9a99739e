package io.rqkit.fakeredis.clock;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One thread whose tasks are due by a server's clock. */
final class ClockScheduler extends AbstractExecutorService implements ScheduledExecutorService, RedisClock.Deadlines {
    private static final long PATIENCE_SECONDS = 10;
    /** How often the thread looks whether a clock that stood still runs again, in nanoseconds. */
    private static final long LOOK_NANOS = 1_000_000;

    private final RedisClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>();
    private final Thread thread;
    private long count;
    private @Nullable Task<?> running;
    private boolean shutDown;
    private boolean ended;

    ClockScheduler(RedisClock clock, String threadName) {
        this.clock = clock;
        clock.add(this);
        thread = new Thread(this::work, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** A task with its time, and its period when it repeats: positive from beginning to beginning, negative from end. */
    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
        private final long periodMicros;
        private final long number = count++;
        private long dueMicros;

        Task(Callable<V> work, long dueMicros, long periodMicros) {
            super(work);
            this.dueMicros = dueMicros;
            this.periodMicros = periodMicros;
        }

        @Override
        public boolean isPeriodic() {
            return periodMicros != 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueMicros - clock.micros(), TimeUnit.MICROSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task<?> task = (Task<?>) other;
            int byTime = Long.compare(dueMicros, task.dueMicros);
            return byTime != 0 ? byTime : Long.compare(number, task.number);
        }

        /** Runs it, and says whether it is to run again. */
        boolean runOnce() {
            if (!isPeriodic()) {
                run();
                return false;
            }
            boolean again = runAndReset();
            dueMicros = periodMicros > 0 ? dueMicros + periodMicros : clock.micros() - periodMicros;
            return again;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            lock.lock();
            try {
                tasks.remove(this);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            return cancelled;
        }
    }

    private void work() {
        lock.lock();
        try {
            while (!(shutDown && tasks.isEmpty())) {
                Task<?> next = tasks.peek();
                long wait = next == null ? Long.MAX_VALUE : next.dueMicros - clock.micros();
                if (next == null || wait > 0) {
                    await(next == null || clock.isFrozen() ? LOOK_NANOS * 1000 : wait * 1000);
                } else {
                    tasks.poll();
                    perform(next);
                }
            }
        } finally {
            ended = true;
            clock.remove(this);
            changed.signalAll();
            lock.unlock();
        }
    }

    private void await(long nanos) {
        try {
            // a clock may be resumed without our being told
            changed.awaitNanos(Math.min(nanos, LOOK_NANOS * 10));
        } catch (InterruptedException e) {
            // meant for a task that has ended meanwhile, or for this loop to look again: both happen now
        }
    }

    private void perform(Task<?> task) {
        running = task;
        lock.unlock();
        boolean again = false;
        try {
            again = task.runOnce();
        } finally {
            lock.lock();
            running = null;
            if (again && !shutDown) {
                tasks.add(task);
            }
            changed.signalAll();
        }
    }

    @Override
    public long nextMicros() {
        lock.lock();
        try {
            Task<?> next = tasks.peek();
            return next == null ? NEVER : next.dueMicros;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void runDue() {
        if (Thread.currentThread() == thread) {
            return;
        }
        lock.lock();
        try {
            changed.signalAll();
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while ((running != null || nextMicros() <= clock.micros()) && !ended) {
                if (left <= 0) {
                    throw new IllegalStateException(
                            "A task of the thread " + thread.getName() + " was due and has not ended" + " after "
                                    + PATIENCE_SECONDS + " seconds. Give a task that waits a thread of its own.");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private <V> Task<V> add(Callable<V> work, long delay, long period, TimeUnit unit) {
        lock.lock();
        try {
            if (shutDown) {
                throw new RejectedExecutionException("The scheduler " + thread.getName() + " was shut down.");
            }
            Task<V> task = new Task<>(
                    work,
                    clock.micros() + Math.max(0, unit.toMicros(delay)),
                    period < 0 ? -unit.toMicros(-period) : unit.toMicros(period));
            tasks.add(task);
            changed.signalAll();
            return task;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command), delay, 0, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, delay, 0, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
        return add(Executors.callable(command), delay, positive(period), unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long delay, long pause, TimeUnit unit) {
        return add(Executors.callable(command), delay, -positive(pause), unit);
    }

    private static long positive(long period) {
        if (period <= 0) {
            throw new IllegalArgumentException("A period must be above zero, not " + period);
        }
        return period;
    }

    @Override
    public void execute(Runnable command) {
        add(Executors.callable(command), 0, 0, TimeUnit.MICROSECONDS);
    }

    /** Runs what is due now, as the JDK's scheduler does not with periodic tasks; drops what is due later. */
    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutDown = true;
            tasks.removeIf(task -> task.isPeriodic() || task.dueMicros > clock.micros());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        lock.lock();
        try {
            shutDown = true;
            List<Runnable> dropped = new ArrayList<>(tasks);
            tasks.clear();
            thread.interrupt();
            changed.signalAll();
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutDown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        lock.lock();
        try {
            long left = unit.toNanos(timeout);
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
