package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.scripts.Script;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.InstantSource;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Forgets what jobs that expired or went another way have left in groups and rate limits; section 6.11. */
public final class Tidy {
    private static final int BATCH = 1000;
    private static final String BEGIN = "0";

    private Tidy() {}

    /** Tidies every group and every rate limit. */
    public static void run(UnifiedJedis redis, InstantSource clock) {
        redis.smembers(Keys.groups()).forEach(group -> group(redis, group));
        redis.smembers(Keys.rateLimits()).forEach(key -> Scripts.TIDY_LIMIT.run(redis, RqTime.argument(clock), key));
    }

    /** Forgets the members of a group whose jobs are gone, and the group when none is left; returns how many. */
    public static int group(UnifiedJedis redis, String name) {
        int forgotten = 0;
        String cursor = BEGIN;
        do {
            List<Object> reply = Scripts.TIDY_GROUP.list(redis, "", name, cursor, BATCH);
            cursor = Script.string(reply.get(0));
            forgotten += Math.toIntExact((Long) reply.get(1));
        } while (!cursor.equals(BEGIN));
        return forgotten;
    }
}
