package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.JobStatus;
import io.rqkit.core.ResultType;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.keys.WorkerField;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;

/**
 * Started to failed; sections 6.5 and 6.6 of the protocol.
 *
 * <h2>Differs</h2>
 *
 * The result stream expires with the hash also where a job has no failure TTL of its own; RQ leaves it for ever.
 */
public final class Fail {
    private static final long DEFAULT_FAILURE_TTL_SECONDS = 31_536_000;
    private static final double NEVER = -1;

    private Fail() {}

    /** Stores an error; returns false, having changed nothing, when the run was taken away in the meantime. */
    public static boolean run(UnifiedJedis redis, Execution execution, String error, Instant now) {
        return End.run(redis, execution, WorkerField.FAILED_JOB_COUNT, now, transaction -> {
            End.writeStatus(transaction, execution, JobStatus.FAILED, now);
            list(transaction, execution.job(), execution.queue(), now);
            if (ttl(execution.job()) != 0) {
                Map<String, String> entry = End.result(execution, ResultType.FAILED, now);
                entry.put(Field.EXC_STRING, End.packed(error));
                addResult(transaction, execution.job(), entry);
            }
        });
    }

    /** Fails a job that nobody runs any more, as part of a transaction. */
    static void withoutRun(PipeliningBase transaction, JobHash job, String queue, String error, Instant now) {
        transaction.hset(Keys.job(job.id()), Field.STATUS, JobStatus.FAILED.text());
        list(transaction, job, queue, now);
        if (ttl(job) != 0) {
            Map<String, String> entry = new HashMap<>();
            entry.put(Field.TYPE, ResultType.FAILED.text());
            entry.put(Field.WORKER_NAME, "");
            entry.put(Field.EXC_STRING, End.packed(error));
            addResult(transaction, job, entry);
        }
    }

    private static long ttl(JobHash job) {
        Long own = job.number(Field.FAILURE_TTL);
        return own == null ? DEFAULT_FAILURE_TTL_SECONDS : own;
    }

    private static void list(PipeliningBase transaction, JobHash job, String queue, Instant now) {
        long ttl = ttl(job);
        if (ttl == 0) {
            Expiry.delete(transaction, job.id());
            transaction.del(Keys.results(job.id()));
        } else if (ttl > 0) {
            Expiry.set(transaction, job.id(), ttl);
        }
        transaction.zadd(RegistryKey.FAILED.of(queue), ttl < 0 ? NEVER : now.getEpochSecond() + ttl, job.id());
    }

    private static void addResult(PipeliningBase transaction, JobHash job, Map<String, String> entry) {
        End.addResult(transaction, job.id(), entry);
        if (ttl(job) > 0) {
            transaction.expire(Keys.results(job.id()), ttl(job));
        }
    }
}
