package io.rqkit.core;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Options for what is enqueued through this; see {@link Enqueuer#with}. */
public final class QueueWithOptions extends Enqueuer {
    private final Enqueuer target;
    private final EnqueueOptions options;

    QueueWithOptions(Enqueuer target, EnqueueOptions options) {
        this.target = target;
        this.options = options;
    }

    Enqueuer target() {
        return target;
    }

    @Override
    EnqueueOptions options() {
        return options.copy();
    }

    @Override
    <T extends @Nullable Object> Job<T> enqueue(JobCall call, EnqueueOptions options, Type resultType) {
        return target.enqueue(call, options, resultType);
    }
}
