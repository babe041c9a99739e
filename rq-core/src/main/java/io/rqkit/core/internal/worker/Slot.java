package io.rqkit.core.internal.worker;

import io.rqkit.core.JobStatus;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.lifecycle.Ending;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.Step;
import io.rqkit.core.internal.lifecycle.Step.Reply;
import io.rqkit.core.internal.time.Parker;
import io.rqkit.core.internal.worker.Guard.LeftBehind;
import io.rqkit.core.internal.worker.JobRun.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** One of a worker's places for a job: takes one after the other. Its thread changes when one is left behind. */
final class Slot {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);

    private final Crew crew;
    private final String name;
    private final Order order;
    private final Past past;
    private volatile @Nullable JobRun run;

    Slot(Crew crew, String name, Order order) {
        this.crew = crew;
        this.name = name;
        this.order = order;
        this.past = new Past(name, crew.troubles());
    }

    /** A run that ended, and is to be stored. */
    record Done(Execution execution, Outcome outcome) {}

    String name() {
        return name;
    }

    /** Returns what runs at the moment, or null. */
    @Nullable
    JobRun run() {
        return run;
    }

    /** Starts the thread, which begins with storing a run that a thread was left behind with, if there is one. */
    void start(@Nullable Done left) {
        boolean isVirtual = crew.settings().onVirtualThreads();
        crew.timeline().start(Threads.named("rq-slot-" + name, isVirtual), parker -> live(parker, left));
    }

    private void live(Parker parker, @Nullable Done left) {
        crew.enter(this, parker);
        try {
            work(parker, left);
        } catch (LeftBehind e) {
            return; // another thread goes on
        } catch (InterruptedException e) {
            LOG.warn("worker {} was interrupted", name);
        } catch (RuntimeException | Error e) {
            LOG.error("worker {} ends, found an unhandled exception", name, e);
        }
        crew.leave(this);
    }

    private void work(Parker parker, @Nullable Done left) throws InterruptedException {
        Done done = left;
        boolean wasCalled = false;
        while (true) {
            boolean mayStart = crew.takePermit();
            Ending ending = done == null ? null : done.outcome().ending();
            Reply reply = null;
            try {
                if (mayStart || ending != null) {
                    String next = mayStart ? Execution.newId() : null;
                    reply = send(new Step(name, ending, next, order.queues()), parker);
                }
            } finally {
                if (wasCalled) {
                    crew.watch().looked();
                }
            }
            wasCalled = false;
            past.tellAgain(crew.redis(), crew.timeline().clock());
            tell(done, reply);
            done = null;
            Execution next = reply == null ? null : reply.next();
            if (next != null) {
                crew.took();
                done = perform(next, parker);
            } else {
                if (mayStart) {
                    crew.returnPermit();
                }
                if (reply == null || !mayStart || (crew.settings().isBurst() && reply.state() != Step.State.MORE)) {
                    return;
                }
                wasCalled = crew.awaitWork(reply.state(), parker);
            }
        }
    }

    /** Sends a step until there is a reply; null when the worker gives up. Sent twice, it is done once. */
    private @Nullable Reply send(Step first, Parker parker) throws InterruptedException {
        Step step = first;
        Duration backoff = FIRST_BACKOFF;
        boolean isAgain = false;
        while (true) {
            try {
                Reply reply = step.send(crew.redis(), crew.timeline().clock(), isAgain);
                past.stored(step.ending(), now());
                return reply;
            } catch (JedisDataException e) {
                if (step.ending() != null && !isTemporary(e)) {
                    LOG.error("worker {}: the end of a run could not be stored", name, e);
                    step = new Step(name, null, step.nextExecution(), step.queues());
                } else if (crew.settings().isBurst() && !isTemporary(e)) {
                    throw e;
                } else {
                    LOG.error("worker {}: Redis refuses, trying again", name, e);
                }
            } catch (JedisException e) {
                LOG.error(
                        "Worker {}: could not connect to Redis instance: {} retrying in {} seconds...",
                        name,
                        e.getMessage(),
                        backoff.toMillis() / 1000.0);
            }
            isAgain = true;
            crew.troubles().note();
            if (crew.isGivingUp(step.ending() != null)) {
                return null;
            }
            parker.park(backoff);
            backoff =
                    backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) < 0 ? backoff.multipliedBy(2) : LONGEST_BACKOFF;
        }
    }

    /** Tells errors of the server's state from those that will be the same for ever, such as a key of the wrong type. */
    private static boolean isTemporary(JedisDataException e) {
        String code = String.valueOf(e.getMessage()).split(" ", 2)[0];
        return switch (code) {
            case "LOADING", "READONLY", "MASTERDOWN", "UNBLOCKED", "BUSY", "OOM", "NOREPLICAS", "MISCONF" -> true;
            case "NOAUTH", "NOPERM", "WRONGPASS" -> true;
            default -> String.valueOf(e.getMessage()).startsWith("ERR max number of clients");
        };
    }

    private Done perform(Execution execution, Parker parker) {
        order.served(execution.queue());
        MDC.put("rq.job", execution.job().id());
        MDC.put("rq.queue", execution.queue());
        MDC.put("rq.worker", name);
        try {
            if (LOG.isInfoEnabled()) {
                LOG.info(
                        "{}: {} ({})",
                        execution.queue(),
                        execution.job().textOrEmpty(Field.DESCRIPTION),
                        execution.job().id());
            }
            JobRun begun = new JobRun(crew.shop(), execution, parker, crew.control(parker), outcome -> {
                run = null;
                start(new Done(execution, outcome));
            });
            run = begun;
            crew.began(begun);
            Outcome outcome = begun.perform();
            run = null;
            return new Done(execution, outcome);
        } finally {
            MDC.remove("rq.job");
            MDC.remove("rq.queue");
            MDC.remove("rq.worker");
        }
    }

    /** Tells the surroundings what became of a run, once Redis knows. */
    private void tell(@Nullable Done done, @Nullable Reply reply) {
        if (done == null) {
            return;
        }
        Execution execution = done.execution();
        String id = execution.job().id();
        if (done.outcome().ending() == null || reply == null || !reply.isStored()) {
            LOG.warn("job {} was taken from this worker while it ran; its outcome is dropped", id);
            return;
        }
        JobStatus status = JobStatus.of(reply.outcome());
        try {
            if (status == JobStatus.UNKNOWN) { // stored by an earlier attempt whose reply was lost
                status = JobStatus.of(crew.redis().hget(Keys.job(id), Field.STATUS));
            }
            crew.shop().surroundings().ended(execution, status, done.outcome().error());
        } catch (RuntimeException e) {
            LOG.error("what follows the end of job {} failed", id, e);
        }
        Duration took = Duration.between(execution.startedAt(), now());
        RunLog.ended(LOG, execution, status, took, crew.settings().resultTtlSeconds());
    }

    private Instant now() {
        return crew.timeline().clock().instant();
    }
}
