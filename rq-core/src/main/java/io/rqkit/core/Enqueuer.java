package io.rqkit.core;

import io.rqkit.core.internal.dispatch.MethodReference;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ways to name what is enqueued: by method reference, by registered name, or by the plain name of a job that a
 * worker in another language runs.
 *
 * <p>A method reference must name a static method; a lambda, or a reference bound to an object, is refused with {@link
 * IllegalArgumentException}, and so are arguments without a JSON form. The name of the job is the class's binary name,
 * a dot and the method's name: {@code com.acme.Mailer.send}. Every method takes one round trip and returns the queued
 * job. {@code enqueue} runs a method for what it does, {@code submit} for its result.
 */
public abstract sealed class Enqueuer permits Queue, QueueWithOptions, Batch, InlineQueue {
    Enqueuer() {}

    abstract <T extends @Nullable Object> Job<T> enqueue(JobCall call, EnqueueOptions options, Type resultType);

    EnqueueOptions options() {
        return new EnqueueOptions();
    }

    /** Returns a view of this that enqueues with these options, on top of those it has. */
    public QueueWithOptions with(Consumer<EnqueueOptions> choose) {
        EnqueueOptions chosen = options();
        choose.accept(chosen);
        return new QueueWithOptions(this instanceof QueueWithOptions view ? view.target() : this, chosen);
    }

    /** Returns a view of this whose jobs are scheduled for a time, to the second; a worker's scheduler moves them. */
    public QueueWithOptions at(Instant time) {
        return with(options -> options.at(time));
    }

    /** Returns a view of this whose jobs are scheduled for a time from now, to the second. */
    public QueueWithOptions in(Duration delay) {
        return with(options -> options.in(delay));
    }

    private <T extends @Nullable Object> Job<T> enqueue(JobCall call, Type resultType) {
        return enqueue(call, options(), resultType);
    }

    /** Enqueues a registered name, or one that a worker in another language knows, with positional arguments. */
    public Job<Object> enqueue(String name, @Nullable Object... args) {
        return enqueue(JobCall.of(name, args));
    }

    /** Enqueues a registered name, or one that a worker in another language knows. */
    public Job<Object> enqueue(JobCall call) {
        return enqueue(call, Object.class);
    }

    private Job<Void> enqueueTask(Serializable task, @Nullable Object... args) {
        return enqueue(JobCall.of(MethodReference.of(task).name(), args), Void.class);
    }

    private <R extends @Nullable Object> Job<R> submitTask(Serializable task, @Nullable Object... args) {
        MethodReference reference = MethodReference.of(task);
        return enqueue(JobCall.of(reference.name(), args), reference.resultType());
    }

    /** Enqueues a static method of no argument. */
    public Job<Void> enqueue(Task.Of0 task) {
        return enqueueTask(task);
    }

    /** Enqueues a static method of one argument. */
    public <A extends @Nullable Object> Job<Void> enqueue(Task.Of1<A> task, A a) {
        return enqueueTask(task, a);
    }

    /** Enqueues a static method of two arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object> Job<Void> enqueue(Task.Of2<A, B> task, A a, B b) {
        return enqueueTask(task, a, b);
    }

    /** Enqueues a static method of three arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> Job<Void> enqueue(
            Task.Of3<A, B, C> task, A a, B b, C c) {
        return enqueueTask(task, a, b, c);
    }

    /** Enqueues a static method of four arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Job<Void> enqueue(Task.Of4<A, B, C, D> task, A a, B b, C c, D d) {
        return enqueueTask(task, a, b, c, d);
    }

    /** Enqueues a static method of five arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Job<Void> enqueue(Task.Of5<A, B, C, D, E> task, A a, B b, C c, D d, E e) {
        return enqueueTask(task, a, b, c, d, e);
    }

    /** Enqueues a static method of no argument for its result. */
    public <R extends @Nullable Object> Job<R> submit(TypedTask.Of0<R> task) {
        return submitTask(task);
    }

    /** Enqueues a static method of one argument for its result. */
    public <A extends @Nullable Object, R extends @Nullable Object> Job<R> submit(TypedTask.Of1<A, R> task, A a) {
        return submitTask(task, a);
    }

    /** Enqueues a static method of two arguments for its result. */
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> Job<R> submit(
            TypedTask.Of2<A, B, R> task, A a, B b) {
        return submitTask(task, a, b);
    }

    /** Enqueues a static method of three arguments for its result. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            Job<R> submit(TypedTask.Of3<A, B, C, R> task, A a, B b, C c) {
        return submitTask(task, a, b, c);
    }

    /** Enqueues a static method of four arguments for its result. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            Job<R> submit(TypedTask.Of4<A, B, C, D, R> task, A a, B b, C c, D d) {
        return submitTask(task, a, b, c, d);
    }

    /** Enqueues a static method of five arguments for its result. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            Job<R> submit(TypedTask.Of5<A, B, C, D, E, R> task, A a, B b, C c, D d, E e) {
        return submitTask(task, a, b, c, d, e);
    }
}
