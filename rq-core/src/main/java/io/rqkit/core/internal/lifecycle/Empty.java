package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.keys.Keys;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Removes a queue's waiting jobs. */
public final class Empty {
    private Empty() {}

    /** Deletes every listed job and returns how many ids were listed. */
    public static int run(UnifiedJedis redis, String queue) {
        List<String> ids = new ArrayList<>();
        Atomic.watching(
                redis,
                Keys.queue(queue),
                () -> {
                    ids.clear();
                    ids.addAll(redis.lrange(Keys.queue(queue), 0, -1));
                    return !ids.isEmpty();
                },
                transaction -> {
                    transaction.del(Keys.queue(queue));
                    ids.forEach(id -> {
                        Expiry.delete(transaction, id);
                        transaction.del(Keys.results(id));
                    });
                });
        return ids.size();
    }
}
