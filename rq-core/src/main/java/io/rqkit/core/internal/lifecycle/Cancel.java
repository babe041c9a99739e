package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.InvalidJobOperationException;
import io.rqkit.core.JobStatus;
import io.rqkit.core.NoSuchJobException;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.InstantSource;
import redis.clients.jedis.UnifiedJedis;

/** Anything but canceled to canceled. A job that runs is not interrupted, and stays canceled when it ends. */
public final class Cancel {
    private Cancel() {}

    /**
     * Cancels.
     *
     * @param lettingDependentsGo whether the jobs that wait for it are enqueued
     */
    public static void run(UnifiedJedis redis, JobHash job, boolean lettingDependentsGo, InstantSource clock) {
        String status = Scripts.CANCEL.text(redis, RqTime.argument(clock), job.id(), lettingDependentsGo ? "1" : "");
        if (status.equals("missing")) {
            throw new NoSuchJobException("No such job: " + job.id());
        }
        if (JobStatus.of(status) == JobStatus.CANCELED) {
            throw new InvalidJobOperationException("Cannot cancel already canceled job: " + job.id());
        }
        job.set(Field.STATUS, JobStatus.CANCELED.text());
    }
}
