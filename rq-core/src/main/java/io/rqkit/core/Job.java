package io.rqkit.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.lifecycle.Cancel;
import io.rqkit.core.internal.lifecycle.Delete;
import io.rqkit.core.internal.lifecycle.JobHash;
import io.rqkit.core.internal.lifecycle.Requeue;
import io.rqkit.core.internal.scripts.Scripts;
import io.rqkit.core.internal.time.Timelines;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * One call that waits, runs or ran.
 *
 * <p>What it tells of itself is as of its last reading, by {@link #fetch} or {@link #refresh()}; only {@link
 * #status()}, the questions about it, and the results ask Redis each time. Not thread-safe: fetch one per thread.
 *
 * @param <T> what it returns
 */
public final class Job<T extends @Nullable Object> {
    private final JobHash hash;
    private final UnifiedJedis connection;
    private final Type resultType;
    private final InstantSource clock;

    Job(JobHash hash, UnifiedJedis connection, Type resultType, InstantSource clock) {
        this.hash = hash;
        this.connection = connection;
        this.resultType = resultType;
        this.clock = clock;
    }

    /**
     * Reads a job on the current connection.
     *
     * @throws NoSuchJobException when there is none of that id, or what is there is no job
     * @throws NoRedisConnectionException when this thread has no connection
     */
    public static Job<Object> fetch(String id) {
        return fetch(id, null);
    }

    /**
     * Reads a job.
     *
     * @param connection beats the current connection; null stands for the current one
     * @throws NoSuchJobException when there is none of that id, or what is there is no job
     * @throws NoRedisConnectionException when neither connection exists
     * @throws IllegalArgumentException when the id holds anything but letters, digits, underscores and dashes
     */
    public static Job<Object> fetch(String id, @Nullable UnifiedJedis connection) {
        UnifiedJedis resolved = Connections.resolve(connection);
        return new Job<>(
                read(resolved, EnqueueOptions.checkedId(id)),
                resolved,
                Object.class,
                Timelines.of(resolved).clock());
    }

    /**
     * Reads many jobs in one round trip.
     *
     * @param connection beats the current connection; null stands for the current one
     * @return the jobs in the order of the ids; those that do not exist, or are no jobs, are left out
     */
    public static List<Job<Object>> fetchMany(List<String> ids, @Nullable UnifiedJedis connection) {
        UnifiedJedis resolved = Connections.resolve(connection);
        return fetchMany(ids, resolved, Timelines.of(resolved).clock());
    }

    static List<Job<Object>> fetchMany(List<String> ids, UnifiedJedis connection, InstantSource clock) {
        return JobHash.readAll(connection, ids).stream()
                .filter(hash -> hash.bytes(Field.DATA) != null)
                .map(hash -> new Job<Object>(hash, connection, Object.class, clock))
                .toList();
    }

    private static JobHash read(UnifiedJedis connection, String id) {
        JobHash hash = JobHash.read(connection, id);
        if (hash == null) {
            throw new NoSuchJobException("No such job: " + id);
        }
        if (hash.bytes(Field.DATA) == null) {
            throw new NoSuchJobException("Unexpected job format: " + id + " has no field data");
        }
        return hash;
    }

    /** Returns the id. */
    public String id() {
        return hash.id();
    }

    /** Returns the connection that was resolved when this was made. */
    public UnifiedJedis connection() {
        return connection;
    }

    /** Returns the name of the queue; empty when the job's producer did not write it. */
    public String origin() {
        return hash.textOrEmpty(Field.ORIGIN);
    }

    /** Returns the text for people; empty when there is none. */
    public String description() {
        return hash.textOrEmpty(Field.DESCRIPTION);
    }

    /**
     * Returns the name of what is called, such as {@code com.acme.Mailer.send}.
     *
     * @throws DeserializationException when the job's data cannot be read
     */
    public String name() {
        return hash.data().name();
    }

    /**
     * Returns the positional arguments, as maps, lists, strings, numbers, booleans and nulls; may be empty.
     *
     * @throws DeserializationException when the job's data cannot be read
     */
    public List<@Nullable Object> args() {
        return hash.data().args().stream()
                .map(argument -> Json.convert(argument, Object.class))
                .toList();
    }

    /**
     * Returns the keyword arguments in order; may be empty.
     *
     * @throws DeserializationException when the job's data cannot be read
     */
    public Map<String, @Nullable Object> kwargs() {
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        hash.data().kwargs().forEach((keyword, value) -> kwargs.put(keyword, Json.convert(value, Object.class)));
        return kwargs;
    }

    /**
     * Asks Redis for the status; {@link JobStatus#UNKNOWN} for one of a later release, or without a hash.
     */
    public JobStatus status() {
        String status = connection.hget(Keys.job(id()), Field.STATUS);
        if (status != null) {
            hash.set(Field.STATUS, status);
        }
        return JobStatus.of(status);
    }

    /** Asks Redis whether the job waits in its queue. */
    public boolean isQueued() {
        return status() == JobStatus.QUEUED;
    }

    /** Asks Redis whether the job runs. */
    public boolean isStarted() {
        return status() == JobStatus.STARTED;
    }

    /** Asks Redis whether the job ended well. */
    public boolean isFinished() {
        return status() == JobStatus.FINISHED;
    }

    /** Asks Redis whether the job ended with an error. */
    public boolean isFailed() {
        return status() == JobStatus.FAILED;
    }

    /** Asks Redis whether the job waits for other jobs. */
    public boolean isDeferred() {
        return status() == JobStatus.DEFERRED;
    }

    /** Asks Redis whether the job waits for its time. */
    public boolean isScheduled() {
        return status() == JobStatus.SCHEDULED;
    }

    /** Asks Redis whether the job was called off. */
    public boolean isCanceled() {
        return status() == JobStatus.CANCELED;
    }

    /** Asks Redis whether the job was stopped while it ran. */
    public boolean isStopped() {
        return status() == JobStatus.STOPPED;
    }

    /**
     * Reads everything again.
     *
     * @throws NoSuchJobException when the job is gone
     */
    public Job<T> refresh() {
        hash.replaceWith(read(connection, id()));
        return this;
    }

    /** Returns when the job was made. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(hash.date(Field.CREATED_AT));
    }

    /** Returns when the job was last put into its queue. */
    public Optional<Instant> enqueuedAt() {
        return Optional.ofNullable(hash.date(Field.ENQUEUED_AT));
    }

    /** Returns when its last run began. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(hash.date(Field.STARTED_AT));
    }

    /** Returns when its last run ended. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(hash.date(Field.ENDED_AT));
    }

    /** Returns how long it may run; empty for no limit. */
    public Optional<Duration> timeout() {
        long seconds = hash.timeoutSeconds();
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /** Returns the ids of the jobs that it waits or waited for; may be empty. */
    public List<String> dependencyIds() {
        return hash.texts(Field.DEPENDENCY_IDS);
    }

    /** Asks Redis for the ids of the jobs that wait for this one, in no order; may be empty. */
    public List<String> dependentIds() {
        return List.copyOf(connection.smembers(Keys.dependents(id())));
    }

    /** Returns the group it belongs to. */
    public Optional<String> groupName() {
        return Optional.of(hash.textOrEmpty(Field.GROUP_ID)).filter(name -> !name.isEmpty());
    }

    /** Returns how many retries after an error are left, zero when there are none. */
    public int retriesLeft() {
        Long left = hash.number(Field.RETRIES_LEFT);
        return left == null ? 0 : Math.toIntExact(left);
    }

    /** Returns how many repeats are left, zero when there are none. */
    public int repeatsLeft() {
        Long left = hash.number(Field.REPEATS_LEFT);
        return left == null ? 0 : Math.toIntExact(left);
    }

    /**
     * Returns a private field, as {@link JobDraft#field(String, String)} set it.
     *
     * @throws IllegalArgumentException when the name does not begin with {@code x_}
     */
    public Optional<String> field(String name) {
        return Optional.ofNullable(hash.text(JobDraft.privateName(name)));
    }

    /** Returns the worker that ran it last. */
    public Optional<String> workerName() {
        return Optional.of(hash.textOrEmpty(Field.WORKER_NAME)).filter(name -> !name.isEmpty());
    }

    /**
     * Returns what was attached; may be empty.
     *
     * @throws DeserializationException when it is no JSON object
     */
    public Map<String, @Nullable Object> meta() {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        String text = hash.textOrEmpty(Field.META);
        if (text.isEmpty()) {
            return meta;
        }
        try {
            JsonNode node = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            node.properties().forEach(entry -> meta.put(entry.getKey(), Json.convert(entry.getValue(), Object.class)));
            return meta;
        } catch (Json.DeserializationFailure e) {
            throw new DeserializationException("the meta of job " + id() + " is not JSON: " + e.getMessage());
        }
    }

    /**
     * Attaches values for people and tools in place of those that are attached; they must have a JSON form.
     *
     * @return whether it did; false when the job is gone
     */
    public boolean saveMeta(Map<String, ? extends @Nullable Object> meta) {
        String text = Json.text(Json.tree(meta));
        hash.set(Field.META, text);
        return Scripts.META.number(connection, "", id(), text) == 1;
    }

    /**
     * Attaches one value, such as {@code progress}, to those that are attached as of the last reading.
     *
     * @return whether it did; false when the job is gone
     */
    public boolean saveMeta(String name, @Nullable Object value) {
        Map<String, @Nullable Object> meta = meta();
        meta.put(name, value);
        return saveMeta(meta);
    }

    /**
     * Returns what the latest run returned; empty when it returned null, failed, or there is none.
     *
     * @throws DeserializationException when it does not fit the type
     */
    @SuppressWarnings("unchecked") // the type was read off the very method that returns T
    public Optional<T> result() {
        return latestSuccess().map(result -> (T) result.returnValueAs(resultType));
    }

    /**
     * Returns what the latest run returned, as the given type; empty when it returned null, failed, or there is none.
     *
     * @throws DeserializationException when it does not fit the type
     */
    public <R> Optional<R> result(Class<R> type) {
        return latestSuccess().flatMap(result -> result.returnValue(type));
    }

    private Optional<Result> latestSuccess() {
        return latestResult().filter(result -> result.type() == ResultType.SUCCESSFUL);
    }

    /** Returns how the latest run ended; empty when none ended yet, or its record expired. */
    public Optional<Result> latestResult() {
        return entries(1).stream().map(entry -> new Result(id(), entry)).findFirst();
    }

    /** Returns how its runs ended, latest first; about ten are kept. */
    public List<Result> results() {
        return entries(Integer.MAX_VALUE).stream()
                .map(entry -> new Result(id(), entry))
                .toList();
    }

    /**
     * Waits until a run has ended, and returns how; at once when one ended before. Blocks one connection meanwhile.
     *
     * @param longest how long it waits at most
     * @return empty when none ended in time
     */
    public Optional<Result> awaitResult(Duration longest) {
        Optional<Result> latest = latestResult();
        if (latest.isPresent() || longest.toMillis() < 1) {
            return latest;
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, longest.toMillis());
        List<Map.Entry<String, List<StreamEntry>>> streams = connection.xread(
                XReadParams.xReadParams().block(millis), Map.of(Keys.results(id()), new StreamEntryID(0, 0)));
        return streams == null ? Optional.empty() : latestResult();
    }

    /**
     * Waits until a run has ended, and returns what it returned.
     *
     * @throws JobFailedException when it failed or was stopped
     * @throws TimeoutException when none ended in time
     * @throws DeserializationException when the result does not fit the type
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // the type was read off the very method that returns T, null if T is
    public T await(Duration longest) throws TimeoutException {
        Result result = awaitResult(longest)
                .orElseThrow(() -> new TimeoutException("job " + id() + " has not ended after " + longest));
        if (result.type() != ResultType.SUCCESSFUL) {
            throw new JobFailedException(
                    result.excString().orElse("job " + id() + " ended without success: " + result.type()));
        }
        return (T) result.returnValueAs(resultType);
    }

    private List<StreamEntry> entries(int count) {
        return connection.xrevrange(Keys.results(id()), "+", "-", count);
    }

    /** Returns its queue. */
    public Queue queue() {
        return new Queue(origin(), connection, clock);
    }

    /**
     * Calls it off. It leaves its queue and its registry; a job that runs is not interrupted.
     *
     * @throws InvalidJobOperationException when it is canceled already
     * @throws NoSuchJobException when it is gone
     */
    public void cancel() {
        Cancel.run(connection, hash, false, clock);
    }

    /**
     * Calls it off and lets the jobs go that wait for it, those aside that wait for others too.
     *
     * @throws InvalidJobOperationException when it is canceled already
     * @throws NoSuchJobException when it is gone
     */
    public void cancelAndEnqueueDependents() {
        Cancel.run(connection, hash, true, clock);
    }

    /**
     * Puts it back at the end of its queue after it failed.
     *
     * @throws InvalidJobOperationException when the failed registry does not list it
     * @throws NoSuchJobException when it is gone
     */
    public void requeue() {
        Requeue.run(connection, origin(), id(), false, clock);
        refresh();
    }

    /** Deletes it and every trace of it, its results included. A job that runs is not interrupted. */
    public void delete() {
        Delete.run(connection, hash, clock);
    }

    /** Jobs are equal when their ids are, as in RQ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Job<?> job && job.id().equals(id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return "Job(" + id() + ", " + description() + ")";
    }
}
