package io.rqkit.core.internal.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rqkit.core.JobStatus;
import io.rqkit.core.ResultType;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.encoding.Zlib;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XAddParams;

/** What the two ends of a run have in common: the fence, the traces of the run, the entry in the result stream. */
final class End {
    private static final int RESULTS_KEPT = 10;

    private End() {}

    /** Ends a run, and counts it for its worker, unless it is no longer listed as running; returns whether it was. */
    static boolean run(
            UnifiedJedis redis, Execution execution, String counter, Instant now, Consumer<PipeliningBase> commands) {
        // whoever takes the run away changes the job's hash in the same step, so watching that one is enough
        return Atomic.watching(redis, Keys.job(execution.job().id()), () -> isListed(redis, execution), transaction -> {
            commands.accept(transaction);
            WorkerRecord.ended(transaction, execution, counter, now);
            forget(transaction, execution);
        });
    }

    private static boolean isListed(UnifiedJedis redis, Execution execution) {
        return redis.zscore(RegistryKey.STARTED.of(execution.queue()), execution.member()) != null;
    }

    static void forget(PipeliningBase transaction, Execution execution) {
        String id = execution.job().id();
        transaction.del(Keys.execution(id, execution.id()));
        transaction.zrem(RegistryKey.STARTED.of(execution.queue()), execution.member());
        transaction.zrem(Keys.executions(id), execution.id());
    }

    static void writeStatus(PipeliningBase transaction, Execution execution, JobStatus status, Instant now) {
        String date = RqTime.date(now);
        transaction.hset(
                Keys.job(execution.job().id()),
                Map.of(Field.STATUS, status.text(), Field.ENDED_AT, date, Field.LAST_HEARTBEAT, date));
    }

    static Map<String, String> result(Execution execution, ResultType type, Instant now) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put(Field.TYPE, type.text());
        entry.put(Field.WORKER_NAME, execution.workerName());
        entry.put(Field.EXECUTION_ID, execution.id());
        entry.put(Field.EXECUTION_STARTED_AT, RqTime.floatSeconds(execution.startedAt()));
        entry.put(Field.EXECUTION_ENDED_AT, RqTime.floatSeconds(now));
        return entry;
    }

    static void addResult(PipeliningBase transaction, String id, Map<String, String> entry) {
        transaction.xadd(
                Keys.results(id), XAddParams.xAddParams().maxLen(RESULTS_KEPT).approximateTrimming(), entry);
    }

    static String packed(String text) {
        return Base64.getEncoder().encodeToString(Zlib.deflate(text.getBytes(UTF_8)));
    }
}
