package io.rqkit.core.internal.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rqkit.core.DuplicateJobException;
import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.lifecycle.NewJob.Place;
import io.rqkit.core.internal.scripts.Script;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.PipeliningBase;
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
        if (jobs.stream().allMatch(NewJob::isPlain)) {
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
        for (int i = 0; i < jobs.size(); i++) {
            note(jobs.get(i).job(), JobStatus.of(Script.string(statuses.get(i))), now);
        }
    }

    private static void note(JobHash job, JobStatus status, Instant now) {
        job.set(Field.STATUS, status.text());
        if (status == JobStatus.QUEUED) {
            job.set(Field.ENQUEUED_AT, RqTime.date(now));
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
        Map<byte[], byte[]> fields = job.job().encoded();
        head.add(Integer.toString(fields.size() * 2));
        args.addAll(head);
        fields.forEach((field, value) -> {
            args.add(field);
            args.add(value);
        });
    }

    private static void plain(PipeliningBase transaction, List<NewJob> jobs, Instant now) {
        Set<String> queues = new TreeSet<>();
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (NewJob job : jobs) {
            if (queues.add(job.queue())) {
                transaction.sadd(Keys.queues(), Keys.queue(job.queue()));
            }
            if (job.group() != null) {
                groups.computeIfAbsent(job.group(), name -> new ArrayList<>())
                        .add(job.job().id());
            }
            plain(transaction, job, now);
        }
        groups.forEach((name, ids) -> {
            transaction.sadd(Keys.group(name), ids.toArray(String[]::new));
            transaction.sadd(Keys.groups(), name);
        });
    }

    private static void plain(PipeliningBase transaction, NewJob job, Instant now) {
        String id = job.job().id();
        note(job.job(), job.due() == null ? JobStatus.QUEUED : JobStatus.SCHEDULED, now);
        transaction.hset(Keys.job(id).getBytes(UTF_8), job.job().encoded());
        Long ttl = job.job().number(Field.TTL);
        if (ttl != null) {
            Expiry.set(transaction, id, ttl);
        }
        if (job.due() != null) {
            transaction.zadd(RegistryKey.SCHEDULED.of(job.queue()), job.due().getEpochSecond(), id);
        } else if (job.place() != Place.NOWHERE) {
            push(transaction, job.queue(), id, job.place() == Place.FRONT);
        }
    }

    static void push(PipeliningBase transaction, String queue, String id, boolean atFront) {
        if (atFront) {
            transaction.lpush(Keys.queue(queue), id);
        } else {
            transaction.rpush(Keys.queue(queue), id);
        }
    }
}
