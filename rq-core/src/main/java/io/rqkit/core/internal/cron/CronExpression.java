package io.rqkit.core.internal.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cron expression of five fields, read by cron-utils. */
public final class CronExpression {
    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private final ExecutionTime times;
    /** Jobs of given hours, unlike those of every hour, would miss a day when the clocks skip their hour. */
    private final boolean isOfGivenHours;

    private CronExpression(ExecutionTime times, boolean isOfGivenHours) {
        this.times = times;
        this.isOfGivenHours = isOfGivenHours;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it cannot be read
     * @throws IllegalStateException when cron-utils is missing
     */
    public static CronExpression of(String expression) {
        String fields = NICKNAMES.getOrDefault(expression, expression);
        try {
            CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            ExecutionTime times = ExecutionTime.forCron(parser.parse(fields));
            return new CronExpression(times, !fields.strip().split("\\s+")[1].startsWith("*"));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "cron expressions need the library com.cronutils:cron-utils; add it, or use an interval", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + expression + "' is no cron expression: " + e.getMessage(), e);
        }
    }

    /** Returns the first time after another; null when there is none any more. */
    public @Nullable Instant next(Instant after, ZoneId zone) {
        Instant next = instant(times.nextExecution(after.atZone(zone)));
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        boolean isBefore =
                change != null && (next == null || change.getInstant().isBefore(next));
        return isBefore && skips(change) ? change.getInstant() : next;
    }

    /** Returns the last time at or before another; null when there was none. */
    public @Nullable Instant latest(Instant upTo, ZoneId zone) {
        Instant second = upTo.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Instant latest = instant(times.lastExecution(second.atZone(zone))
                .map(time -> isOfGivenHours ? time.withEarlierOffsetAtOverlap() : time));
        ZoneOffsetTransition change = zone.getRules().previousTransition(second);
        boolean isAfter =
                change != null && (latest == null || change.getInstant().isAfter(latest));
        return isAfter && skips(change) ? change.getInstant() : latest;
    }

    private static @Nullable Instant instant(Optional<ZonedDateTime> time) {
        return time.map(ZonedDateTime::toInstant).orElse(null);
    }

    /** Tells whether one of the times lies in what a change of clocks leaves out; that is looked at as if it were UTC. */
    private boolean skips(@Nullable ZoneOffsetTransition change) {
        if (change == null || !change.isGap() || !isOfGivenHours) {
            return false;
        }
        ZonedDateTime begin = change.getDateTimeBefore().atZone(ZoneOffset.UTC);
        ZonedDateTime end = change.getDateTimeAfter().atZone(ZoneOffset.UTC);
        return times.nextExecution(begin.minusSeconds(1)).filter(end::isAfter).isPresent();
    }
}
