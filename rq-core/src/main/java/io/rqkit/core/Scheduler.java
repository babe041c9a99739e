package io.rqkit.core;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.lifecycle.Host;
import io.rqkit.core.internal.scripts.Script;
import io.rqkit.core.internal.scripts.Scripts;
import io.rqkit.core.internal.time.Timeline;
import io.rqkit.core.internal.time.Timelines;
import io.rqkit.core.internal.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Puts scheduled jobs into their queues when they are due: those of {@link Queue#at} and {@link Queue#in}, retries and
 * repeats with pauses, and jobs above a rate per window.
 *
 * <p>Any number of schedulers, Java's and Python's, may run for the same queues: of each queue one owns the lock, for
 * 61 seconds after its last pass, and the next one takes over. A pass is one step and one round trip. A worker runs one
 * beside itself with {@code withScheduler()}; alone it is used as here:
 *
 * <pre>{@code
 * try (Scheduler scheduler = new Scheduler(queue).start()) {
 *   ...                                    // on a thread of its own, a pass a second, until closed
 * }
 * }</pre>
 *
 * <p>Due is what Redis's clock says, so that clocks of processes that differ do no harm.
 *
 * <h2>Differs</h2>
 *
 * Locks are refreshed and given back only while they are owned, so two schedulers never move the same job.
 */
public final class Scheduler implements AutoCloseable {
    /** How often a running scheduler makes a pass. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final int BATCH = 1000;
    private static final long LOCK_SECONDS = 61;
    private static final long LONGEST_BACKOFF_SECONDS = 60;

    private final String name = UUID.randomUUID().toString().replace("-", "");
    private final List<String> queues;
    private final UnifiedJedis connection;
    private final Instant createdAt;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Timeline timeline;
    private @Nullable Thread thread;
    private @Nullable Timers driven;
    private volatile List<String> owned = List.of();

    /**
     * Makes a scheduler on the connection of the queues.
     *
     * @throws IllegalArgumentException when there is none, or they are on different connections
     */
    public Scheduler(Queue... queues) {
        this(Arrays.asList(queues), queues.length == 0 ? InstantSource.system() : queues[0].clock());
    }

    Scheduler(List<Queue> queues, InstantSource clock) {
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("a scheduler needs at least one queue");
        }
        this.connection = queues.get(0).connection();
        if (queues.stream().anyMatch(queue -> queue.connection() != connection)) {
            throw new IllegalArgumentException("the queues of one scheduler must be on one connection: " + queues);
        }
        this.timeline = Timelines.of(connection);
        this.queues = queues.stream().map(Queue::name).toList();
        this.createdAt = clock.instant();
    }

    /** Returns the name, 32 random hex digits, which stands in the locks that it owns. */
    public String name() {
        return name;
    }

    /** Returns the names of the queues whose locks it owned after its last pass; may be empty. */
    public List<String> owned() {
        return owned;
    }

    /**
     * Makes one pass, more where more is due than a pass takes, on the calling thread.
     *
     * @return how many jobs were moved
     */
    public int tick() {
        int moved = 0;
        while (true) {
            List<Object> reply = Scripts.SCHEDULE.list(connection, arguments());
            moved += Math.toIntExact((Long) reply.get(0));
            owned = reply.stream().skip(2).map(Script::string).toList();
            if (reply.get(1).equals(0L)) {
                return moved;
            }
        }
    }

    private Object[] arguments() {
        List<Object> arguments =
                new ArrayList<>(List.of("", name, Host.NAME, Host.PID, RqTime.date(createdAt), BATCH, LOCK_SECONDS));
        arguments.addAll(queues);
        return arguments.toArray();
    }

    /** Makes a pass a second on a thread of its own until {@link #close()}; a lost connection is sought again. */
    public synchronized Scheduler start() {
        if (thread != null || driven != null) {
            throw new IllegalStateException("scheduler " + name + " runs already");
        }
        if (timeline.isDriven()) { // then whoever moves the time makes the passes
            Timers timers = timeline.timers("scheduler-" + name);
            driven = timers;
            pass(INTERVAL.toSeconds());
            var unused = timers.every(INTERVAL, () -> pass(INTERVAL.toSeconds()));
            return this;
        }
        Thread started = new Thread(this::run, "rq-scheduler-" + name);
        started.setDaemon(true);
        thread = started;
        started.start();
        return this;
    }

    private void run() {
        long pause = INTERVAL.toSeconds();
        try {
            do {
                pause = pass(pause);
            } while (!stopped.await(pause, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the seconds until the next pass. */
    private long pass(long pause) {
        try {
            int moved = tick();
            if (moved > 0) {
                LOG.debug("Scheduler {}: {} jobs were due", name, moved);
            }
            return INTERVAL.toSeconds();
        } catch (JedisException e) {
            long longer = Math.min(pause * 2, LONGEST_BACKOFF_SECONDS);
            LOG.error("Scheduler {}: {}; trying again in {} seconds", name, e.getMessage(), longer);
            return longer;
        }
    }

    /** Ends its thread, if it has one, and gives the locks back. */
    @Override
    public void close() {
        stopped.countDown();
        Thread running;
        synchronized (this) {
            running = thread;
            if (driven != null) {
                driven.close();
                driven = null;
            }
        }
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Object> arguments = new ArrayList<>(List.of("", name));
        arguments.addAll(queues);
        try {
            Scripts.UNSCHEDULE.run(connection, arguments.toArray());
        } catch (JedisException e) {
            LOG.warn("Scheduler {}: its locks run out by themselves, since {}", name, e.getMessage());
        }
    }
}
