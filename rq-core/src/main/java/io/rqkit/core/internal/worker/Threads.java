package io.rqkit.core.internal.worker;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Makes the threads that jobs run on; a thread that was left behind must not keep the JVM, so all are daemons. */
final class Threads {
    private Threads() {}

    /** Virtual ones are made where the JDK, from 21 on, has them. */
    static ThreadFactory named(String name, boolean isVirtual) {
        ThreadFactory virtual = isVirtual ? virtual(name) : null;
        return virtual != null ? virtual : platform(name);
    }

    private static ThreadFactory platform(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** By reflection, since this is compiled for JDK 17. */
    private static @Nullable ThreadFactory virtual(String name) {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Method ofVirtual = Thread.class.getMethod("ofVirtual");
            Object builder = type.getMethod("name", String.class).invoke(ofVirtual.invoke(null), name);
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
