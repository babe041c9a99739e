package io.rqkit.core.internal.dispatch;

import io.rqkit.core.Callback;
import io.rqkit.core.Job;
import io.rqkit.core.JobNotAllowedException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The callbacks a worker runs, by name: those registered, and static methods of allowed classes. Not thread-safe. */
public final class Callbacks {
    private final Map<String, Callback.OnSuccess> onSuccess = new HashMap<>();
    private final Map<String, Callback.OnFailure> onFailure = new HashMap<>();
    private final Map<String, Callback.OnStopped> onStopped = new HashMap<>();

    public void add(String name, Callback.OnSuccess callback) {
        addOnce(onSuccess, name, callback);
    }

    public void add(String name, Callback.OnFailure callback) {
        addOnce(onFailure, name, callback);
    }

    public void add(String name, Callback.OnStopped callback) {
        addOnce(onStopped, name, callback);
    }

    private static <C> void addOnce(Map<String, C> callbacks, String name, C callback) {
        if (callbacks.putIfAbsent(name, callback) != null) {
            throw new IllegalArgumentException("a callback of the name " + name + " is registered already");
        }
    }

    /** Adds all of another. */
    public void addAll(Callbacks others) {
        onSuccess.putAll(others.onSuccess);
        onFailure.putAll(others.onFailure);
        onStopped.putAll(others.onStopped);
    }

    /**
     * Returns what runs a callback for success; calling it throws {@link JobNotAllowedException} when the name is not
     * known, as the others do.
     */
    public Callable<?> success(Handlers handlers, String name, Job<Object> job, @Nullable Object result) {
        Callback.OnSuccess registered = onSuccess.get(name);
        return () -> {
            if (registered == null) {
                return handlers.callBack(name, job, result);
            }
            registered.onSuccess(job, result);
            return null;
        };
    }

    /** Returns what runs a callback for failure. */
    public Callable<?> failure(Handlers handlers, String name, Job<Object> job, Throwable error) {
        Callback.OnFailure registered = onFailure.get(name);
        return () -> {
            if (registered == null) {
                return handlers.callBack(name, job, error);
            }
            registered.onFailure(job, error);
            return null;
        };
    }

    /** Returns what runs a callback for a stopped job. */
    public Callable<?> stopped(Handlers handlers, String name, Job<Object> job) {
        Callback.OnStopped registered = onStopped.get(name);
        return () -> {
            if (registered == null) {
                return handlers.callBack(name, job);
            }
            registered.onStopped(job);
            return null;
        };
    }
}
