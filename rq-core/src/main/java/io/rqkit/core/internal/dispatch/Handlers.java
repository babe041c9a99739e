package io.rqkit.core.internal.dispatch;

import io.rqkit.core.JobNotAllowedException;
import io.rqkit.core.internal.encoding.JobData;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names a worker runs. Text from Redis is only ever looked up here, never loaded as a class. Not thread-safe. */
public final class Handlers {
    private final Map<String, List<Handler>> byName = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

    /** Adds the static methods of a class that are not private. */
    public void allow(Class<?> type) {
        List<Method> methods = List.of(type.getDeclaredMethods()).stream()
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                .sorted(Comparator.comparing(Method::toGenericString)) // the JVM's order differs from run to run
                .toList();
        if (methods.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no static method that could run as a job");
        }
        methods.forEach(method -> add(type.getName() + "." + method.getName(), MethodHandler.of(method)));
    }

    /** Adds a handler under a name; a name may have several, of different parameters. */
    public void add(String name, Handler handler) {
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(handler);
    }

    /** Tells whether there is a handler of a name. */
    public boolean contains(String name) {
        return byName.containsKey(resolved(name));
    }

    /**
     * Lets jobs of another name run as those of this one, such as jobs that were enqueued before it was renamed.
     *
     * @throws IllegalArgumentException when that name is taken
     */
    public void alias(String other, String name) {
        if (byName.containsKey(other) || aliases.containsKey(other)) {
            throw new IllegalArgumentException("the name " + other + " is taken");
        }
        aliases.put(other, name);
    }

    private String resolved(String name) {
        return byName.containsKey(name) ? name : aliases.getOrDefault(name, name);
    }

    /** Adds all of another. */
    public void addAll(Handlers others) {
        others.byName.forEach((name, handlers) -> handlers.forEach(handler -> add(name, handler)));
        aliases.putAll(others.aliases);
    }

    /**
     * Runs what a job names.
     *
     * @throws JobNotAllowedException when the name is not known
     * @throws IllegalArgumentException when the arguments do not fit
     */
    public @Nullable Object call(JobData data) throws Exception {
        List<Handler> handlers = byName.get(resolved(data.name()));
        if (handlers == null) {
            throw new JobNotAllowedException("Job name not allowed: " + data.name()
                    + "; allow its class, or register a handler of that name, at the worker");
        }
        Handler chosen = null;
        Binding binding = null;
        List<String> refusals = new ArrayList<>();
        for (Handler handler : handlers) {
            try {
                Binding candidate = handler.bind(data);
                if (binding == null || candidate.coercions() < binding.coercions()) {
                    chosen = handler;
                    binding = candidate;
                }
            } catch (IllegalArgumentException e) {
                refusals.add(data.name() + handler.parameters() + " " + e.getMessage());
            }
        }
        if (chosen == null || binding == null) {
            throw new IllegalArgumentException(String.join("; ", refusals));
        }
        return chosen.call(binding.arguments());
    }

    /**
     * Calls a static method of an allowed class with values as they are.
     *
     * @throws JobNotAllowedException when there is none of that name that takes them
     */
    @Nullable
    Object callBack(String name, @Nullable Object... values) throws Exception {
        for (Handler handler : byName.getOrDefault(resolved(name), List.of())) {
            if (handler instanceof MethodHandler method && method.takes(values)) {
                return method.call(values);
            }
        }
        throw new JobNotAllowedException("Callback name not allowed: " + name
                + "; allow its class, or register a callback of that name, at the worker");
    }
}
