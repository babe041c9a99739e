package io.rqkit.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.WorkerCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * The workers of all processes, Java's and Python's: who there is, and what they are told.
 *
 * <p>What a worker is told is published: one that does not listen at that moment misses it, and none replies.
 */
public final class Workers {
    private Workers() {}

    /** Returns the workers that are listed, by name; may be empty. Two round trips. */
    public static List<WorkerInfo> all(UnifiedJedis connection) {
        return read(connection, connection.smembers(Keys.workers()));
    }

    /** Returns the workers that serve a queue, by name; may be empty. Two round trips. */
    public static List<WorkerInfo> all(Queue queue) {
        return read(queue.connection(), queue.connection().smembers(Keys.workers(queue.name())));
    }

    private static List<WorkerInfo> read(UnifiedJedis connection, Set<String> keys) {
        Map<String, Response<Map<String, String>>> hashes = new LinkedHashMap<>();
        try (AbstractPipeline pipeline = connection.pipelined()) {
            new TreeSet<>(keys).forEach(key -> hashes.put(key, pipeline.hgetAll(key)));
            pipeline.sync();
        }
        List<WorkerInfo> workers = new ArrayList<>();
        hashes.forEach((key, hash) -> {
            if (!hash.get().isEmpty()) { // it died, and nobody has cleaned up yet
                workers.add(new WorkerInfo(Keys.workerName(key), hash.get()));
            }
        });
        return workers;
    }

    /** Returns a worker, also one that ended less than a minute ago; empty when there is none of that name. */
    public static Optional<WorkerInfo> find(UnifiedJedis connection, String name) {
        Map<String, String> hash = connection.hgetAll(Keys.worker(name));
        return hash.isEmpty() ? Optional.empty() : Optional.of(new WorkerInfo(name, hash));
    }

    /** Returns how many workers are listed, those included that died and were not cleaned up yet. */
    public static int count(UnifiedJedis connection) {
        return Math.toIntExact(connection.scard(Keys.workers()));
    }

    /** Returns how many workers are listed for a queue, those included that died and were not cleaned up yet. */
    public static int count(Queue queue) {
        return Math.toIntExact(queue.connection().scard(Keys.workers(queue.name())));
    }

    /** Tells a worker, with all of its slots, to end after the jobs that run. */
    public static void shutdown(UnifiedJedis connection, String name) {
        send(connection, name, Map.of(WorkerCommand.COMMAND, WorkerCommand.SHUTDOWN));
    }

    /** Tells a worker to cut short what it runs, which fails, or is tried again when it has tries left. */
    public static void killHorse(UnifiedJedis connection, String name) {
        send(connection, name, Map.of(WorkerCommand.COMMAND, WorkerCommand.KILL_HORSE));
    }

    /**
     * Tells the worker of a job to stop it. The job becomes {@link JobStatus#STOPPED}: it is listed as failed, is not
     * tried again, and the jobs that wait for it go on waiting.
     *
     * @throws NoSuchJobException when there is none of that id
     * @throws InvalidJobOperationException when no worker has begun it
     */
    public static void stopJob(UnifiedJedis connection, String jobId) {
        String id = EnqueueOptions.checkedId(jobId);
        List<String> job = connection.hmget(Keys.job(id), Field.STATUS, Field.WORKER_NAME);
        if (job.get(0) == null) {
            throw new NoSuchJobException("No such job: " + id);
        }
        if (job.get(1) == null || job.get(1).isEmpty()) {
            throw new InvalidJobOperationException("Job is not currently executing");
        }
        Map<String, String> order = new LinkedHashMap<>();
        order.put(WorkerCommand.COMMAND, WorkerCommand.STOP_JOB);
        order.put(WorkerCommand.JOB_ID, id);
        send(connection, job.get(1), order);
    }

    private static void send(UnifiedJedis connection, String name, Map<String, String> order) {
        JsonNode node = Json.tree(order);
        connection.publish(Keys.commands(name), Json.text(node));
    }
}
