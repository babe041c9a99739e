package io.rqkit.core;

import io.rqkit.core.internal.keys.RegistryKey;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Lists the jobs that were called off; nothing cleans it, of one queue. */
public final class CanceledJobRegistry extends JobRegistry {

    /** Opens the registry of a queue on the current connection; see {@link Connections#resolve()}. */
    public CanceledJobRegistry(String queueName) {
        this(queueName, null);
    }

    /** Opens the registry of a queue; a null connection stands for the current one. */
    public CanceledJobRegistry(String queueName, @Nullable UnifiedJedis connection) {
        super(RegistryKey.CANCELED, queueName, connection);
    }
}
