package io.rqkit.core;

import io.rqkit.core.internal.dispatch.MethodReference;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is called when a job has ended: a static method of a class that the worker allows, a callback registered by name
 * ({@link Jobs}), or the plain name of a Python function. Immutable.
 *
 * <p>It runs in the worker with the job's connection as the current one. A success callback runs before the result is
 * stored and, when it throws, fails the job; what a failure callback throws takes the place of the job's error.
 *
 * <pre>{@code
 * queue.with(o -> o.onSuccess(Callback.success(Mailer::sent)).onFailure(Callback.failure(Mailer::bounced)))
 *     .enqueue(Mailer::send, "bob", 3);
 * }</pre>
 *
 * @param name what is called: a class's binary name, a dot and a method's name, or a registered name
 * @param timeout how long it may take
 */
public record Callback(String name, Duration timeout) {
    /** RQ's limit where none is given. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    /** Checks. */
    public Callback {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a callback needs a name, such as mailer.sent");
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("a callback's timeout must be a second or more, is " + timeout);
        }
    }

    /** Is called with the job and what it returned. */
    @FunctionalInterface
    public interface OnSuccess extends Serializable {
        /** Takes notice. */
        void onSuccess(Job<Object> job, @Nullable Object result) throws Exception;
    }

    /** Is called with the job and what it threw. */
    @FunctionalInterface
    public interface OnFailure extends Serializable {
        /** Takes notice. */
        void onFailure(Job<Object> job, Throwable error) throws Exception;
    }

    /** Is called with a job that was stopped while it ran. */
    @FunctionalInterface
    public interface OnStopped extends Serializable {
        /** Takes notice. */
        void onStopped(Job<Object> job) throws Exception;
    }

    /** Returns a callback by its registered name, or by the name of a Python function. */
    public static Callback named(String name) {
        return new Callback(name, DEFAULT_TIMEOUT);
    }

    /**
     * Returns a callback for success.
     *
     * @throws IllegalArgumentException when it is not a reference to a static method
     */
    public static Callback success(OnSuccess method) {
        return named(MethodReference.of(method).name());
    }

    /**
     * Returns a callback for failure.
     *
     * @throws IllegalArgumentException when it is not a reference to a static method
     */
    public static Callback failure(OnFailure method) {
        return named(MethodReference.of(method).name());
    }

    /**
     * Returns a callback for a stopped job.
     *
     * @throws IllegalArgumentException when it is not a reference to a static method
     */
    public static Callback stopped(OnStopped method) {
        return named(MethodReference.of(method).name());
    }

    /**
     * Returns this with another limit than a minute.
     *
     * @throws IllegalArgumentException when it is less than a second
     */
    public Callback timeout(Duration timeout) {
        return new Callback(name, timeout);
    }
}
