package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A sign of life of a worker and of the run it is busy with.
 *
 * @param workerName the worker
 * @param execution its run; null when it waits
 */
public record Heartbeat(String workerName, @Nullable Execution execution) {
    /** How often a run says that it lives. */
    public static final Duration INTERVAL = Duration.ofSeconds(30);

    /**
     * What a sign of life found.
     *
     * @param isRecorded whether the worker's record still stands
     * @param isOurs whether the run is still listed as this worker's; true when it waits
     */
    public record Reply(boolean isRecorded, boolean isOurs) {}

    /** Gives any number of signs in one round trip; the replies are in their order. */
    public static List<Reply> send(UnifiedJedis redis, InstantSource clock, List<Heartbeat> heartbeats) {
        String now = RqTime.argument(clock);
        List<Object[]> calls =
                heartbeats.stream().map(heartbeat -> heartbeat.arguments(now)).toList();
        return Scripts.HEARTBEAT.runAll(redis, calls).stream()
                .map(Heartbeat::read)
                .toList();
    }

    private Object[] arguments(String now) {
        if (execution == null) {
            return new Object[] {now, workerName, "", "", "", "", ""};
        }
        JobHash job = execution.job();
        return new Object[] {
            now, workerName, job.id(), execution.queue(), execution.id(), execution.started(), job.timeoutSeconds()
        };
    }

    private static Reply read(Object reply) {
        if (reply instanceof JedisDataException error) {
            throw error;
        }
        List<?> numbers = (List<?>) reply;
        return new Reply(Long.valueOf(1).equals(numbers.get(0)), Long.valueOf(1).equals(numbers.get(1)));
    }
}
