package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.keys.Keys;
import redis.clients.jedis.PipeliningBase;

/** The time to live of a job's hash and of the two sets that belong to it. */
final class Expiry {
    private Expiry() {}

    static void set(PipeliningBase transaction, String id, long seconds) {
        transaction.expire(Keys.job(id), seconds);
        transaction.expire(Keys.dependents(id), seconds);
        transaction.expire(Keys.dependencies(id), seconds);
    }

    static void delete(PipeliningBase transaction, String id) {
        transaction.del(Keys.job(id), Keys.dependents(id), Keys.dependencies(id));
    }
}
