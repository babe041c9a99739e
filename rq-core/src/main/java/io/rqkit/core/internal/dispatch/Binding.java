package io.rqkit.core.internal.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.JobData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stored arguments as the values a handler takes.
 *
 * @param arguments one for each parameter
 * @param coercions how many numbers changed their kind on the way
 */
public record Binding(@Nullable Object[] arguments, int coercions) {

    /** Binds positional arguments by position and keyword arguments by name, as a call in Python does. */
    static Binding of(JobData data, List<Parameter> parameters) {
        List<JsonNode> args = data.args();
        if (args.size() > parameters.size()) {
            throw new IllegalArgumentException(
                    "takes " + parameters.size() + " arguments, but " + args.size() + " were given");
        }
        checkKeywords(data.kwargs(), parameters, args.size());
        @Nullable Object[] values = new @Nullable Object[parameters.size()];
        int coercions = 0;
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            JsonNode stored = i < args.size() ? args.get(i) : data.kwargs().get(String.valueOf(parameter.name()));
            if (stored == null) {
                throw new IllegalArgumentException("misses an argument for parameter " + parameter);
            }
            values[i] = parameter.convert(stored);
            coercions += parameter.isCoercing(stored) ? 1 : 0;
        }
        return new Binding(values, coercions);
    }

    private static void checkKeywords(Map<String, JsonNode> kwargs, List<Parameter> parameters, int positional) {
        if (kwargs.isEmpty()) {
            return;
        }
        if (parameters.stream().anyMatch(parameter -> parameter.name() == null)) {
            throw new IllegalArgumentException("cannot take keyword arguments, compile its class with -parameters");
        }
        for (String keyword : kwargs.keySet()) {
            int index = parameters.stream().map(Parameter::name).toList().indexOf(keyword);
            if (index < 0) {
                throw new IllegalArgumentException("got an unexpected keyword argument '" + keyword + "'");
            }
            if (index < positional) {
                throw new IllegalArgumentException("got multiple values for argument '" + keyword + "'");
            }
        }
    }
}
