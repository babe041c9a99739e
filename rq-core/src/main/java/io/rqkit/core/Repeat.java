package io.rqkit.core;

import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often, and when, a job is run again after it ended well. Immutable; whole seconds count, fractions are cut off.
 *
 * <p>A repeat without interval goes back into the queue at once; one with an interval is scheduled, which needs a
 * worker with a scheduler.
 *
 * <h2>Differs</h2>
 *
 * RQ uses the intervals from their end. Here they are used in the order given, by Java and by Python workers, and the
 * last one goes on when there are fewer of them than repeats: they are stored as RQ must find them for that.
 *
 * @param times how many times after the first
 * @param intervals the pauses before each
 */
public record Repeat(int times, List<Duration> intervals) {

    /** Checks and copies. */
    public Repeat {
        if (times < 1) {
            throw new IllegalArgumentException("times: please enter a value greater than 0");
        }
        if (intervals.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("interval: negative numbers are not allowed");
        }
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("intervals: at least one is needed");
        }
        intervals = List.copyOf(intervals);
    }

    /**
     * Returns repeats at once, so many after the first run.
     *
     * @throws IllegalArgumentException when there are less than one
     */
    public static Repeat times(int times) {
        return new Repeat(times, List.of(Duration.ZERO));
    }

    /**
     * Returns this with pauses, in the order given; the last one goes on.
     *
     * @throws IllegalArgumentException when there is none, or a negative one
     */
    public Repeat intervals(Duration... intervals) {
        return new Repeat(times, Arrays.asList(intervals));
    }

    void writeTo(JobHash job) {
        job.set(Field.REPEATS_LEFT, Integer.toString(times)).set(Field.REPEAT_INTERVALS, Retry.seconds(stored()));
    }

    /** RQ takes the element {@code repeats_left - 1}, or the last one where there is none. */
    private List<Duration> stored() {
        if (intervals.size() == 1) {
            return intervals;
        }
        List<Duration> stored = new ArrayList<>();
        for (int left = 1; left <= times; left++) {
            stored.add(intervals.get(Math.min(times - left, intervals.size() - 1)));
        }
        return stored;
    }
}
