package io.rqkit.core.internal.dispatch;

import io.rqkit.core.internal.encoding.JobData;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A registered function of one record, whose components are the parameters. */
public final class RecordHandler<A extends Record> implements Handler {
    private final Constructor<A> constructor;
    private final List<Parameter> parameters;
    private final Body<A> body;

    /** What is run with the record. */
    @FunctionalInterface
    public interface Body<A> {
        @Nullable
        Object run(A argument) throws Exception;
    }

    /** Prepares a record class; throws IllegalArgumentException when its constructor is out of reach. */
    public RecordHandler(Class<A> type, Body<A> body) {
        RecordComponent[] components = type.getRecordComponents();
        this.body = body;
        this.parameters = Arrays.stream(components)
                .map(component -> new Parameter(component.getName(), component.getGenericType()))
                .toList();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no canonical constructor", e);
        }
        if (!constructor.trySetAccessible()) {
            throw new IllegalArgumentException("cannot reach " + constructor + "; add to the module-info of "
                    + type.getModule().getName() + ": opens " + type.getPackageName() + " to io.rqkit.core");
        }
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Takes components by position or keyword, and also one object that holds them all. */
    @Override
    public Binding bind(JobData data) {
        boolean isOneObject = data.args().size() == 1
                && data.kwargs().isEmpty()
                && data.args().get(0).isObject()
                && parameters.stream().allMatch(parameter -> data.args().get(0).has(String.valueOf(parameter.name())));
        if (!isOneObject) {
            return Binding.of(data, parameters);
        }
        JobData spread = new JobData(data.name(), List.of(), new LinkedHashMap<>());
        data.args().get(0).properties().forEach(member -> spread.kwargs().put(member.getKey(), member.getValue()));
        return Binding.of(spread, parameters);
    }

    @Override
    public @Nullable Object call(@Nullable Object[] arguments) throws Exception {
        A argument;
        try {
            argument = constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw Thrown.unwrapped(e);
        }
        return body.run(argument);
    }
}
