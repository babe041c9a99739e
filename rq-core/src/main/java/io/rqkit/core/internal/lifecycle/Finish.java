package io.rqkit.core.internal.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.JobStatus;
import io.rqkit.core.ResultType;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.keys.WorkerField;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;

/** Started to finished; sections 6.5 and 6.6 of the protocol. */
public final class Finish {
    private static final long DEFAULT_RESULT_TTL_SECONDS = 500;

    private Finish() {}

    /** Stores a result; returns false, having changed nothing, when the run was taken away in the meantime. */
    public static boolean run(UnifiedJedis redis, Execution execution, JsonNode value, Instant now) {
        Long own = execution.job().number(Field.RESULT_TTL);
        long ttl = own == null ? DEFAULT_RESULT_TTL_SECONDS : own;
        return End.run(redis, execution, WorkerField.SUCCESSFUL_JOB_COUNT, now, transaction -> {
            if (ttl == 0) {
                Expiry.delete(transaction, execution.job().id());
                transaction.del(Keys.results(execution.job().id()));
            } else {
                store(transaction, execution, value, ttl, now);
            }
        });
    }

    private static void store(PipeliningBase transaction, Execution execution, JsonNode value, long ttl, Instant now) {
        String id = execution.job().id();
        Map<String, String> entry = End.result(execution, ResultType.SUCCESSFUL, now);
        if (!value.isNull()) {
            entry.put(Field.RETURN_VALUE, Base64.getEncoder().encodeToString(Json.bytes(value)));
        }
        End.writeStatus(transaction, execution, JobStatus.FINISHED, now);
        End.addResult(transaction, id, entry);
        if (ttl < 0) {
            transaction.persist(Keys.results(id));
        } else {
            transaction.expire(Keys.results(id), ttl);
            Expiry.set(transaction, id, ttl);
        }
        double score = ttl < 0 ? Double.POSITIVE_INFINITY : now.getEpochSecond() + ttl;
        transaction.zadd(RegistryKey.FINISHED.of(execution.queue()), score, id);
    }
}
