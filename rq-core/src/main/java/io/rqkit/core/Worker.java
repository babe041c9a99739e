package io.rqkit.core;

import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.worker.WorkerLoop;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Runs the jobs of one or more queues, one at a time, each on a thread of its own.
 *
 * <p>It runs the static methods of allowed classes and registered handlers, nothing else: a job of another name, with
 * unreadable data or with arguments that do not fit, fails with a message that says so and stays in the failed
 * registry. While a job runs, the worker's connection is the current one of its thread. The order of the queues is
 * their priority. The connection must be a pooled one: the worker uses up to four at a time.
 *
 * <pre>{@code
 * new Worker(queue).allow(Mailer.class).burst();          // what waits now
 *
 * try (Worker worker = new Worker(queue).allow(Mailer.class).start()) {
 *   ...                                                      // in the background until closed
 * }
 * }</pre>
 *
 * <p>A job that runs into its timeout is interrupted, given a second to end, and failed; whatever it does later is
 * refused. Set a worker up before it runs. {@link #burst()} may be called again and again; once
 * stopped, a worker stays stopped.
 *
 * <h2>Differs</h2>
 *
 * RQ's tools list the worker while it runs, and for a minute after. Where they expect the versions of RQ and of Python
 * they show those of this library and of Java; the address is that of one of the worker's connections. An idle worker
 * says that it lives every 30 seconds, not only every 405. Remote commands do not reach it yet.
 * Retries, dependents and callbacks that Python asked for are not looked at yet. Jobs left in the intermediate list
 * are put back rather than failed, and workers of several queues use that list too.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long WAKE_MILLIS = 20;

    private final List<Queue> queues;
    private final UnifiedJedis connection;
    private final Handlers handlers = new Handlers();
    private String name = UUID.randomUUID().toString().replace("-", "");
    private @Nullable WorkerLoop loop;
    private @Nullable Thread background;
    private boolean isStopRequested;

    /**
     * Makes a worker on the connection of the queues.
     *
     * @param queues at least one, highest priority first
     * @throws IllegalArgumentException when there is none, or they are on different connections
     */
    public Worker(Queue... queues) {
        if (queues.length == 0) {
            throw new IllegalArgumentException("a worker needs at least one queue");
        }
        this.queues = List.of(queues);
        this.connection = queues[0].connection();
        if (Arrays.stream(queues).anyMatch(queue -> queue.connection() != connection)) {
            throw new IllegalArgumentException("the queues of one worker must be on one connection: " + this.queues);
        }
    }

    /** Returns the name, 32 random hex digits unless set. */
    public String name() {
        return name;
    }

    /** Sets the name. */
    public Worker name(String name) {
        this.name = name;
        return this;
    }

    /** Returns the connection. */
    public UnifiedJedis connection() {
        return connection;
    }

    /**
     * Lets the static methods of these classes run, private ones aside.
     *
     * @throws IllegalArgumentException when a class has none, or its module does not open it
     */
    public Worker allow(Class<?>... classes) {
        for (Class<?> type : classes) {
            handlers.allow(type);
        }
        return this;
    }

    /** Lets these handlers run; later registrations in {@code jobs} are not seen. */
    public Worker register(Jobs jobs) {
        handlers.addAll(jobs.handlers());
        return this;
    }

    /**
     * Runs the jobs that wait and those that come in meanwhile, on and for the calling thread; returns how many.
     *
     * <p>Interrupted, it leaves the job that runs to maintenance and throws {@link RqException}.
     *
     * @throws IllegalStateException when a living worker has the same name
     */
    public int burst() {
        WorkerLoop running = begin();
        try {
            return running.burst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RqException("worker " + name + " was interrupted", e);
        } finally {
            end();
        }
    }

    /**
     * Runs jobs until {@link #stop()} is called from another thread. A lost connection is sought again for ever.
     *
     * <p>Interrupted, it returns, and leaves the job that runs to maintenance.
     *
     * @throws IllegalStateException when a living worker has the same name
     */
    public void work() {
        WorkerLoop running = begin();
        register(running);
        run(running);
    }

    /**
     * Runs jobs on a thread of its own until {@link #stop()} or {@link #close()}; returns once it is listed in Redis.
     *
     * @throws IllegalStateException when a living worker has the same name
     */
    public synchronized Worker start() {
        WorkerLoop running = begin();
        register(running);
        Thread thread = new Thread(() -> run(running), "rq-worker-" + name);
        background = thread;
        thread.start();
        return this;
    }

    private void register(WorkerLoop running) {
        try {
            running.register();
        } catch (JedisConnectionException e) {
            LOG.debug("worker {} registers as soon as there is a connection", name, e);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private void run(WorkerLoop running) {
        try {
            running.work();
        } catch (InterruptedException e) {
            LOG.warn("worker {} was interrupted", name);
            Thread.currentThread().interrupt();
        }
    }

    private synchronized WorkerLoop begin() {
        if (loop != null) {
            throw new IllegalStateException("worker " + name + " runs already; make another one");
        }
        WorkerLoop begun = new WorkerLoop(
                connection,
                queues.stream().map(Queue::name).toList(),
                name,
                handlers,
                queues.get(0).clock());
        if (isStopRequested) {
            begun.stop();
        }
        loop = begun;
        return begun;
    }

    private synchronized void end() {
        loop = null;
    }

    /** Asks the worker to end after the job that runs, if any; returns at once. */
    public synchronized void stop() {
        isStopRequested = true;
        if (loop != null) {
            loop.stop();
        }
    }

    /** Stops the worker and, when it runs in the background, waits until the job that runs has ended. */
    @Override
    public void close() {
        stop();
        Thread thread = background;
        WorkerLoop running = loop;
        if (thread == null || running == null) {
            return;
        }
        try {
            for (thread.join(WAKE_MILLIS); thread.isAlive(); thread.join(WAKE_MILLIS)) {
                running.wake();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
