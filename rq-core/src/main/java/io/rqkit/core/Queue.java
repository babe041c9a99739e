package io.rqkit.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.internal.encoding.JobData;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.PythonRepr;
import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.lifecycle.Atomic;
import io.rqkit.core.internal.lifecycle.Empty;
import io.rqkit.core.internal.lifecycle.Enqueue;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * A named list of jobs that wait for a worker.
 *
 * <p>A queue takes its connection once, when it is made, and keeps it: the given one, or else the top of this thread's
 * {@link Connections} stack. It holds no other state, and many threads may share it if they may share the connection.
 *
 * <pre>{@code
 * Queue queue = new Queue("mail", redis);
 * Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);
 * Job<Long> count = queue.submit(Words::count, "some text");
 * queue.enqueue("mod.add", 1, 2);                          // for a Python worker
 * new Worker(queue).allow(Mailer.class, Words.class).burst();
 * count.result();                                          // Optional[2]
 * }</pre>
 */
public final class Queue extends Enqueuer {
    /** RQ's name for a queue that is given none. */
    public static final String DEFAULT_NAME = "default";

    private final String name;
    private final UnifiedJedis connection;
    private final InstantSource clock;

    /** Opens the queue {@value #DEFAULT_NAME} on the current connection. */
    public Queue() {
        this(DEFAULT_NAME);
    }

    /**
     * Opens a queue on the current connection.
     *
     * @throws NoRedisConnectionException when this thread has none
     */
    public Queue(String name) {
        this(name, null);
    }

    /**
     * Opens a queue.
     *
     * @param connection beats the current connection; null stands for the current one
     * @throws NoRedisConnectionException when neither exists
     * @throws IllegalArgumentException when the name is empty or holds a comma, which separates names in RQ's records
     */
    public Queue(String name, @Nullable UnifiedJedis connection) {
        this(name, connection, InstantSource.system());
    }

    Queue(String name, @Nullable UnifiedJedis connection, InstantSource clock) {
        if (name.isEmpty() || name.indexOf(',') >= 0) {
            throw new IllegalArgumentException("a queue's name must not be empty or hold a comma: '" + name + "'");
        }
        this.name = name;
        this.connection = Connections.resolve(connection);
        this.clock = clock;
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the connection that was resolved when this was made. */
    public UnifiedJedis connection() {
        return connection;
    }

    InstantSource clock() {
        return clock;
    }

    /** Returns a view of this queue that enqueues with the given options. */
    public QueueWithOptions with(Consumer<EnqueueOptions> choose) {
        EnqueueOptions options = new EnqueueOptions();
        choose.accept(options);
        return new QueueWithOptions(this, options);
    }

    @Override
    <T extends @Nullable Object> Job<T> enqueue(JobCall call, Type resultType) {
        return enqueue(call, new EnqueueOptions(), resultType);
    }

    <T extends @Nullable Object> Job<T> enqueue(JobCall call, EnqueueOptions options, Type resultType) {
        Instant now = clock.instant();
        JobData data = data(call);
        JobHash job = JobHash.create(options.idOrRandom())
                .set(Field.STATUS, JobStatus.QUEUED.text())
                .set(Field.CREATED_AT, RqTime.date(now))
                .set(Field.DATA, data.encode());
        Stream.of(Field.SUCCESS_CALLBACK, Field.FAILURE_CALLBACK, Field.STOPPED_CALLBACK)
                .forEach(field -> job.set(field, ""));
        Stream.of(Field.STARTED_AT, Field.ENDED_AT, Field.LAST_HEARTBEAT, Field.WORKER_NAME, Field.GROUP_ID)
                .forEach(field -> job.set(field, ""));
        job.set(Field.ORIGIN, name)
                .set(Field.DESCRIPTION, PythonRepr.call(data))
                .set(Field.ENQUEUED_AT, RqTime.date(now));
        options.writeTo(job);
        Enqueue.run(connection, name, job, options.isAtFront());
        return new Job<>(job, connection, resultType, clock);
    }

    private static JobData data(JobCall call) {
        try {
            List<JsonNode> args = call.args().stream().map(Json::tree).toList();
            Map<String, JsonNode> kwargs = new LinkedHashMap<>();
            call.kwargs().forEach((keyword, value) -> kwargs.put(keyword, Json.tree(value)));
            return new JobData(call.name(), args, kwargs);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "an argument of " + call.name() + " has no JSON form: " + e.getMessage(), e);
        }
    }

    /** Returns the ids that wait, next first; may be empty. Ids of jobs that expired are among them. */
    public List<String> jobIds() {
        return connection.lrange(Keys.queue(name), 0, -1);
    }

    /** Returns the jobs that wait, next first; those that expired are left out. One round trip a job. */
    public List<Job<Object>> jobs() {
        return jobIds().stream()
                .map(id -> JobHash.read(connection, id))
                .filter(Objects::nonNull)
                .map(hash -> new Job<>(hash, connection, Object.class, clock))
                .toList();
    }

    /** Returns how many ids wait. */
    public int size() {
        return Math.toIntExact(connection.llen(Keys.queue(name)));
    }

    /** Tells whether nothing waits. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Returns where a job stands, 0 for the next one; empty when it does not wait here. */
    public OptionalInt position(Job<?> job) {
        Long position = connection.lpos(Keys.queue(name), job.id());
        return position == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(position));
    }

    /** Returns a job of this queue, whatever its state; empty when there is none of that id, or it is another's. */
    public Optional<Job<Object>> fetchJob(String id) {
        JobHash hash = JobHash.read(connection, EnqueueOptions.checkedId(id));
        return hash == null || !name.equals(hash.text(Field.ORIGIN))
                ? Optional.empty()
                : Optional.of(new Job<>(hash, connection, Object.class, clock));
    }

    /** Takes a job off the list and leaves its hash alone; returns whether it waited. */
    public boolean remove(Job<?> job) {
        return connection.lrem(Keys.queue(name), 1, job.id()) > 0;
    }

    /** Deletes every job that waits, and returns how many ids waited. */
    public int empty() {
        return Empty.run(connection, name);
    }

    /** Deletes every job that waits, and the queue's name from the set of known queues. */
    public void delete() {
        empty();
        Atomic.run(connection, transaction -> {
            transaction.srem(Keys.queues(), Keys.queue(name));
            transaction.del(Keys.queue(name));
        });
    }

    /** Returns the registry of the jobs that run. */
    public StartedJobRegistry started() {
        return new StartedJobRegistry(name, connection);
    }

    /** Returns the registry of the jobs that ended well. */
    public FinishedJobRegistry finished() {
        return new FinishedJobRegistry(name, connection);
    }

    /** Returns the registry of the jobs that failed. */
    public FailedJobRegistry failed() {
        return new FailedJobRegistry(name, connection);
    }

    @Override
    public String toString() {
        return "Queue(" + name + ")";
    }
}
