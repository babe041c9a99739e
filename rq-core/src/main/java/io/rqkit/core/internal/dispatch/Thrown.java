package io.rqkit.core.internal.dispatch;

import java.lang.reflect.InvocationTargetException;

/** What user code threw, without the wrapping that reflection adds. */
final class Thrown {
    private Thrown() {}

    static Exception unwrapped(InvocationTargetException wrapped) {
        Throwable cause = wrapped.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : wrapped;
    }
}
