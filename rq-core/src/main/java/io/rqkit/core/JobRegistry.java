package io.rqkit.core;

import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.time.Timelines;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.Tuple;

/**
 * A list of the jobs of one queue that share a state, kept by the workers.
 *
 * <p>A member may outlive the hash of its job. Each call is one round trip, two where said; safe for many threads.
 */
public abstract sealed class JobRegistry
        permits StartedJobRegistry,
                FinishedJobRegistry,
                FailedJobRegistry,
                DeferredJobRegistry,
                ScheduledJobRegistry,
                CanceledJobRegistry {
    private final RegistryKey registry;
    private final String queueName;
    private final String key;
    private final UnifiedJedis connection;

    JobRegistry(RegistryKey registry, String queueName, @Nullable UnifiedJedis connection) {
        this.registry = registry;
        this.queueName = queueName;
        this.key = registry.of(queueName);
        this.connection = Connections.resolve(connection);
    }

    /** Returns the name of the queue whose jobs are listed. */
    public final String queueName() {
        return queueName;
    }

    /** Returns the connection that was resolved when this was made. */
    public final UnifiedJedis connection() {
        return connection;
    }

    /** Returns how many jobs are listed. */
    public final int size() {
        return Math.toIntExact(connection.zcard(key));
    }

    /** Returns the ids of the listed jobs, lowest score first; may be empty. */
    public final List<String> ids() {
        return connection.zrange(key, 0, -1).stream().map(this::jobId).toList();
    }

    /** Returns ids of listed jobs, lowest score first, from a place on, so many at most; may be empty. */
    public final List<String> ids(int offset, int length) {
        return connection.zrange(key, offset, (long) offset + length - 1).stream()
                .map(this::jobId)
                .toList();
    }

    /** Returns the listed jobs that exist, lowest score first, from a place on, so many at most. Two round trips. */
    public final List<Job<Object>> jobs(int offset, int length) {
        return Job.fetchMany(ids(offset, length), connection);
    }

    /** Returns the listed jobs that exist, lowest score first. Two round trips. */
    public final List<Job<Object>> jobs() {
        return jobs(0, Integer.MAX_VALUE);
    }

    /** Returns the score of a job in seconds since 1970, which is infinite, or -1, for never; empty when not listed. */
    public final OptionalDouble score(String id) {
        if (registry == RegistryKey.STARTED) {
            return connection.zrangeWithScores(key, 0, -1).stream()
                    .filter(member -> jobId(member.getElement()).equals(id))
                    .mapToDouble(Tuple::getScore)
                    .findFirst();
        }
        Double score = connection.zscore(key, id);
        return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    /** Tells whether a job is listed. */
    public final boolean contains(String id) {
        // a member of the started registry carries its execution too, so one cannot ask for it by id
        return registry == RegistryKey.STARTED ? ids().contains(id) : connection.zscore(key, id) != null;
    }

    /** Takes a job off the list and leaves its hash alone; returns whether it was listed. */
    public final boolean remove(String id) {
        List<String> members = connection.zrange(key, 0, -1).stream()
                .filter(member -> jobId(member).equals(id))
                .toList();
        return !members.isEmpty() && connection.zrem(key, members.toArray(String[]::new)) > 0;
    }

    /**
     * Takes off what is overdue by its score, where a score is an expiry: in the finished and the failed registry.
     * Others are left as they are; overdue running jobs are judged by the workers.
     *
     * @return how many were taken off
     */
    public final int cleanup() {
        return switch (registry) {
            case FINISHED, FAILED ->
                Math.toIntExact(connection.zremrangeByScore(
                        key, 0, Timelines.of(connection).clock().instant().getEpochSecond()));
            case STARTED, DEFERRED, SCHEDULED, CANCELED -> 0;
        };
    }

    private String jobId(String member) {
        int colon = registry == RegistryKey.STARTED ? member.indexOf(':') : -1;
        return colon < 0 ? member : member.substring(0, colon);
    }
}
