package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.InstantSource;
import redis.clients.jedis.UnifiedJedis;

/** Takes every trace of a job away, its results too, which RQ forgets. */
public final class Delete {
    private Delete() {}

    public static void run(UnifiedJedis redis, JobHash job, InstantSource clock) {
        Scripts.DELETE.run(redis, RqTime.argument(clock), job.id(), job.textOrEmpty(Field.ORIGIN));
    }
}
