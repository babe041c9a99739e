package io.rqkit.core.internal.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;

/** Created to queued, in one transaction and one round trip: the hash always exists before its id is listed. */
public final class Enqueue {
    private Enqueue() {}

    public static void run(UnifiedJedis redis, String queue, JobHash job, boolean atFront) {
        Atomic.run(redis, transaction -> {
            transaction.sadd(Keys.queues(), Keys.queue(queue));
            transaction.hset(Keys.job(job.id()).getBytes(UTF_8), job.encoded());
            Long ttl = job.number(Field.TTL);
            if (ttl != null) {
                Expiry.set(transaction, job.id(), ttl);
            }
            push(transaction, queue, job.id(), atFront);
        });
    }

    static void push(PipeliningBase transaction, String queue, String id, boolean atFront) {
        if (atFront) {
            transaction.lpush(Keys.queue(queue), id);
        } else {
            transaction.rpush(Keys.queue(queue), id);
        }
    }
}
