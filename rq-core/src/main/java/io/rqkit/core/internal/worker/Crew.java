package io.rqkit.core.internal.worker;

import io.rqkit.core.WorkerState;
import io.rqkit.core.internal.lifecycle.Heartbeat;
import io.rqkit.core.internal.lifecycle.Recover;
import io.rqkit.core.internal.lifecycle.Step;
import io.rqkit.core.internal.lifecycle.Tidy;
import io.rqkit.core.internal.lifecycle.WorkerRecord;
import io.rqkit.core.internal.time.Parker;
import io.rqkit.core.internal.time.Timeline;
import io.rqkit.core.internal.time.Timers;
import io.rqkit.core.internal.worker.Guard.Reason;
import io.rqkit.core.internal.worker.JobRun.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** The slots of one worker and what they share, from registration to the last record. Runs once. */
public final class Crew {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final Duration SUSPENDED_LOOK = Duration.ofSeconds(1);
    private static final long LONGEST_BACKOFF_SECONDS = 60;

    private final UnifiedJedis redis;
    private final Settings settings;
    private final List<Companion> companions;
    private final Timeline timeline;
    private final Timers timers;
    private final Shop shop;
    private final Watch watch;
    private final Listener listener;
    private final Map<Slot, WorkerRecord> records = new LinkedHashMap<>();
    private final Map<Slot, Parker> parkers = new LinkedHashMap<>();
    private final Troubles troubles = new Troubles();
    private final AtomicInteger permits;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended;
    private boolean isRegistered;
    private boolean isBegun;
    private volatile boolean isKilled;
    private volatile Instant lastBusy = Instant.MIN;

    public Crew(
            UnifiedJedis redis,
            Settings settings,
            Surroundings surroundings,
            List<Companion> companions,
            Timeline timeline) {
        this.redis = redis;
        this.settings = settings;
        this.companions = List.copyOf(companions);
        this.timeline = timeline;
        this.timers = timeline.timers(settings.name());
        Random chance = new Random();
        this.shop = new Shop(surroundings, settings, timers, chance);
        this.watch = new Watch(redis, settings.name(), settings.queues(), timeline.isDriven(), troubles);
        for (int i = 0; i < settings.slots(); i++) {
            Slot slot = new Slot(this, settings.slotName(i), new Order(settings.strategy(), settings.queues(), chance));
            records.put(slot, new WorkerRecord(redis, slot.name(), settings.queues()));
        }
        this.listener = new Listener(
                redis,
                settings.name(),
                records.keySet().stream().map(Slot::name).toList(),
                timers,
                new Obedience());
        this.permits = new AtomicInteger(settings.maxJobs() == null ? Integer.MAX_VALUE : settings.maxJobs());
        this.ended = new CountDownLatch(settings.slots());
    }

    UnifiedJedis redis() {
        return redis;
    }

    Settings settings() {
        return settings;
    }

    Timeline timeline() {
        return timeline;
    }

    Shop shop() {
        return shop;
    }

    Watch watch() {
        return watch;
    }

    Troubles troubles() {
        return troubles;
    }

    /** Returns how many jobs were begun. */
    public int taken() {
        return taken.get();
    }

    /**
     * Lists the slots in Redis, unless they are listed.
     *
     * @throws IllegalStateException when a living worker has one of the names
     */
    public void register() {
        if (isRegistered) {
            return;
        }
        List<WorkerRecord> done = new ArrayList<>();
        try {
            for (WorkerRecord record : records.values()) {
                record.register(timeline.clock().instant());
                done.add(record);
            }
        } catch (IllegalStateException e) {
            done.forEach(this::unregister);
            throw e;
        }
        isRegistered = true;
    }

    /** Registers, however long it takes to reach Redis, cleans up after others and starts the slots. */
    public void begin() throws InterruptedException {
        if (isBegun) {
            return;
        }
        for (long backoff = 1; !isStopped(); backoff = Math.min(backoff * 2, LONGEST_BACKOFF_SECONDS)) {
            try {
                register();
                break;
            } catch (JedisException e) {
                if (settings.isBurst()) {
                    throw e;
                }
                LOG.error(
                        "Worker {}: could not connect to Redis instance: {} retrying in {} seconds...",
                        settings.name(),
                        e.getMessage(),
                        backoff);
                boolean unused = stopped.await(backoff, TimeUnit.SECONDS);
            }
        }
        listener.start();
        lastBusy = timeline.clock().instant();
        maintain();
        var unused = timers.every(Heartbeat.INTERVAL, this::beat);
        unused = timers.every(settings.maintenanceInterval(), this::maintain);
        for (Companion companion : companions) {
            pass(companion);
            unused = timers.every(companion.interval(), () -> pass(companion));
        }
        timers.watchFor(List.of(redis, settings.queues()), watch::isAnythingQueued, watch::look);
        if (settings.maxIdleTime() != null) {
            watchIdleness(settings.maxIdleTime());
        }
        LOG.info(
                "Worker {}: started with PID {}, version {}",
                settings.name(),
                ProcessHandle.current().pid(),
                WorkerRecord.version());
        LOG.info("*** Listening on {}...", String.join(", ", settings.queues()));
        isBegun = true;
        records.keySet().forEach(slot -> slot.start(null));
    }

    /** Waits until every slot has ended, and takes the worker off the lists. */
    public void end() throws InterruptedException {
        try {
            if (isBegun) {
                ended.await();
                if (settings.isBurst() && !isStopped()) {
                    LOG.info("Worker {}: done, quitting", settings.name());
                }
            }
        } finally {
            stopped.countDown();
            watch.close();
            listener.release();
            timers.close();
            companions.forEach(companion -> companion.close().run());
            shop.surroundings().close();
            listener.close();
            if (isRegistered) {
                records.values().forEach(this::unregister);
            }
        }
    }

    private void unregister(WorkerRecord record) {
        try {
            record.unregister(timeline.clock().instant());
        } catch (JedisException e) {
            LOG.warn("Worker {}: its record could not be closed and will expire: {}", settings.name(), e.getMessage());
        }
    }

    /** Asks the slots to end after the jobs that run; returns at once. */
    public void stop() {
        if (isStopped()) {
            return;
        }
        LOG.info("Worker {}: warm shut down requested", settings.name());
        stopped.countDown();
        records.forEach(this::noteRequest);
        release();
    }

    private void noteRequest(Slot slot, WorkerRecord record) {
        if (slot.run() == null) {
            return;
        }
        try {
            record.requestShutdown(timeline.clock().instant());
        } catch (JedisException e) {
            LOG.warn("Worker {}: the request to stop could not be noted: {}", slot.name(), e.getMessage());
        }
    }

    private void release() {
        watch.release();
        List<Parker> waiting;
        synchronized (parkers) {
            waiting = List.copyOf(parkers.values());
        }
        waiting.forEach(Parker::wake);
    }

    /** Interrupts the jobs that run, which go back into their queues, and gives up what cannot be stored. */
    public void kill() {
        isKilled = true;
        stop();
        LOG.warn("Worker {}: cold shut down requested", settings.name());
        cutShort(Reason.SHUTDOWN);
        release();
    }

    private void cutShort(Reason reason) {
        for (Slot slot : records.keySet()) {
            JobRun run = slot.run();
            if (run != null) {
                run.cutShort(reason);
            }
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Tells whether a slot without connection should end: at once when it has nothing to store. */
    boolean isGivingUp(boolean hasToStore) {
        return isKilled || (isStopped() && !hasToStore);
    }

    void enter(Slot slot, Parker parker) {
        synchronized (parkers) {
            parkers.put(slot, parker);
        }
    }

    void leave(Slot slot) {
        synchronized (parkers) {
            parkers.remove(slot);
        }
        ended.countDown();
    }

    boolean takePermit() {
        if (isStopped()) {
            return false;
        }
        if (permits.getAndDecrement() > 0) {
            return true;
        }
        permits.incrementAndGet();
        return false;
    }

    void returnPermit() {
        permits.incrementAndGet();
    }

    void took() {
        taken.incrementAndGet();
        lastBusy = timeline.clock().instant();
        if (settings.maxJobs() != null && taken.get() >= settings.maxJobs()) {
            LOG.info("Worker {}: finished executing {} jobs, quitting", settings.name(), taken);
            stopped.countDown();
            release();
        }
    }

    /** A job that began just as the worker was killed must not be missed. */
    void began(JobRun run) {
        if (isKilled) {
            run.cutShort(Reason.SHUTDOWN);
        }
    }

    /** Waits until it is worth looking for a job; true when {@link Watch#looked()} must follow. */
    boolean awaitWork(Step.State state, Parker parker) throws InterruptedException {
        if (state == Step.State.MORE) {
            return false;
        }
        idle.incrementAndGet();
        try {
            if (state == Step.State.SUSPENDED) {
                parker.park(SUSPENDED_LOOK);
                return false;
            }
            return watch.await(parker);
        } finally {
            idle.decrementAndGet();
        }
    }

    private void watchIdleness(Duration longest) {
        Instant now = timeline.clock().instant();
        Duration idleFor = idle.get() == settings.slots() ? Duration.between(lastBusy, now) : Duration.ZERO;
        if (idleFor.compareTo(longest) >= 0) {
            LOG.info("Worker {}: idle for {} seconds, quitting", settings.name(), idleFor.toSeconds());
            stopped.countDown();
            release();
        } else {
            var unused = timers.later(longest.minus(idleFor), () -> watchIdleness(longest));
        }
    }

    private void beat() {
        List<Map.Entry<Slot, WorkerRecord>> slots = List.copyOf(records.entrySet());
        List<Optional<JobRun>> runs = new ArrayList<>();
        List<Heartbeat> heartbeats = new ArrayList<>();
        for (Map.Entry<Slot, WorkerRecord> slot : slots) {
            JobRun run = slot.getKey().run();
            runs.add(Optional.ofNullable(run));
            heartbeats.add(new Heartbeat(slot.getKey().name(), run == null ? null : run.execution()));
        }
        try {
            List<Heartbeat.Reply> replies = Heartbeat.send(redis, timeline.clock(), heartbeats);
            for (int i = 0; i < replies.size(); i++) {
                heard(slots.get(i), runs.get(i), replies.get(i));
            }
        } catch (RuntimeException e) {
            troubles.note();
            LOG.warn("Worker {}: no sign of life could be given: {}", settings.name(), e.getMessage());
        }
    }

    private void heard(Map.Entry<Slot, WorkerRecord> slot, Optional<JobRun> run, Heartbeat.Reply reply) {
        if (!reply.isRecorded()) {
            WorkerState state = run.isEmpty() ? WorkerState.IDLE : WorkerState.BUSY;
            slot.getValue().restore(state, timeline.clock().instant());
        }
        boolean isRunning = run.isPresent() && slot.getKey().run() == run.get(); // and has not ended meanwhile
        if (isRunning && !reply.isOurs()) {
            run.get().cutShort(Reason.LOST);
        }
    }

    private void pass(Companion companion) {
        try {
            companion.pass().run();
        } catch (RuntimeException e) {
            LOG.warn("Worker {}: {}; trying again in {}", settings.name(), e.getMessage(), companion.interval());
        }
    }

    private void maintain() {
        for (String queue : settings.queues()) {
            try {
                LOG.debug("Worker {}: cleaning registries for queue: {}", settings.name(), queue);
                Recover.run(redis, queue, settings.lostLimit(), timeline.clock())
                        .forEach(shop.surroundings()::abandoned);
            } catch (RuntimeException e) {
                LOG.warn("Worker {}: queue {} could not be cleaned: {}", settings.name(), queue, e.getMessage());
            }
        }
        try {
            Tidy.run(redis, timeline.clock());
        } catch (RuntimeException e) {
            LOG.warn("Worker {}: groups and rate limits could not be cleaned: {}", settings.name(), e.getMessage());
        }
    }

    RunControl control(Parker parker) {
        return new RunControl() {
            @Override
            public boolean isStopRequested() {
                return isStopped();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Instant end = timeline.clock().instant().plus(duration);
                for (Instant now = timeline.clock().instant();
                        now.isBefore(end);
                        now = timeline.clock().instant()) {
                    parker.park(Duration.between(now, end));
                }
            }
        };
    }

    private final class Obedience implements Listener.Orders {
        @Override
        public void shutdown() {
            stop();
        }

        @Override
        public void killHorse(String workerName) {
            each(workerName, run -> run.cutShort(Reason.KILLED));
        }

        @Override
        public void stopJob(String workerName, String jobId, String executionId) {
            each(workerName, run -> {
                boolean isMeant = run.execution().job().id().equals(jobId)
                        && (executionId.isEmpty() || run.execution().id().equals(executionId));
                if (isMeant) {
                    run.cutShort(Reason.STOPPED);
                } else {
                    LOG.info("Worker {} is not working on job {}, command ignored", workerName, jobId);
                }
            });
        }

        private void each(String workerName, java.util.function.Consumer<JobRun> order) {
            for (Slot slot : records.keySet()) {
                JobRun run = slot.run();
                if (slot.name().equals(workerName) && run != null) {
                    order.accept(run);
                }
            }
        }
    }
}
