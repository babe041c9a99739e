package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Takes every trace of a job away, its results too, which RQ forgets. */
public final class Delete {
    private Delete() {}

    public static void run(UnifiedJedis redis, JobHash job) {
        String id = job.id();
        String queue = job.textOrEmpty(Field.ORIGIN);
        String group = job.textOrEmpty(Field.GROUP_ID);
        List<String> executions = redis.zrange(Keys.executions(id), 0, -1);
        Atomic.run(redis, transaction -> {
            transaction.lrem(Keys.queue(queue), 0, id);
            for (RegistryKey registry : RegistryKey.values()) {
                transaction.zrem(registry.of(queue), id);
            }
            for (String execution : executions) {
                transaction.del(Keys.execution(id, execution));
                transaction.zrem(RegistryKey.STARTED.of(queue), id + ":" + execution);
            }
            if (!group.isEmpty()) {
                transaction.srem(Keys.group(group), id);
            }
            transaction.del(Keys.executions(id), Keys.results(id));
            Expiry.delete(transaction, id);
        });
    }
}
