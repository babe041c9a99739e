package io.rqkit.core;

import io.rqkit.core.internal.dispatch.Callbacks;
import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.keys.RegistryKey;
import io.rqkit.core.internal.lifecycle.Recover;
import io.rqkit.core.internal.time.Timeline;
import io.rqkit.core.internal.time.Timelines;
import io.rqkit.core.internal.worker.Companion;
import io.rqkit.core.internal.worker.Crew;
import io.rqkit.core.internal.worker.Settings;
import io.rqkit.core.internal.worker.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Runs the jobs of one or more queues, one at a time or as many as it has slots.
 *
 * <p>It runs the static methods of allowed classes and registered handlers, nothing else: a job of another name, with
 * unreadable data or with arguments that do not fit, fails with a message that says so and stays in the failed
 * registry. While a job runs, the worker's connection is the current one of its thread, and {@link JobContext} tells of
 * it. The connection must be a pooled one, of eight connections or more: up to six are held while the worker waits.
 *
 * <pre>{@code
 * new Worker(queue).allow(Mailer.class).burst();          // what waits now
 *
 * try (Worker worker = new Worker(queue).allow(Mailer.class).slots(8).start()) {
 *   ...                                                      // in the background until closed
 * }
 * }</pre>
 *
 * <p>A job that runs into its timeout is interrupted, given a second to end, and failed; whatever it does later is
 * refused. Storing what a job did and taking the next one is one step and one round trip. When the connection is lost
 * the worker seeks it again for ever, and what ended meanwhile is stored then, once; how the jobs of the last second ended
 * is told again, since a master that was lost may have taken it along. A job whose worker died goes back into its queue,
 * {@link #lostLimit so often}, apart from its own retries. Set a worker up before it runs. {@link #burst()} may be called
 * again and again; once stopped, a worker stays stopped.
 *
 * <h2>Differs</h2>
 *
 * RQ's tools list each slot as a worker while it runs, and for a minute after. Where they expect the versions of RQ and
 * of Python they show those of this library and of Java; the address is that of one of the worker's connections. An idle
 * worker says that it lives every 30 seconds, not only every 405, and waits without taking anything out of a queue. RQ
 * fails what was lost with its worker, and loses what a worker of several queues took and did not begin.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long DEFAULT_RESULT_TTL_SECONDS = 500;
    private static final int PASSES_PER_LOCK = 20;

    private final List<Queue> queues;
    private final UnifiedJedis connection;
    private final Timeline timeline;
    private final Handlers handlers = new Handlers();
    private final Callbacks callbacks = new Callbacks();
    private final List<Middleware> middleware = new ArrayList<>();
    private final List<ExceptionHandler> exceptionHandlers = new ArrayList<>();
    private String name = UUID.randomUUID().toString().replace("-", "");
    private int slots = 1;
    private DequeueStrategy strategy = DequeueStrategy.DEFAULT;
    private @Nullable Integer maxJobs;
    private @Nullable Duration maxIdleTime;
    private Duration maintenanceInterval = Duration.ofSeconds(600);
    private long resultTtlSeconds = DEFAULT_RESULT_TTL_SECONDS;
    private int lostLimit = Recover.DEFAULT_LIMIT;
    private boolean onVirtualThreads;
    private boolean withScheduler;
    private @Nullable Crew crew;
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
        InstantSource clock = queues[0].clock();
        Timeline own = Timelines.of(connection);
        this.timeline = own.clock().equals(clock) ? own : Timelines.told(clock);
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

    /** Lets these handlers and callbacks run; later registrations in {@code jobs} are not seen. */
    public Worker register(Jobs jobs) {
        handlers.addAll(jobs.handlers());
        callbacks.addAll(jobs.callbacks());
        return this;
    }

    /**
     * Lets jobs that were enqueued under another name run as those of this one: after a class or a method was renamed,
     * or for what Python calls it.
     *
     * @throws IllegalArgumentException when the other name is taken
     */
    public Worker alias(String otherName, String name) {
        handlers.alias(otherName, name);
        return this;
    }

    /** Surrounds each run with these, inside those that were added before; the first is outermost. */
    public Worker use(Middleware... middleware) {
        this.middleware.addAll(Arrays.asList(middleware));
        return this;
    }

    /**
     * Sets how many jobs run at a time; one otherwise. Each slot has a record of its own, named after the worker with a
     * number behind it when there are several.
     *
     * @throws IllegalArgumentException when that is less than one
     */
    public Worker slots(int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("a worker needs at least one slot, not " + slots);
        }
        this.slots = slots;
        return this;
    }

    /** Runs the jobs on virtual threads where the JDK has them, from 21 on; on platform threads otherwise. */
    public Worker onVirtualThreads() {
        this.onVirtualThreads = true;
        return this;
    }

    /** Sets which queue is looked into first; in the order given otherwise. */
    public Worker dequeueStrategy(DequeueStrategy strategy) {
        this.strategy = strategy;
        return this;
    }

    /**
     * Ends the worker after so many jobs.
     *
     * @throws IllegalArgumentException when that is less than one
     */
    public Worker maxJobs(int maxJobs) {
        if (maxJobs < 1) {
            throw new IllegalArgumentException("a worker must run at least one job, not " + maxJobs);
        }
        this.maxJobs = maxJobs;
        return this;
    }

    /** Ends the worker once none of its slots had a job for so long. */
    public Worker maxIdleTime(Duration maxIdleTime) {
        this.maxIdleTime = maxIdleTime;
        return this;
    }

    /** Sets how often it cleans up after workers that died; every ten minutes, and at the start, otherwise. */
    public Worker maintenanceInterval(Duration interval) {
        this.maintenanceInterval = interval;
        return this;
    }

    /** Sets how long the result of a job is kept that does not say; 500 seconds otherwise. */
    public Worker resultTtl(Duration ttl) {
        this.resultTtlSeconds = ttl.toSeconds();
        return this;
    }

    /**
     * Sets how often a job goes back into its queue whose worker was lost while it ran, before it fails as if it had
     * thrown; three times otherwise, 0 to fail it at once as RQ does.
     */
    public Worker lostLimit(int times) {
        this.lostLimit = times;
        return this;
    }

    /** Lets it put scheduled jobs of its queues into them when they are due, unless another worker does; see {@link Scheduler}. */
    public Worker withScheduler() {
        this.withScheduler = true;
        return this;
    }

    /** Adds one who is told of each job that threw, after those that were added before. */
    public Worker exceptionHandler(ExceptionHandler handler) {
        exceptionHandlers.add(handler);
        return this;
    }

    /**
     * Returns which of the jobs that wait now this worker cannot run: of names that it was not allowed, pickled or
     * malformed; the first thousand of each queue are looked at. It is logged when the worker starts.
     */
    public List<UnrunnableJob> unrunnable() {
        return StartUpReport.of(connection, queues, handlers);
    }

    /**
     * Runs the jobs that wait and those that come in meanwhile, and returns how many; the calling thread waits.
     *
     * <p>Interrupted, it ends as {@link #kill()} does and throws {@link RqException}.
     *
     * @throws IllegalStateException when a living worker has the same name
     */
    public int burst() {
        Crew running = begin(true);
        try {
            running.register();
            run(running);
            return running.taken();
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
     * <p>Interrupted, it ends as {@link #kill()} does, and returns.
     *
     * @throws IllegalStateException when a living worker has the same name
     */
    public void work() {
        Crew running = begin(false);
        register(running);
        runLogged(running);
    }

    /**
     * Runs jobs on threads of its own until {@link #stop()} or {@link #close()}; returns once it is listed in Redis.
     *
     * <p>Where time is moved by hand it returns when all that waited has been run.
     *
     * @throws IllegalStateException when a living worker has the same name
     */
    public synchronized Worker start() {
        Crew running = begin(false);
        register(running);
        if (timeline.isDriven()) {
            try {
                running.begin();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RqException("worker " + name + " was interrupted", e);
            }
        }
        Thread thread = new Thread(() -> runLogged(running), "rq-worker-" + name);
        background = thread;
        thread.start();
        return this;
    }

    private void register(Crew running) {
        try {
            running.register();
            StartUpReport.log(LOG, name, unrunnable());
        } catch (JedisConnectionException e) {
            LOG.debug("worker {} registers as soon as there is a connection", name, e);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    private void runLogged(Crew running) {
        try {
            run(running);
        } catch (InterruptedException e) {
            LOG.warn("worker {} was interrupted", name);
            Thread.currentThread().interrupt();
        }
    }

    private void run(Crew running) throws InterruptedException {
        try {
            running.begin();
            running.end();
        } catch (InterruptedException e) {
            running.kill();
            running.end();
            throw e;
        }
    }

    private synchronized Crew begin(boolean isBurst) {
        if (crew != null) {
            throw new IllegalStateException("worker " + name + " runs already; make another one");
        }
        Settings settings = new Settings(
                name,
                queues.stream().map(Queue::name).toList(),
                slots,
                strategy,
                isBurst,
                maxJobs,
                maxIdleTime,
                maintenanceInterval,
                resultTtlSeconds,
                lostLimit,
                onVirtualThreads);
        Performer performer = new Performer(
                connection,
                new Performer.Repertoire(handlers, callbacks, middleware, exceptionHandlers),
                timeline.clock());
        Crew begun = new Crew(connection, settings, performer, companions(), timeline);
        if (isStopRequested) {
            begun.stop();
        }
        crew = begun;
        return begun;
    }

    private List<Companion> companions() {
        if (!withScheduler) {
            return List.of();
        }
        Scheduler scheduler = new Scheduler(queues.toArray(Queue[]::new));
        Runnable pass = timeline.isDriven() ? sparing(scheduler) : scheduler::tick;
        return List.of(new Companion(Scheduler.INTERVAL, pass, scheduler::close));
    }

    /** A driven day has 86400 passes, so most only look whether anything is due; the others keep the locks. */
    private Runnable sparing(Scheduler scheduler) {
        AtomicInteger count = new AtomicInteger();
        return () -> {
            long now = timeline.clock().instant().getEpochSecond();
            boolean isDue = count.getAndIncrement() % PASSES_PER_LOCK == 0
                    || queues.stream()
                            .anyMatch(queue -> connection.zcount(RegistryKey.SCHEDULED.of(queue.name()), 0, now) > 0);
            if (isDue) {
                scheduler.tick();
            }
        };
    }

    private synchronized void end() {
        crew = null;
    }

    /** Tells whether it runs in the background. */
    public synchronized boolean isRunning() {
        return background != null && background.isAlive();
    }

    /**
     * Lets SIGINT and SIGTERM end the worker in place of the JVM: the first {@link #stop() after the jobs that run}, the
     * next {@link #kill() at once}; a repeat within a second does not count. For programs that do nothing but {@link
     * #work()}. Does nothing on a JVM that keeps the signals for itself.
     */
    public Worker handleSignals() {
        AtomicLong first = new AtomicLong();
        boolean unused = Signals.listen(
                name -> {
                    long now = System.nanoTime();
                    if (first.compareAndSet(0, now)) {
                        stop();
                    } else if (now - first.get() > TimeUnit.SECONDS.toNanos(1)) {
                        kill();
                    }
                },
                "INT",
                "TERM");
        return this;
    }

    /** Asks the worker to end after the jobs that run, if any; returns at once. */
    public synchronized void stop() {
        isStopRequested = true;
        if (crew != null) {
            crew.stop();
        }
    }

    /**
     * Interrupts the jobs that run, which go back into their queues, and ends the worker; returns at once. What cannot
     * be stored since there is no connection is left to the maintenance of others.
     */
    public synchronized void kill() {
        isStopRequested = true;
        if (crew != null) {
            crew.kill();
        }
    }

    /**
     * Stops the worker and, when it runs in the background, waits until the jobs that run have ended. Where time is
     * moved by hand it does not wait for jobs that wait for time: those are interrupted and go back into their queues.
     */
    @Override
    public void close() {
        stop();
        if (timeline.isDriven()) {
            kill();
        }
        join(0);
    }

    /** Stops the worker, waits so long until the jobs that run have ended, and interrupts those that have not. */
    public void close(Duration grace) {
        stop();
        if (!join(Math.max(1, grace.toMillis()))) {
            kill();
            join(0);
        }
    }

    private boolean join(long millis) {
        Thread thread = background;
        if (thread == null) {
            return true;
        }
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
