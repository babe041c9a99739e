package io.rqkit.core;

import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.lifecycle.Requeue;
import io.rqkit.core.internal.time.Timelines;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Lists the jobs that ended with an error, the stopped ones included, of one queue. */
public final class FailedJobRegistry extends JobRegistry {

    /** Opens the registry of a queue on the current connection; see {@link Connections#resolve()}. */
    public FailedJobRegistry(String queueName) {
        this(queueName, null);
    }

    /** Opens the registry of a queue; a null connection stands for the current one. */
    public FailedJobRegistry(String queueName, @Nullable UnifiedJedis connection) {
        super(RegistryKey.FAILED, queueName, connection);
    }

    /**
     * Puts a job back at the end of its queue, in one step.
     *
     * @throws InvalidJobOperationException when this registry does not list it
     * @throws NoSuchJobException when it is listed, but its hash is gone
     */
    public void requeue(String id) {
        Requeue.run(
                connection(),
                queueName(),
                EnqueueOptions.checkedId(id),
                false,
                Timelines.of(connection()).clock());
    }
}
