package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.DuplicateJobException;
import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.scripts.Script;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

/**
 * Created to queued, scheduled, deferred or held back, for one job or many, in one step and one round trip: the hash
 * always exists before its id is listed, and either all jobs are there or none. Where nothing has to be looked at first
 * a transaction does, otherwise a script.
 */
public final class Enqueue {
    private static final int NANOS_PER_MICRO = 1000;

    private Enqueue() {}

    /**
     * Enqueues, and sets the status and the time of enqueueing in the hashes.
     *
     * @throws DuplicateJobException when a unique job's id exists; then nothing is enqueued
     */
    public static void run(UnifiedJedis redis, List<NewJob> jobs, Instant now) {
        if (jobs.isEmpty()) {
            return;
        }
        if (allPlain(jobs)) {
            Atomic.run(redis, transaction -> plain(transaction, jobs, now));
            return;
        }
        List<Object> args = new ArrayList<>();
        args.add(time(now));
        jobs.forEach(job -> append(args, job));
        List<Object> statuses = Scripts.NEW.list(redis, args.toArray());
        if (Script.string(statuses.get(0)).equals("duplicate")) {
            throw new DuplicateJobException("Job with ID '" + Script.string(statuses.get(1)) + "' already exists");
        }
        String date = RqTime.date(now);
        for (int i = 0; i < jobs.size(); i++) {
            note(jobs.get(i).job(), JobStatus.of(Script.string(statuses.get(i))), date);
        }
    }

    private static boolean allPlain(List<NewJob> jobs) {
        for (NewJob job : jobs) {
            if (!job.isPlain()) {
                return false;
            }
        }
        return true;
    }

    private static void note(JobHash job, JobStatus status, String date) {
        job.set(Field.STATUS, status.text());
        if (status == JobStatus.QUEUED) {
            job.set(Field.ENQUEUED_AT, date);
        }
    }

    /** Returns the time as the scripts take it. */
    public static String time(Instant now) {
        return now.getEpochSecond() + " " + now.getNano() / NANOS_PER_MICRO;
    }

    /** Adds what the scripts take to know a job. */
    public static void append(List<Object> args, NewJob job) {
        Long ttl = job.job().number(Field.TTL);
        List<String> head = new ArrayList<>(List.of(
                job.job().id(),
                job.queue(),
                job.place().text,
                job.due() == null ? "" : Long.toString(job.due().getEpochSecond()),
                job.isUnique() ? "1" : "0",
                ttl == null ? "" : ttl.toString(),
                job.group() == null ? "" : job.group(),
                job.allowsFailure() ? "1" : "0",
                Integer.toString(job.parents().size())));
        head.addAll(job.parents());
        head.add(Integer.toString(job.job().size() * 2));
        args.addAll(head);
        job.job().forEach((field, value) -> {
            args.add(field);
            args.add(value);
        });
    }

    private static void plain(PipeliningBase transaction, List<NewJob> jobs, Instant now) {
        String date = RqTime.date(now);
        Listing listing = new Listing();
        for (NewJob job : jobs) {
            String id = job.job().id();
            note(job.job(), job.due() == null ? JobStatus.QUEUED : JobStatus.SCHEDULED, date);
            store(transaction, job.job());
            Long ttl = job.job().number(Field.TTL);
            if (ttl != null) {
                Expiry.set(transaction, id, ttl);
            }
            if (job.due() != null) {
                transaction.zadd(
                        RegistryKey.SCHEDULED.of(job.queue()), job.due().getEpochSecond(), id);
            }
            listing.add(job);
        }
        listing.send(transaction);
    }

    /** Without the maps of Jedis's own methods, which take longer to fill than the command takes to write. */
    private static void store(PipeliningBase transaction, JobHash job) {
        CommandArguments hset = new CommandArguments(Protocol.Command.HSET).key(Keys.job(job.id()));
        job.forEach((field, value) -> hset.add(field).add(value));
        transaction.sendCommand(hset);
    }
}
