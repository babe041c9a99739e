package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.keys.Keys;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/** Waits for replicas. */
public final class Replicas {
    private static final int LIST_OF_REPLICAS = 2;

    private Replicas() {}

    /**
     * Waits until so many replicas, or those that are connected, have these jobs and all that was written before; returns how
     * many have.
     */
    public static int await(UnifiedJedis redis, List<String> jobIds, int replicas, Duration limit) {
        long millis = Math.max(1, limit.toMillis()); // 0 would be for ever
        try (AbstractPipeline pipeline = redis.pipelined()) {
            Response<Object> role = pipeline.sendCommand(Command.ROLE, new String[0]);
            String[] keys = jobIds.stream().map(Keys::job).toArray(String[]::new);
            @Nullable Response<Object> there = keys.length == 0 ? null : pipeline.sendCommand(Command.EXISTS, keys);
            pipeline.sync();
            boolean isKnown = there == null || Long.valueOf(keys.length).equals(there.get());
            int awaited = isKnown ? Math.min(replicas, connected(role.get())) : 0;
            if (awaited <= 0) {
                return 0;
            }
            // WAIT means what was written, by whomever, before its connection's last command
            Response<Object> reached =
                    pipeline.sendCommand(Command.WAIT, Integer.toString(awaited), Long.toString(millis));
            pipeline.sync();
            return reached.get() instanceof Long count ? count.intValue() : 0;
        }
    }

    private static int connected(Object role) {
        return role instanceof List<?> told
                        && told.size() > LIST_OF_REPLICAS
                        && told.get(LIST_OF_REPLICAS) instanceof List<?> replicas
                ? replicas.size()
                : 0;
    }
}
