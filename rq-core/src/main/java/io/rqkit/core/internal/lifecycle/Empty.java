package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.InstantSource;
import redis.clients.jedis.UnifiedJedis;

/** Removes a queue's waiting jobs. */
public final class Empty {
    /** So many that the server is not busy for long at a time. */
    private static final int BATCH = 1000;

    private Empty() {}

    /** Deletes every listed job and returns how many ids were listed. */
    public static int run(UnifiedJedis redis, String queue, InstantSource clock) {
        int total = 0;
        long count;
        do {
            count = Scripts.EMPTY.number(redis, RqTime.argument(clock), queue, BATCH);
            total += (int) count;
        } while (count == BATCH);
        return total;
    }
}
