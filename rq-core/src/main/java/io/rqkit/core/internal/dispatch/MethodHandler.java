package io.rqkit.core.internal.dispatch;

import io.rqkit.core.JobContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A static method of an allowed class. */
record MethodHandler(Method method, List<Parameter> parameters) implements Handler {

    static MethodHandler of(Method method) {
        if (!method.trySetAccessible()) {
            Class<?> type = method.getDeclaringClass();
            throw new IllegalArgumentException("cannot reach " + method + "; add to the module-info of "
                    + type.getModule().getName() + ": opens " + type.getPackageName() + " to io.rqkit.core");
        }
        List<Parameter> parameters = Arrays.stream(method.getParameters())
                .filter(p -> p.getType() != JobContext.class)
                .map(p -> new Parameter(p.isNamePresent() ? p.getName() : null, p.getParameterizedType()))
                .toList();
        return new MethodHandler(method, parameters);
    }

    @Override
    public @Nullable Object call(@Nullable Object[] arguments) throws Exception {
        try {
            return method.invoke(null, withContext(arguments));
        } catch (InvocationTargetException e) {
            throw Thrown.unwrapped(e);
        }
    }

    /** Tells whether these values fit its parameters as they are. */
    boolean takes(@Nullable Object[] values) {
        Class<?>[] types = method.getParameterTypes();
        return types.length == values.length
                && IntStream.range(0, types.length)
                        .allMatch(i -> values[i] == null ? !types[i].isPrimitive() : types[i].isInstance(values[i]));
    }

    /** A parameter for the context of the run takes no argument of the job. */
    private @Nullable Object[] withContext(@Nullable Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length == arguments.length) {
            return arguments;
        }
        @Nullable Object[] all = new @Nullable Object[types.length];
        int next = 0;
        for (int i = 0; i < types.length; i++) {
            all[i] = types[i] == JobContext.class ? JobContext.current() : arguments[next++];
        }
        return all;
    }
}
