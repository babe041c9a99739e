package io.rqkit.core;

import io.rqkit.core.internal.cron.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When something is enqueued again and again: by a cron expression or by an interval. Immutable.
 *
 * <p>An expression has the five fields of Unix (minute, hour, day of the month, month, day of the week), or is one of
 * {@code @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly} and {@code @yearly}. It is read in a time zone: a
 * time of a given hour that a change of clocks skips comes at the change, one that comes twice comes once. Expressions need the library
 * {@code com.cronutils:cron-utils}; intervals do not.
 *
 * @param name names it among the cron jobs of its group, for good: its last time is kept under this name
 * @param expression the cron expression; null with an interval
 * @param interval the interval, in whole seconds; null with an expression
 * @param zone the time zone of an expression
 * @param catchUp what becomes of times at which no process ran
 */
public record CronJob(
        String name, @Nullable String expression, @Nullable Duration interval, ZoneId zone, CatchUp catchUp) {

    /** What becomes of the times at which no process ran. */
    public enum CatchUp {
        /** They are passed over, as in RQ. */
        NONE,
        /** The latest of them is made up for. */
        LATEST,
        /** Each of them is made up for, oldest first, {@value CronJob#MOST} at most. */
        ALL
    }

    /** How many missed times are made up for. */
    public static final int MOST = 100;

    /** Checks. */
    public CronJob {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a cron job needs a name, under which its last time is kept");
        }
        if ((expression == null) == (interval == null)) {
            throw new IllegalArgumentException("a cron job needs either an expression or an interval: " + name);
        }
        if (interval != null && interval.toSeconds() < 1) {
            throw new IllegalArgumentException("an interval must be a second or more, is " + interval);
        }
        if (expression != null) {
            CronExpression.of(expression);
        }
    }

    /**
     * Returns a cron job by an expression in UTC, which makes up for the latest time that was missed.
     *
     * @throws IllegalArgumentException when the expression cannot be read
     * @throws IllegalStateException when cron-utils is missing
     */
    public static CronJob cron(String name, String expression) {
        return new CronJob(name, expression, null, ZoneOffset.UTC, CatchUp.LATEST);
    }

    /** Returns a cron job by an interval: at once when it is first seen, and then so long after each time. */
    public static CronJob every(String name, Duration interval) {
        return new CronJob(name, null, interval, ZoneOffset.UTC, CatchUp.LATEST);
    }

    /** Returns this in a time zone. */
    public CronJob zone(ZoneId zone) {
        return new CronJob(name, expression, interval, zone, catchUp);
    }

    /** Returns this with another rule for missed times. */
    public CronJob catchUp(CatchUp rule) {
        return new CronJob(name, expression, interval, zone, rule);
    }

    /** Returns the first time after another; null when there is none any more. */
    @Nullable
    Instant next(Instant after) {
        return expression == null
                ? after.plus(intervalOrZero())
                : CronExpression.of(expression).next(after, zone);
    }

    /** Returns the times after one and up to another that count by the rule for missed ones, oldest first. */
    List<Instant> missed(Instant after, Instant upTo) {
        LinkedList<Instant> times = new LinkedList<>();
        Instant time = latest(after, upTo);
        while (time != null && time.isAfter(after) && times.size() < (catchUp == CatchUp.ALL ? MOST : 1)) {
            times.addFirst(time);
            time = latest(after, time.minusSeconds(1));
        }
        return times;
    }

    private @Nullable Instant latest(Instant after, Instant upTo) {
        if (expression != null) {
            return CronExpression.of(expression).latest(upTo, zone);
        }
        long interval = intervalOrZero().toSeconds();
        return after.plusSeconds(Math.floorDiv(Duration.between(after, upTo).toSeconds(), interval) * interval);
    }

    private Duration intervalOrZero() {
        return interval == null ? Duration.ZERO : interval;
    }
}
