package io.rqkit.core;

import static java.util.stream.Collectors.toList;

import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How often, and when, a job is run again after it threw. Immutable; whole seconds count, fractions are cut off.
 *
 * <p>A retry without interval goes back into the queue at once. One with an interval is scheduled, which needs a worker
 * with a scheduler. Attempts that are retried leave no result and are not listed as failed.
 *
 * <pre>{@code
 * queue.with(o -> o.retry(Retry.max(5).backoff(Duration.ofSeconds(10), Duration.ofMinutes(5)).jitter(0.2)))
 *     .enqueue(Mailer::send, "bob", 3);
 * }</pre>
 *
 * @param max how many times at most
 * @param intervals the pauses; with fewer of them than retries the first one is used several times, as in RQ
 * @param isAtFront whether a retry is put before the jobs that wait
 * @param jitter by which share a pause is shortened or lengthened at random, 0 for not at all
 * @param never the names of exception classes after which the job fails at once; Java workers alone look at them
 */
public record Retry(int max, List<Duration> intervals, boolean isAtFront, double jitter, List<String> never) {

    /** Checks and copies. */
    public Retry {
        if (max < 1) {
            throw new IllegalArgumentException("max: please enter a value greater than 0");
        }
        if (intervals.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("interval: negative numbers are not allowed");
        }
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("intervals: at least one is needed");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be between 0 and 1, is " + jitter);
        }
        intervals = List.copyOf(intervals);
        never = List.copyOf(never);
    }

    /**
     * Returns retries at once, so many at most.
     *
     * @throws IllegalArgumentException when there are less than one
     */
    public static Retry max(int max) {
        return new Retry(max, List.of(Duration.ZERO), false, 0, List.of());
    }

    /**
     * Returns this with pauses; with fewer of them than retries the first one is used several times, as in RQ.
     *
     * @throws IllegalArgumentException when there is none, or a negative one
     */
    public Retry intervals(Duration... intervals) {
        return new Retry(max, Arrays.asList(intervals), isAtFront, jitter, never);
    }

    /**
     * Returns this with pauses that double from the first one up to the longest.
     *
     * @throws IllegalArgumentException when the first is less than a second or longer than the longest
     */
    public Retry backoff(Duration first, Duration longest) {
        if (first.toSeconds() < 1 || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "the first pause must be a second or more and not above the longest: " + first + ", " + longest);
        }
        List<Duration> pauses = new ArrayList<>();
        for (Duration pause = first; pauses.size() < max && pause.compareTo(longest) < 0; ) {
            pauses.add(pause);
            pause = pause.multipliedBy(2);
        }
        pauses.addAll(Collections.nCopies(max - pauses.size(), longest));
        return new Retry(max, pauses, isAtFront, jitter, never);
    }

    /**
     * Returns this with pauses that are each shortened or lengthened at random by up to this share, so that jobs that
     * failed together do not come back together. A Python worker takes the pauses as they are.
     *
     * @throws IllegalArgumentException when it is not between 0 and 1
     */
    public Retry jitter(double share) {
        return new Retry(max, intervals, isAtFront, share, never);
    }

    /** Returns this with retries that are put before the jobs that wait. */
    public Retry atFront() {
        return new Retry(max, intervals, true, jitter, never);
    }

    /** Returns this without retries after these exceptions and those that extend them. */
    @SafeVarargs
    public final Retry never(Class<? extends Throwable>... exceptions) {
        List<String> names = Arrays.stream(exceptions).map(Class::getName).collect(toList());
        return new Retry(max, intervals, isAtFront, jitter, names);
    }

    void writeTo(JobHash job) {
        job.set(Field.RETRIES_LEFT, Integer.toString(max)).set(Field.RETRY_INTERVALS, seconds(intervals));
        if (isAtFront) {
            job.set(Field.ENQUEUE_AT_FRONT_ON_RETRY, "1");
        }
        if (jitter > 0) {
            job.set(Field.X_RETRY_JITTER, Double.toString(jitter));
        }
        if (!never.isEmpty()) {
            job.set(Field.X_RETRY_NEVER, Json.text(Json.tree(never)));
        }
    }

    static String seconds(List<Duration> durations) {
        return Json.text(Json.tree(durations.stream().map(Duration::toSeconds).toList()));
    }
}
