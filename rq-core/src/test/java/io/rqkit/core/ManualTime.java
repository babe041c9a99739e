package io.rqkit.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A clock that is moved by hand, and the timer that goes by it: tasks are run by whoever moves the clock. */
public final class ManualTime extends AbstractExecutorService implements InstantSource, ScheduledExecutorService {
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>();
    private final Consumer<Duration> mover;
    private Instant now;
    private long count;

    public ManualTime(Instant start) {
        this(start, moved -> {});
    }

    /** The mover is told of each move, to move a server's clock along. */
    public ManualTime(Instant start, Consumer<Duration> mover) {
        this.now = start;
        this.mover = mover;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public void advance(Duration duration) {
        Instant end = instant().plus(duration);
        for (Task<?> next = due(end); next != null; next = due(end)) {
            next.run();
        }
        moveTo(end);
    }

    private synchronized @Nullable Task<?> due(Instant end) {
        Task<?> next = tasks.peek();
        if (next == null || next.due.isAfter(end)) {
            return null;
        }
        moveTo(next.due);
        return tasks.poll();
    }

    private synchronized void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            mover.accept(Duration.between(now, instant));
            now = instant;
        }
    }

    private final class Task<T> extends FutureTask<T> implements ScheduledFuture<T> {
        private final long number;
        private final @Nullable Duration period;
        private Instant due;

        Task(Callable<T> callable, long delayNanos, @Nullable Duration period) {
            super(callable);
            this.due = instant().plusNanos(delayNanos);
            this.period = period;
            synchronized (ManualTime.this) {
                this.number = count++;
                tasks.add(this);
            }
        }

        @Override
        public void run() {
            if (period == null) {
                super.run();
            } else if (runAndReset()) {
                due = due.plus(period);
                synchronized (ManualTime.this) {
                    tasks.add(this);
                }
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            synchronized (ManualTime.this) {
                tasks.remove(this);
            }
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(instant(), due));
        }

        @Override
        public int compareTo(Delayed other) {
            Task<?> task = (Task<?>) other;
            int byTime = due.compareTo(task.due);
            return byTime != 0 ? byTime : Long.compare(number, task.number);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return new Task<>(callable(command), unit.toNanos(delay), null);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return new Task<>(callable, unit.toNanos(delay), null);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        return new Task<>(callable(command), unit.toNanos(first), Duration.of(period, unit.toChronoUnit()));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, first, delay, unit);
    }

    private static Callable<Object> callable(Runnable command) {
        return () -> {
            command.run();
            return command;
        };
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
