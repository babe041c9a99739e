package io.rqkit.junit5;

import io.rqkit.core.DeserializationException;
import io.rqkit.core.Job;
import io.rqkit.core.internal.dispatch.MethodReference;
import io.rqkit.core.internal.encoding.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that a test expects.
 *
 * @param name what is called
 * @param args as the test wrote them
 * @param stored the same as they come back out of JSON
 */
record Call(String name, List<@Nullable Object> args, List<@Nullable Object> stored) {
    static Call of(String name, @Nullable Object... args) {
        List<@Nullable Object> given = new ArrayList<>(Arrays.asList(args));
        List<@Nullable Object> stored = new ArrayList<>();
        for (Object arg : given) {
            // what waits went through JSON: a record became a map, a float a double
            stored.add(Json.convert(Json.tree(arg), Object.class));
        }
        return new Call(name, given, stored);
    }

    static Call of(Serializable task, @Nullable Object... args) {
        return of(MethodReference.of(task).name(), args);
    }

    /** Tells whether a job calls this, keyword arguments aside. */
    boolean isOf(Job<?> job) {
        try {
            return job.name().equals(name) && job.args().equals(stored);
        } catch (DeserializationException e) {
            return false; // written by Python with pickle, say: whatever it calls, nobody here can tell
        }
    }

    @Override
    public String toString() {
        String list = args.toString();
        return name + "(" + list.substring(1, list.length() - 1) + ")";
    }
}
