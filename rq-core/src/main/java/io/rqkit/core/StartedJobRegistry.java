package io.rqkit.core;

import io.rqkit.core.internal.keys.RegistryKey;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Lists the jobs that run now, of one queue. */
public final class StartedJobRegistry extends JobRegistry {

    /** Opens the registry of a queue on the current connection; see {@link Connections#resolve()}. */
    public StartedJobRegistry(String queueName) {
        this(queueName, null);
    }

    /** Opens the registry of a queue; a null connection stands for the current one. */
    public StartedJobRegistry(String queueName, @Nullable UnifiedJedis connection) {
        super(RegistryKey.STARTED, queueName, connection);
    }
}
