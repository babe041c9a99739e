package io.rqkit.core;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A queue together with options for what is enqueued through this; see {@link Queue#with}. */
public final class QueueWithOptions extends Enqueuer {
    private final Queue queue;
    private final EnqueueOptions options;

    QueueWithOptions(Queue queue, EnqueueOptions options) {
        this.queue = queue;
        this.options = options;
    }

    @Override
    <T extends @Nullable Object> Job<T> enqueue(JobCall call, Type resultType) {
        return queue.enqueue(call, options, resultType);
    }
}
