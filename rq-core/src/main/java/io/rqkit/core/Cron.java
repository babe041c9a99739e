package io.rqkit.core;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.lifecycle.Enqueue;
import io.rqkit.core.internal.lifecycle.Host;
import io.rqkit.core.internal.lifecycle.NewJob;
import io.rqkit.core.internal.scripts.Script;
import io.rqkit.core.internal.scripts.Scripts;
import io.rqkit.core.internal.time.Timeline;
import io.rqkit.core.internal.time.Timelines;
import io.rqkit.core.internal.time.Timers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Enqueues jobs again and again at given times. The definitions stand in code; when each came last is kept in Redis.
 *
 * <pre>{@code
 * Cron cron = new Cron("shop", redis);
 * cron.register(CronJob.cron("nightly", "30 4 * * *").zone(ZoneId.of("Europe/Berlin")), queue,
 *     jobs -> jobs.enqueue(Reports::build, 2026));
 * cron.register(CronJob.every("health", Duration.ofMinutes(5)), queue, jobs -> jobs.enqueue(Health::check));
 * cron.start();                            // on a thread of its own, until closed
 * }</pre>
 *
 * <p>Any number of processes may run the same group. One leads, the others stand by, and take over 61 seconds after its
 * last sign, or at once when it was closed. Enqueueing and noting the time are one step, so that each time comes once,
 * wherever a process dies. What becomes of times at which none ran, each cron job says ({@link CronJob.CatchUp}). Now
 * is what Redis's clock says.
 *
 * <h2>Differs</h2>
 *
 * RQ's processes know nothing of each other and each enqueues; and they pickle the jobs. Their records for monitoring
 * are written here too.
 */
public final class Cron implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cron.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long LEAD_SECONDS = 61;
    private static final long RECORD_SECONDS = 120;
    /** How late a time may be to count as kept. */
    private static final Duration TOLERANCE = LONGEST_PAUSE.multipliedBy(2);

    private record Definition(CronJob when, Queue queue, JobCall call, EnqueueOptions options) {}

    private final String group;
    private final String name;
    private final UnifiedJedis connection;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Instant> latest = new HashMap<>();
    /** What follows each latest time, which takes a while to find out. */
    private final Map<String, Following> following = new HashMap<>();

    private record Following(Instant last, @Nullable Instant next) {}

    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Instant createdAt;
    private final Timeline timeline;
    private @Nullable Thread thread;
    private @Nullable Timers driven;
    private boolean isLeading;

    /** Makes an empty table named {@code default} on the current connection. */
    public Cron() {
        this("default", null);
    }

    /**
     * Makes an empty table.
     *
     * @param group the name that the processes share that run the same definitions
     * @param connection where the times are kept; null stands for the current connection
     */
    public Cron(String group, @Nullable UnifiedJedis connection) {
        this.group = group;
        this.connection = Connections.resolve(connection);
        this.timeline = Timelines.of(this.connection);
        this.name =
                Host.NAME + ":" + Host.PID + ":" + UUID.randomUUID().toString().substring(0, 6);
    }

    /** Returns the name of this process in RQ's records: host, process and six hex digits. */
    public String name() {
        return name;
    }

    /** Tells whether this process led at its last pass. */
    public synchronized boolean isLeading() {
        return isLeading;
    }

    /**
     * Adds a job. It has a new id each time, unless it is unique: then a time is passed over while it exists.
     *
     * @param when its times
     * @param queue its queue
     * @param job enqueues exactly one job, with options or without; called once, here
     * @throws IllegalArgumentException when the name is taken, the queue is on another connection, not one job was
     *     enqueued, or it has an id and is not unique
     */
    public synchronized Cron register(CronJob when, Queue queue, Consumer<Batch> job) {
        if (definitions.containsKey(when.name())) {
            throw new IllegalArgumentException("a cron job of the name " + when.name() + " is registered already");
        }
        if (queue.connection() != connection) {
            throw new IllegalArgumentException("the queue of cron job " + when.name() + " is on another connection");
        }
        Batch batch = new Batch(queue);
        job.accept(batch);
        if (batch.drafts().size() != 1) {
            throw new IllegalArgumentException("cron job " + when.name() + " must enqueue one job, not "
                    + batch.drafts().size());
        }
        JobDraft draft = batch.drafts().get(0);
        if (draft.options().hasId() && !draft.options().isUnique()) {
            throw new IllegalArgumentException(
                    "cron job " + when.name() + " has an id and would overwrite a living job; make it unique");
        }
        definitions.put(when.name(), new Definition(when, queue, draft.call(), draft.options()));
        return this;
    }

    /**
     * Makes one pass on the calling thread: says that this process lives and, if it leads, enqueues what is due.
     *
     * @return how many jobs were enqueued
     */
    public synchronized int tick() {
        List<Object> reply = Scripts.CRON.list(connection, record());
        Instant now = instant(Script.string(reply.get(0)));
        isLeading = Script.string(reply.get(1)).equals("1");
        latest.clear();
        for (int i = 2; i < reply.size(); i += 2) {
            Instant time = RqTime.parseDate(Script.string(reply.get(i + 1)));
            if (time != null) {
                latest.put(Script.string(reply.get(i)), time);
            }
        }
        int count = 0;
        if (isLeading) {
            for (Definition definition : definitions.values()) {
                count += enqueueDue(definition, now);
            }
        }
        return count;
    }

    private static Instant instant(String floatSeconds) {
        BigDecimal seconds = new BigDecimal(floatSeconds);
        return Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    private int enqueueDue(Definition definition, Instant now) {
        CronJob when = definition.when();
        Instant last = latest.get(when.name());
        if (last == null) {
            return fire(definition, null, now, now, when.interval() != null);
        }
        Instant next = next(definition);
        if (next == null || next.isAfter(now)) {
            return 0;
        }
        int count = 0;
        for (Instant time : when.missed(last, now)) {
            boolean isKept = when.catchUp() != CronJob.CatchUp.NONE
                    || Duration.between(time, now).compareTo(TOLERANCE) <= 0;
            count += fire(definition, latest.get(when.name()), time, now, isKept);
        }
        return count;
    }

    private @Nullable Instant next(Definition definition) {
        String id = definition.when().name();
        Instant last = latest.get(id);
        if (last == null) {
            return null;
        }
        Following known = following.get(id);
        if (known == null || !known.last().equals(last)) {
            known = new Following(last, definition.when().next(last));
            following.put(id, known);
        }
        return known.next();
    }

    /** Notes a time, with its job or without; returns how many jobs were enqueued. */
    private int fire(Definition definition, @Nullable Instant last, Instant time, Instant now, boolean withJob) {
        String id = definition.when().name();
        List<Object> arguments = new ArrayList<>(
                List.of(Enqueue.time(now), name, group, id, last == null ? "" : RqTime.date(last), RqTime.date(time)));
        boolean[] isFirst = {false};
        if (withJob) {
            JobDraft draft = definition.queue().draft(definition.call(), definition.options());
            definition.queue().surround(List.of(draft), () -> {
                for (NewJob job : Batch.newJobs(List.of(draft), true, now)) {
                    Enqueue.append(arguments, job);
                }
                isFirst[0] = Scripts.CRON_FIRE.number(connection, arguments.toArray()) == 1;
            });
        } else {
            isFirst[0] = Scripts.CRON_FIRE.number(connection, arguments.toArray()) == 1;
        }
        if (isFirst[0]) {
            latest.put(id, time);
            LOG.debug("Cron {}: {} came at {}", name, id, time);
        }
        return isFirst[0] && withJob ? 1 : 0;
    }

    private Object[] record() {
        Instant now = timeline.clock().instant();
        createdAt = createdAt == null ? now : createdAt;
        List<Object> arguments = new ArrayList<>(List.of("", name, group, LEAD_SECONDS, RECORD_SECONDS));
        arguments.addAll(List.of("hostname", Host.NAME, "pid", Host.PID, "name", name));
        arguments.addAll(List.of("created_at", RqTime.date(createdAt), "config_file", group));
        List<Map<String, Object>> jobs = new ArrayList<>();
        definitions.forEach((id, definition) -> jobs.add(CronRecord.of(
                definition.when(),
                definition.queue().draft(definition.call(), definition.options()),
                latest.get(id),
                next(definition))));
        arguments.addAll(List.of("cron_jobs", CronRecord.text(jobs)));
        return arguments.toArray();
    }

    /** Makes passes on a thread of its own until {@link #close()}; a lost connection is sought again. */
    public synchronized Cron start() {
        if (thread != null || driven != null) {
            throw new IllegalStateException("cron " + name + " runs already");
        }
        if (timeline.isDriven()) {
            driven = timeline.timers("cron-" + name);
            passAndGoOn();
            return this;
        }
        Thread started = new Thread(this::run, "rq-cron-" + name);
        started.setDaemon(true);
        thread = started;
        started.start();
        return this;
    }

    /** Where time is moved by hand, whoever moves it makes the passes. */
    private synchronized void passAndGoOn() {
        Timers timers = driven;
        if (timers != null) {
            pass();
            var unused = timers.later(pause(), this::passAndGoOn);
        }
    }

    private void pass() {
        try {
            tick();
        } catch (JedisException e) {
            LOG.error("Cron {}: {}; trying again", name, e.getMessage());
        }
    }

    private void run() {
        try {
            do {
                pass();
            } while (!stopped.await(pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Duration pause() {
        Duration pause = LONGEST_PAUSE;
        Instant now = timeline.clock().instant();
        for (Definition definition : definitions.values()) {
            Instant next = next(definition);
            if (next != null && isLeading) {
                Duration left = Duration.between(now, next);
                pause = left.compareTo(pause) < 0 ? left : pause;
            }
        }
        Duration shortest = Duration.ofSeconds(1); // also for clocks that differ from Redis's
        return pause.compareTo(shortest) < 0 ? shortest : pause;
    }

    /** Ends its thread, if it has one, and gives the lead away. */
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
        try {
            Scripts.CRON_END.run(connection, "", name, group);
        } catch (JedisException e) {
            LOG.warn("Cron {}: its lead runs out by itself, since {}", name, e.getMessage());
        }
    }
}
