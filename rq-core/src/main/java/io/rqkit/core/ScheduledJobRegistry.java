package io.rqkit.core;

import io.rqkit.core.internal.keys.RegistryKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** Lists the jobs that wait for their time, of one queue. */
public final class ScheduledJobRegistry extends JobRegistry {

    /** Opens the registry of a queue on the current connection; see {@link Connections#resolve()}. */
    public ScheduledJobRegistry(String queueName) {
        this(queueName, null);
    }

    /** Opens the registry of a queue; a null connection stands for the current one. */
    public ScheduledJobRegistry(String queueName, @Nullable UnifiedJedis connection) {
        super(RegistryKey.SCHEDULED, queueName, connection);
    }

    /** Returns when a job is due; empty when this does not list it. */
    public Optional<Instant> dueAt(String id) {
        OptionalDouble score = score(id);
        return score.isPresent() ? Optional.of(Instant.ofEpochSecond((long) score.getAsDouble())) : Optional.empty();
    }
}
