package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.keys.WorkerField;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ZAddParams;

/** Says that a run and its worker live, in one round trip. */
public final class Heartbeat {
    /** How often a run says that it lives. */
    public static final Duration INTERVAL = Duration.ofSeconds(Execution.INTERVAL_SECONDS);

    private Heartbeat() {}

    /** Gives the sign; returns whether the record of the worker still stood. */
    public static boolean run(UnifiedJedis redis, Execution execution, Instant now) {
        String job = Keys.job(execution.job().id());
        List<Object> replies = Atomic.run(redis, transaction -> {
            transaction.hexists(Keys.worker(execution.workerName()), WorkerField.BIRTH);
            record(transaction, execution, now);
            WorkerRecord.busy(transaction, execution, now);
            transaction.zadd(
                    RegistryKey.STARTED.of(execution.queue()),
                    now.getEpochSecond() + execution.heartbeatTtl(now),
                    execution.member(),
                    ZAddParams.zAddParams().xx());
            transaction.hset(job, Field.LAST_HEARTBEAT, RqTime.date(now));
        });
        if (Long.valueOf(1).equals(replies.get(replies.size() - 1))) {
            redis.del(job); // it was deleted while it ran, and the sign of life brought a stump back
        }
        return Long.valueOf(1).equals(replies.get(0));
    }

    static void record(PipeliningBase transaction, Execution execution, Instant now) {
        String id = execution.job().id();
        String key = Keys.execution(id, execution.id());
        long ttl = execution.heartbeatTtl(now);
        transaction.hset(
                key,
                Map.of(
                        Field.ID, execution.id(),
                        Field.CREATED_AT, RqTime.floatSeconds(execution.startedAt()),
                        Field.LAST_HEARTBEAT, RqTime.floatSeconds(now)));
        transaction.expire(key, ttl);
        long keptSeconds = ttl + Execution.GRACE_SECONDS;
        transaction.zadd(Keys.executions(id), now.getEpochSecond() + keptSeconds, execution.id());
        transaction.expire(Keys.executions(id), keptSeconds);
    }
}
