package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.ListDirection;

/**
 * Queued to started. The id goes to the intermediate list first, also for several queues, so that a worker that dies in
 * between loses nothing.
 */
public final class Claim {
    private Claim() {}

    /** Takes the next id of a queue without waiting; null when there is none. */
    public static @Nullable String take(UnifiedJedis redis, String queue) {
        return redis.lmove(Keys.queue(queue), Keys.intermediate(queue), ListDirection.LEFT, ListDirection.RIGHT);
    }

    /** Starts the job of a taken id; returns null, and forgets the id, when the job is gone or was called off. */
    public static @Nullable Execution start(
            UnifiedJedis redis, String queue, String id, String workerName, Instant now) {
        JobHash job = JobHash.create(id);
        Execution execution =
                new Execution(job, queue, UUID.randomUUID().toString().replace("-", ""), workerName, now);
        boolean isStarted = Atomic.watching(
                redis, Keys.job(id), () -> mayStart(redis, job), transaction -> start(transaction, execution, now));
        if (!isStarted) {
            redis.lrem(Keys.intermediate(queue), 1, id);
            return null;
        }
        return execution;
    }

    private static boolean mayStart(UnifiedJedis redis, JobHash job) {
        JobHash stored = JobHash.read(redis, job.id());
        if (stored == null || stored.status() == JobStatus.CANCELED) {
            return false;
        }
        job.replaceWith(stored);
        return true;
    }

    private static void start(PipeliningBase transaction, Execution execution, Instant now) {
        String id = execution.job().id();
        String date = RqTime.date(now);
        Heartbeat.record(transaction, execution, now);
        WorkerRecord.busy(transaction, execution, now);
        transaction.zadd(
                RegistryKey.STARTED.of(execution.queue()),
                now.getEpochSecond() + execution.heartbeatTtl(now),
                execution.member());
        transaction.hset(
                Keys.job(id),
                Map.of(
                        Field.STATUS, JobStatus.STARTED.text(),
                        Field.STARTED_AT, date,
                        Field.LAST_HEARTBEAT, date,
                        Field.WORKER_NAME, execution.workerName(),
                        Field.ORIGIN, execution.queue()));
        transaction.lrem(Keys.intermediate(execution.queue()), 1, id);
        transaction.persist(Keys.job(id)); // ttl limits the wait, not the run
    }
}
