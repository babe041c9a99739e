package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.encoding.RqTime;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.scripts.Script;
import io.rqkit.core.internal.scripts.Scripts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Ends a run, starts the next one, or both, in one round trip. Sending a step again does nothing twice: the run that
 * ended is not listed any more, and the run that begins bears an id that the sender chose.
 *
 * @param workerName the worker
 * @param ending how the run ended; null when there was none
 * @param nextExecution the id of the run to begin; null when none is wanted
 * @param queues the queues to look into, most urgent first
 */
public record Step(
        String workerName,
        @Nullable Ending ending,
        @Nullable String nextExecution,
        List<String> queues) {

    /** Why no run began. */
    public enum State {
        /** A run began. */
        STARTED,
        /** None was wanted. */
        NONE,
        /** Nothing waits. */
        IDLE,
        /** No worker may take a job. */
        SUSPENDED,
        /** There were so many ids without a job that the step stopped short. */
        MORE
    }

    /**
     * What a step did.
     *
     * @param outcome the status of the job that ended; {@code gone} when the run was taken away or the job deleted,
     *     {@code told} when this was stored before, empty when no run ended
     * @param next the run that began, or null
     * @param state whether one began and, if not, why
     */
    public record Reply(String outcome, @Nullable Execution next, State state) {
        /** Tells whether the outcome was stored, now or before. */
        public boolean isStored() {
            return !outcome.equals("gone");
        }
    }

    /** Sends the step; {@code isAgain} when it was sent before and the reply was lost. */
    public Reply send(UnifiedJedis redis, InstantSource clock, boolean isAgain) {
        return send(redis, clock, isAgain ? "1" : "");
    }

    /**
     * Tells of an end that was stored before, which changes nothing unless the master that stored it was lost with it. The
     * worker may be at another run.
     */
    public void remind(UnifiedJedis redis, InstantSource clock) {
        send(redis, clock, "2");
    }

    private Reply send(UnifiedJedis redis, InstantSource clock, String manner) {
        List<Object> args = new ArrayList<>(14 + queues.size());
        args.add(RqTime.argument(clock));
        args.add(workerName);
        args.add(nextExecution == null ? "" : nextExecution);
        args.add(manner);
        addEnding(args);
        args.add(queues.size());
        args.addAll(queues);
        return read(Scripts.STEP.list(redis, args.toArray()));
    }

    private void addEnding(List<Object> args) {
        if (ending == null) {
            args.addAll(List.of("", "", "", "", "", "", "", ""));
            return;
        }
        Execution run = ending.execution();
        args.addAll(List.of(ending.how(), run.job().id(), run.queue(), run.id(), run.started()));
        args.addAll(List.of(ending.payload(), ending.first(), ending.second()));
    }

    private Reply read(List<Object> reply) {
        String outcome = Script.string(reply.get(0));
        String second = reply.size() > 1 ? Script.string(reply.get(1)) : "";
        if (reply.size() <= 2) {
            State state = second.isEmpty() ? State.NONE : State.valueOf(second.toUpperCase(java.util.Locale.ROOT));
            return new Reply(outcome, null, state);
        }
        JobHash job = JobHash.create(Script.string(reply.get(3)));
        List<?> fields = (List<?>) reply.get(4);
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            job.set(Script.string(fields.get(i)), (byte[]) fields.get(i + 1));
        }
        job.set(Field.WORKER_NAME, workerName).set(Field.ORIGIN, second);
        return new Reply(
                outcome,
                new Execution(
                        job,
                        second,
                        Objects.requireNonNull(nextExecution),
                        workerName,
                        RqTime.parseFloatSeconds(Script.string(reply.get(2)))),
                State.STARTED);
    }
}
