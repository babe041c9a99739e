package io.rqkit.junit5;

import io.rqkit.core.Queue;
import io.rqkit.core.Task;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * The assertions on a queue that name a job by its static method and arguments, one for each number of these.
 *
 * @param <SELF> what they return
 */
public abstract class AbstractQueueAssert<SELF extends AbstractQueueAssert<SELF>> extends AbstractAssert<SELF, Queue> {
    /** For {@link QueueAssert}. */
    protected AbstractQueueAssert(@Nullable Queue actual, Class<?> selfType) {
        super(actual, selfType);
    }

    abstract SELF enqueued(Call call);

    abstract SELF notEnqueued(Call call);

    abstract SELF scheduled(Call call);

    abstract SELF notScheduled(Call call);

    /** Verifies that a job of this name and these arguments waits, keyword arguments aside. */
    public SELF hasEnqueued(String name, @Nullable Object... args) {
        return enqueued(Call.of(name, args));
    }

    /** Verifies that this static method waits to be called without argument. */
    public SELF hasEnqueued(Task.Of0 task) {
        return enqueued(Call.of(task));
    }

    /** Verifies that this static method waits to be called with this argument. */
    public <A extends @Nullable Object> SELF hasEnqueued(Task.Of1<A> task, A a) {
        return enqueued(Call.of(task, new @Nullable Object[] {a}));
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object> SELF hasEnqueued(Task.Of2<A, B> task, A a, B b) {
        return enqueued(Call.of(task, a, b));
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> SELF hasEnqueued(
            Task.Of3<A, B, C> task, A a, B b, C c) {
        return enqueued(Call.of(task, a, b, c));
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            SELF hasEnqueued(Task.Of4<A, B, C, D> task, A a, B b, C c, D d) {
        return enqueued(Call.of(task, a, b, c, d));
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            SELF hasEnqueued(Task.Of5<A, B, C, D, E> task, A a, B b, C c, D d, E e) {
        return enqueued(Call.of(task, a, b, c, d, e));
    }

    /** Verifies that no job of this name and these arguments waits. */
    public SELF hasNotEnqueued(String name, @Nullable Object... args) {
        return notEnqueued(Call.of(name, args));
    }

    /** Verifies that this static method does not wait to be called without argument. */
    public SELF hasNotEnqueued(Task.Of0 task) {
        return notEnqueued(Call.of(task));
    }

    /** Verifies that this static method does not wait to be called with this argument. */
    public <A extends @Nullable Object> SELF hasNotEnqueued(Task.Of1<A> task, A a) {
        return notEnqueued(Call.of(task, new @Nullable Object[] {a}));
    }

    /** Verifies that this static method does not wait to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object> SELF hasNotEnqueued(Task.Of2<A, B> task, A a, B b) {
        return notEnqueued(Call.of(task, a, b));
    }

    /** Verifies that this static method does not wait to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> SELF hasNotEnqueued(
            Task.Of3<A, B, C> task, A a, B b, C c) {
        return notEnqueued(Call.of(task, a, b, c));
    }

    /** Verifies that this static method does not wait to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            SELF hasNotEnqueued(Task.Of4<A, B, C, D> task, A a, B b, C c, D d) {
        return notEnqueued(Call.of(task, a, b, c, d));
    }

    /** Verifies that this static method does not wait to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            SELF hasNotEnqueued(Task.Of5<A, B, C, D, E> task, A a, B b, C c, D d, E e) {
        return notEnqueued(Call.of(task, a, b, c, d, e));
    }

    /** Verifies that a job of this name and these arguments waits for its time, keyword arguments aside. */
    public SELF hasScheduled(String name, @Nullable Object... args) {
        return scheduled(Call.of(name, args));
    }

    /** Verifies that this static method is scheduled to be called without argument. */
    public SELF hasScheduled(Task.Of0 task) {
        return scheduled(Call.of(task));
    }

    /** Verifies that this static method is scheduled to be called with this argument. */
    public <A extends @Nullable Object> SELF hasScheduled(Task.Of1<A> task, A a) {
        return scheduled(Call.of(task, new @Nullable Object[] {a}));
    }

    /** Verifies that this static method is scheduled to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object> SELF hasScheduled(Task.Of2<A, B> task, A a, B b) {
        return scheduled(Call.of(task, a, b));
    }

    /** Verifies that this static method is scheduled to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> SELF hasScheduled(
            Task.Of3<A, B, C> task, A a, B b, C c) {
        return scheduled(Call.of(task, a, b, c));
    }

    /** Verifies that this static method is scheduled to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            SELF hasScheduled(Task.Of4<A, B, C, D> task, A a, B b, C c, D d) {
        return scheduled(Call.of(task, a, b, c, d));
    }

    /** Verifies that this static method is scheduled to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            SELF hasScheduled(Task.Of5<A, B, C, D, E> task, A a, B b, C c, D d, E e) {
        return scheduled(Call.of(task, a, b, c, d, e));
    }

    /** Verifies that no job of this name and these arguments waits for its time. */
    public SELF hasNotScheduled(String name, @Nullable Object... args) {
        return notScheduled(Call.of(name, args));
    }

    /** Verifies that this static method is not scheduled to be called without argument. */
    public SELF hasNotScheduled(Task.Of0 task) {
        return notScheduled(Call.of(task));
    }

    /** Verifies that this static method is not scheduled to be called with this argument. */
    public <A extends @Nullable Object> SELF hasNotScheduled(Task.Of1<A> task, A a) {
        return notScheduled(Call.of(task, new @Nullable Object[] {a}));
    }

    /** Verifies that this static method is not scheduled to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object> SELF hasNotScheduled(
            Task.Of2<A, B> task, A a, B b) {
        return notScheduled(Call.of(task, a, b));
    }

    /** Verifies that this static method is not scheduled to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> SELF hasNotScheduled(
            Task.Of3<A, B, C> task, A a, B b, C c) {
        return notScheduled(Call.of(task, a, b, c));
    }

    /** Verifies that this static method is not scheduled to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            SELF hasNotScheduled(Task.Of4<A, B, C, D> task, A a, B b, C c, D d) {
        return notScheduled(Call.of(task, a, b, c, d));
    }

    /** Verifies that this static method is not scheduled to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            SELF hasNotScheduled(Task.Of5<A, B, C, D, E> task, A a, B b, C c, D d, E e) {
        return notScheduled(Call.of(task, a, b, c, d, e));
    }
}
