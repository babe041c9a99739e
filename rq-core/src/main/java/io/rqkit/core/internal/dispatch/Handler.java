package io.rqkit.core.internal.dispatch;

import io.rqkit.core.internal.encoding.JobData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Code that a worker may run for a name. */
public interface Handler {

    /** Returns what it takes, in order. */
    List<Parameter> parameters();

    /** Calls it with arguments that fit the parameters. */
    @Nullable
    Object call(@Nullable Object[] arguments) throws Exception;

    /**
     * Turns stored arguments into Java values.
     *
     * @throws IllegalArgumentException when they do not fit
     */
    default Binding bind(JobData data) {
        return Binding.of(data, parameters());
    }
}
