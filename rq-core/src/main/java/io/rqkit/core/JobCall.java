package io.rqkit.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job's name with the arguments to call it with: the plain form, for a worker in any language.
 *
 * <pre>{@code queue.enqueue(JobCall.of("mod.add", 1).keyword("b", 2));}</pre>
 *
 * @param name the job's name, for Python a dotted path such as {@code mod.add}
 * @param args the positional arguments in order, may be empty, elements may be null
 * @param kwargs the keyword arguments in the order given, may be empty
 */
public record JobCall(String name, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {

    /** Creates a call; both collections are copied. */
    public JobCall {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a job needs a name, such as mod.add");
        }
        args = Collections.unmodifiableList(new ArrayList<>(args));
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }

    /** Returns a call with positional arguments only. */
    public static JobCall of(String name, @Nullable Object... args) {
        return new JobCall(name, Arrays.asList(args), Map.of());
    }

    /** Returns this call with one more keyword argument, or with another value for it. */
    public JobCall keyword(String keyword, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(kwargs);
        more.put(keyword, value);
        return new JobCall(name, args, more);
    }
}
