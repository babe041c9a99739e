package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.InvalidJobOperationException;
import io.rqkit.core.JobStatus;
import io.rqkit.core.NoSuchJobException;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import java.time.Instant;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.UnifiedJedis;

/** Anything but canceled to canceled. A job that runs is not interrupted. */
public final class Cancel {
    private Cancel() {}

    public static void run(UnifiedJedis redis, JobHash job, Instant now) {
        Atomic.watching(
                redis, Keys.job(job.id()), () -> mayCancel(redis, job), transaction -> cancel(transaction, job, now));
        job.set(Field.STATUS, JobStatus.CANCELED.text());
    }

    private static boolean mayCancel(UnifiedJedis redis, JobHash job) {
        JobHash stored = JobHash.read(redis, job.id());
        if (stored == null) {
            throw new NoSuchJobException("No such job: " + job.id());
        }
        job.replaceWith(stored);
        if (job.status() == JobStatus.CANCELED) {
            throw new InvalidJobOperationException("Cannot cancel already canceled job: " + job.id());
        }
        return true;
    }

    private static void cancel(PipeliningBase transaction, JobHash job, Instant now) {
        String queue = job.textOrEmpty(Field.ORIGIN);
        transaction.hset(Keys.job(job.id()), Field.STATUS, JobStatus.CANCELED.text());
        transaction.lrem(Keys.queue(queue), 1, job.id());
        RegistryKey listing = RegistryKey.listing(job.status());
        // members of the started registry carry the execution, which goes on
        if (listing != null && listing != RegistryKey.STARTED) {
            transaction.zrem(listing.of(queue), job.id());
        }
        transaction.zadd(RegistryKey.CANCELED.of(queue), now.getEpochSecond(), job.id());
    }
}
