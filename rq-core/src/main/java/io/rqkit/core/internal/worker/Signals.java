package io.rqkit.core.internal.worker;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Listens to the signals of the process, where the JDK lets one: by reflection, since its interface is not standard. */
public final class Signals {
    private Signals() {}

    /** Hands each of these signals, by name and without SIG, to a listener in place of ending the JVM; tells whether it could. */
    public static boolean listen(Consumer<String> listener, String... names) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : names) {
                Object proxy = Proxy.newProxyInstance(
                        handler.getClassLoader(), new Class<?>[] {handler}, (self, method, args) -> {
                            if (method.getName().equals("handle")) {
                                listener.accept(name);
                                return null;
                            }
                            return method.getName().equals("equals") ? self == args[0] : System.identityHashCode(self);
                        });
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false; // not this JDK, or the JVM keeps the signal for itself
        }
    }
}
