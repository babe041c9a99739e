package io.rqkit.core;

import io.rqkit.core.internal.keys.Keys;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps all workers of a Redis, Java's and Python's, from taking jobs. Jobs that run go on.
 *
 * <p>Each method takes one round trip. A null connection stands for the current one.
 */
public final class Suspension {
    private static final String SUSPENDED = "1";

    private Suspension() {}

    /** Suspends until {@link #resume}. */
    public static void suspend(@Nullable UnifiedJedis connection) {
        Connections.resolve(connection).set(Keys.suspended(), SUSPENDED);
    }

    /**
     * Suspends for a while.
     *
     * @throws IllegalArgumentException when that is less than a second
     */
    public static void suspend(@Nullable UnifiedJedis connection, Duration duration) {
        if (duration.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "Duration must be an integer greater than 1: at least a second, not " + duration);
        }
        Connections.resolve(connection)
                .set(Keys.suspended(), SUSPENDED, SetParams.setParams().ex(duration.toSeconds()));
    }

    /** Lets workers take jobs again; returns whether they were suspended. */
    public static boolean resume(@Nullable UnifiedJedis connection) {
        return Connections.resolve(connection).del(Keys.suspended()) > 0;
    }

    /** Tells whether workers are suspended. */
    public static boolean isSuspended(@Nullable UnifiedJedis connection) {
        return Connections.resolve(connection).exists(Keys.suspended());
    }

    /** Returns for how long workers are still suspended; empty when they are not, or until resumed. */
    public static Optional<Duration> remaining(@Nullable UnifiedJedis connection) {
        long millis = Connections.resolve(connection).pttl(Keys.suspended());
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
