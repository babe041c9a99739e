package io.rqkit.core;

import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.lifecycle.Atomic;
import io.rqkit.core.internal.lifecycle.Empty;
import io.rqkit.core.internal.lifecycle.Enqueue;
import io.rqkit.core.internal.lifecycle.JobHash;
import io.rqkit.core.internal.lifecycle.Replicas;
import io.rqkit.core.internal.time.Timelines;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
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
    /** How many bytes a job's name and arguments may take as JSON unless a queue says otherwise: 16 MiB. */
    public static final long DEFAULT_MAX_CALL_BYTES = 16L << 20;

    private final String name;
    private final UnifiedJedis connection;
    private final InstantSource clock;
    private final List<Middleware> middleware;
    private final long maxCallBytes;

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
        this(name, connection, null);
    }

    Queue(String name, @Nullable UnifiedJedis connection, @Nullable InstantSource clock) {
        this(name, connection, clock, List.of(), DEFAULT_MAX_CALL_BYTES);
    }

    private Queue(
            String name,
            @Nullable UnifiedJedis connection,
            @Nullable InstantSource clock,
            List<Middleware> middleware,
            long maxCallBytes) {
        if (name.isEmpty() || name.indexOf(',') >= 0) {
            throw new IllegalArgumentException("a queue's name must not be empty or hold a comma: '" + name + "'");
        }
        this.name = name;
        this.connection = Connections.resolve(connection);
        this.clock = clock != null ? clock : Timelines.of(this.connection).clock();
        this.middleware = List.copyOf(middleware);
        this.maxCallBytes = maxCallBytes;
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

    /** Returns a queue like this whose enqueueing these surround, inside those that this has; the first is outermost. */
    public Queue use(Middleware... middleware) {
        List<Middleware> all = new ArrayList<>(this.middleware);
        all.addAll(Arrays.asList(middleware));
        return new Queue(name, connection, clock, all, maxCallBytes);
    }

    /**
     * Returns a queue like this with another limit than {@link #DEFAULT_MAX_CALL_BYTES} for a job's name and arguments
     * as JSON, before compression.
     */
    public Queue maxCallBytes(long bytes) {
        return new Queue(name, connection, clock, middleware, bytes);
    }

    /**
     * Enqueues many jobs in one step and one round trip: all of them, or none when something is wrong with one.
     *
     * <pre>{@code
     * queue.enqueueMany(batch -> users.forEach(user -> batch.enqueue(Mailer::send, user, 3)));
     * }</pre>
     *
     * @param fill enqueues the jobs into the batch
     * @return the jobs in the order of enqueueing; empty when there was none
     * @throws DuplicateJobException when one is unique and its id exists
     */
    public List<Job<?>> enqueueMany(Consumer<Batch> fill) {
        Batch batch = new Batch(this);
        fill.accept(batch);
        if (!batch.drafts().isEmpty()) {
            enqueue(batch.drafts());
        }
        return batch.jobs();
    }

    /** Returns a view of this whose jobs are run at once by whoever enqueues them. */
    public InlineQueue inline() {
        return new InlineQueue(this);
    }

    @Override
    <T extends @Nullable Object> Job<T> enqueue(JobCall call, EnqueueOptions options, Type resultType) {
        JobDraft draft = draft(call, options);
        enqueue(List.of(draft));
        return job(draft.hash(), resultType);
    }

    private void enqueue(List<JobDraft> drafts) {
        surround(drafts, () -> {
            Instant now = clock.instant();
            Enqueue.run(connection, Batch.newJobs(drafts, true, now), now);
        });
    }

    /** Runs what enqueues the drafts inside the middleware. */
    void surround(List<JobDraft> drafts, Runnable enqueueing) {
        Runnable next = enqueueing;
        for (int i = middleware.size() - 1; i >= 0; i--) {
            Middleware around = middleware.get(i);
            Runnable inner = next;
            next = () -> around.enqueue(drafts, inner);
        }
        next.run();
    }

    JobDraft draft(JobCall call, EnqueueOptions options) {
        return new JobDraft(call, name, options, maxCallBytes, clock.instant());
    }

    <T extends @Nullable Object> Job<T> job(JobHash hash, Type resultType) {
        return new Job<>(hash, connection, resultType, clock);
    }

    /** Returns the ids that wait, next first; may be empty. Ids of jobs that expired are among them. */
    public List<String> jobIds() {
        return connection.lrange(Keys.queue(name), 0, -1);
    }

    /** Returns the jobs that wait, next first; those that expired are left out. Two round trips. */
    public List<Job<Object>> jobs() {
        return jobs(0, Integer.MAX_VALUE);
    }

    /** Returns the jobs that wait from a place on, so many at most; those that expired are left out. Two round trips. */
    public List<Job<Object>> jobs(int offset, int length) {
        List<String> ids = connection.lrange(Keys.queue(name), offset, (long) offset + length - 1);
        return Job.fetchMany(ids, connection, clock);
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
        return Empty.run(connection, name, clock);
    }

    /** Deletes every job that waits, and the queue's name from the set of known queues. */
    public void delete() {
        empty();
        Atomic.run(connection, transaction -> {
            transaction.srem(Keys.queues(), Keys.queue(name));
            transaction.del(Keys.queue(name));
        });
    }

    /**
     * Waits until replicas have what was enqueued, and returns how many have. What so many replicas have survives the loss of
     * the master, if sentinels promote one of them; of anything else that Redis has acknowledged it does not say so. Takes
     * two round trips, and waits for no more replicas than are connected. Not in RQ; see <a
     * href="https://redis.io/docs/latest/commands/wait/">WAIT</a>.
     *
     * @param replicas for how many to wait
     * @param limit how long to wait, in milliseconds; at least one
     * @param jobIds what was enqueued; when the master does not know one of these jobs, since another took it along or it is
     *     over and deleted, 0 is returned at once
     */
    public int awaitReplicas(int replicas, Duration limit, String... jobIds) {
        return Replicas.await(connection, List.of(jobIds), replicas, limit);
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

    /** Returns the registry of the jobs that wait for others, or for their rate limit. */
    public DeferredJobRegistry deferred() {
        return new DeferredJobRegistry(name, connection);
    }

    /** Returns the registry of the jobs that wait for their time. */
    public ScheduledJobRegistry scheduled() {
        return new ScheduledJobRegistry(name, connection);
    }

    /** Returns the registry of the jobs that were called off. */
    public CanceledJobRegistry canceled() {
        return new CanceledJobRegistry(name, connection);
    }

    /** Returns the known queues of a connection, by name. */
    public static List<Queue> all(@Nullable UnifiedJedis connection) {
        UnifiedJedis resolved = Connections.resolve(connection);
        return resolved.smembers(Keys.queues()).stream()
                .map(Keys::queueName)
                .filter(name -> !name.isEmpty() && name.indexOf(',') < 0)
                .sorted()
                .map(name -> new Queue(name, resolved))
                .toList();
    }

    @Override
    public String toString() {
        return "Queue(" + name + ")";
    }
}
