package io.rqkit.core.internal.worker;

import io.rqkit.core.WorkerState;
import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.lifecycle.Claim;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.Heartbeat;
import io.rqkit.core.internal.lifecycle.Maintain;
import io.rqkit.core.internal.lifecycle.WorkerRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Takes one job after the other until it is told to stop, or in burst mode until nothing waits. */
public final class WorkerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);
    private static final Duration MAINTENANCE = Duration.ofSeconds(600);
    /** Below the two seconds that a Jedis client waits for a reply unless told otherwise. */
    private static final double WAIT_SECONDS = 1;
    /** With several queues each is waited on in turn, so that none waits long for its turn. */
    private static final double TURN_SECONDS = 0.1;

    /** How often a worker that waits says that it lives. */
    private static final Duration SIGN_INTERVAL = Duration.ofSeconds(30);

    private static final long LONGEST_BACKOFF_SECONDS = 60;

    private final UnifiedJedis redis;
    private final List<String> queues;
    private final String name;
    private final Handlers handlers;
    private final InstantSource clock;
    private final WorkerRecord record;
    private final Object busyLock = new Object();
    private boolean isBusy;
    private boolean isRegistered;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable IdleWait idleWait;
    private int turn;
    private Instant maintained = Instant.MIN;
    private Instant signed = Instant.MIN;
    private Instant signing = Instant.MIN;
    private @Nullable Response<Boolean> isRecordKnown;

    public WorkerLoop(UnifiedJedis redis, List<String> queues, String name, Handlers handlers, InstantSource clock) {
        this.redis = redis;
        this.queues = queues;
        this.name = name;
        this.handlers = handlers;
        this.clock = clock;
        this.record = new WorkerRecord(redis, name, queues);
    }

    /**
     * Lists the worker in Redis, unless it is listed; both ways of running do so by themselves.
     *
     * @throws IllegalStateException when a living worker has the name
     */
    public void register() {
        if (!isRegistered) {
            record.register(clock.instant());
            isRegistered = true;
        }
    }

    private void unregister() {
        if (!isRegistered) {
            return;
        }
        isRegistered = false;
        try {
            record.unregister(clock.instant());
        } catch (JedisException e) {
            LOG.warn("Worker {}: its record could not be closed and will expire: {}", name, e.getMessage());
        }
    }

    /** Runs what waits and returns how many jobs that were. */
    public int burst() throws InterruptedException {
        ScheduledExecutorService heart = heart();
        try {
            register();
            int count = 0;
            maintain();
            for (Execution next = take(); next != null; next = isStopped() ? null : take()) {
                perform(next, heart);
                count++;
            }
            return count;
        } finally {
            heart.shutdownNow();
            unregister();
        }
    }

    /** Runs jobs until {@link #stop()}; a lost connection is sought again for ever, with growing pauses. */
    public void work() throws InterruptedException {
        ScheduledExecutorService heart = heart();
        long backoff = 1;
        try {
            while (!isStopped()) {
                try {
                    register();
                    maintain();
                    Execution next = take();
                    next = next != null ? next : await();
                    backoff = 1;
                    if (next != null) {
                        perform(next, heart);
                    }
                } catch (JedisConnectionException e) {
                    LOG.error(
                            "Worker {}: could not connect to Redis instance: {} retrying in {} seconds...",
                            name,
                            e.getMessage(),
                            backoff);
                    stopWaiting();
                    stopped.await(backoff, TimeUnit.SECONDS);
                    backoff = Math.min(backoff * 2, LONGEST_BACKOFF_SECONDS);
                }
            }
        } finally {
            stopWaiting();
            heart.shutdownNow();
            unregister();
        }
    }

    /** Asks the loop to end after the job that runs, if any; returns at once. */
    public void stop() {
        if (!isStopped()) {
            stopped.countDown();
            noteRequest();
        }
        wake();
    }

    private void noteRequest() {
        synchronized (busyLock) { // so that nothing is written once the record is closed
            if (!isBusy) {
                return;
            }
            try {
                record.requestShutdown(clock.instant());
            } catch (JedisException e) {
                LOG.warn("Worker {}: the request to stop could not be noted: {}", name, e.getMessage());
            }
        }
    }

    /** Ends a wait in Redis that began just before {@link #stop()} was seen; may be called again and again. */
    public void wake() {
        IdleWait waiting = idleWait;
        if (waiting == null) {
            return;
        }
        try {
            waiting.wake();
        } catch (JedisException e) {
            LOG.debug("Worker {}: the wait ends by itself, since waking failed", name, e);
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private @Nullable Execution take() {
        for (String queue : queues) {
            for (String id = Claim.take(redis, queue); id != null; id = Claim.take(redis, queue)) {
                Execution execution = Claim.start(redis, queue, id, name, clock.instant());
                if (execution != null) {
                    return execution;
                }
            }
        }
        return null;
    }

    private @Nullable Execution await() {
        IdleWait waiting = idleWait;
        if (waiting == null) {
            waiting = new IdleWait(redis);
            idleWait = waiting;
        }
        if (isStopped()) {
            return null;
        }
        String queue = queues.get(turn++ % queues.size());
        String id = waiting.await(queue, queues.size() == 1 ? WAIT_SECONDS : TURN_SECONDS, this::addSign);
        restoreIfLost();
        return id == null ? null : Claim.start(redis, queue, id, name, clock.instant());
    }

    private void addSign(PipeliningBase pipeline) {
        Instant now = clock.instant();
        signing = now;
        isRecordKnown = signed.equals(Instant.MIN) || !now.isBefore(signed.plus(SIGN_INTERVAL))
                ? record.idle(pipeline, WorkerState.IDLE, now)
                : null;
    }

    private void restoreIfLost() {
        Response<Boolean> isKnown = isRecordKnown;
        if (isKnown == null) {
            return;
        }
        signed = signing;
        if (!isKnown.get()) {
            record.restore(WorkerState.IDLE, signed);
        }
    }

    private void stopWaiting() {
        signed = Instant.MIN;
        IdleWait waiting = idleWait;
        idleWait = null;
        if (waiting != null) {
            waiting.close();
        }
    }

    private void perform(Execution execution, ScheduledExecutorService heart) throws InterruptedException {
        LOG.info("{}: job {} begins", execution.queue(), execution.job().id());
        Pulse pulse = new Pulse(redis, execution, record, clock);
        long interval = Heartbeat.INTERVAL.toSeconds();
        ScheduledFuture<?> beating = heart.scheduleAtFixedRate(pulse, interval, interval, TimeUnit.SECONDS);
        becomeBusy(true);
        try {
            new JobRun(redis, handlers, clock, execution).perform(pulse);
        } finally {
            becomeBusy(false);
            signed = Instant.MIN; // a run that was taken away has not written that the worker is idle again
            beating.cancel(false);
        }
        LOG.info("{}: job {} ended", execution.queue(), execution.job().id());
    }

    private void becomeBusy(boolean isBusyNow) {
        synchronized (busyLock) {
            isBusy = isBusyNow;
        }
    }

    private void maintain() {
        Instant now = clock.instant();
        if (!maintained.equals(Instant.MIN) && now.isBefore(maintained.plus(MAINTENANCE))) {
            return;
        }
        maintained = now;
        queues.forEach(queue -> Maintain.run(redis, queue, now));
    }

    private ScheduledExecutorService heart() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "rq-heartbeat-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
