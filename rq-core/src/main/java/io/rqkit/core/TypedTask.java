package io.rqkit.core;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of a static method that is enqueued for its result, one per number of arguments.
 *
 * <p>Nobody writes these types: a method reference such as {@code Mailer::send} takes them on. There is one shape per
 * number so that overloaded methods stay unambiguous. A lambda compiles but is refused, since no worker could find it.
 */
public final class TypedTask {
    private TypedTask() {}

    /** No argument. */
    @FunctionalInterface
    public interface Of0<R extends @Nullable Object> extends Serializable {
        /** Runs the task and returns its result. */
        R call() throws Exception;
    }

    /** One argument. */
    @FunctionalInterface
    public interface Of1<A extends @Nullable Object, R extends @Nullable Object> extends Serializable {
        /** Runs the task and returns its result. */
        R call(A a) throws Exception;
    }

    /** Two arguments. */
    @FunctionalInterface
    public interface Of2<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            extends Serializable {
        /** Runs the task and returns its result. */
        R call(A a, B b) throws Exception;
    }

    /** Three arguments. */
    @FunctionalInterface
    public interface Of3<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            extends Serializable {
        /** Runs the task and returns its result. */
        R call(A a, B b, C c) throws Exception;
    }

    /** Four arguments. */
    @FunctionalInterface
    public interface Of4<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            extends Serializable {
        /** Runs the task and returns its result. */
        R call(A a, B b, C c, D d) throws Exception;
    }

    /** Five arguments. */
    @FunctionalInterface
    public interface Of5<
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            extends Serializable {
        /** Runs the task and returns its result. */
        R call(A a, B b, C c, D d, E e) throws Exception;
    }
}
