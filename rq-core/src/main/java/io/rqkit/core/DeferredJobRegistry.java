package io.rqkit.core;

import io.rqkit.core.internal.keys.RegistryKey;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Lists the jobs that wait for other jobs, of one queue. */
public final class DeferredJobRegistry extends JobRegistry {

    /** Opens the registry of a queue on the current connection; see {@link Connections#resolve()}. */
    public DeferredJobRegistry(String queueName) {
        this(queueName, null);
    }

    /** Opens the registry of a queue; a null connection stands for the current one. */
    public DeferredJobRegistry(String queueName, @Nullable UnifiedJedis connection) {
        super(RegistryKey.DEFERRED, queueName, connection);
    }
}
