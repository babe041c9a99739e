package io.rqkit.core.internal.encoding;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Dates in hashes and the float seconds of executions. */
public final class RqTime {
    /** Python refuses more than six digits and any offset but a literal Z. */
    private static final DateTimeFormatter SIX_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private RqTime() {}

    public static String date(Instant instant) {
        return SIX_DIGITS.format(instant);
    }

    /** Reads a date with or without fraction and offset; null for an absent, empty or unreadable one. */
    public static @Nullable Instant parseDate(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return parseWithoutOffset(text);
        }
    }

    private static @Nullable Instant parseWithoutOffset(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Seconds from one instant to another, to the microsecond; zero when the clock was set back in between. */
    public static double seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Math.max(0, ChronoUnit.MICROS.between(from, to)))
                .divide(MILLION)
                .doubleValue();
    }

    /** Seconds with a fraction, as Python prints the float. */
    public static String floatSeconds(Instant instant) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        return PythonFloat.text(BigDecimal.valueOf(micros).divide(MILLION).doubleValue());
    }

    /**
     * Returns the time as scripts take it: empty for the system's clock, in whose place the server's own stands, so that
     * processes whose clocks differ agree.
     */
    public static String argument(InstantSource clock) {
        if (clock.equals(InstantSource.system())) {
            return "";
        }
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return Math.floorDiv(micros, 1_000_000L) + " " + Math.floorMod(micros, 1_000_000L);
    }

    /** Reads seconds with a fraction. */
    public static Instant parseFloatSeconds(String text) {
        long micros = new BigDecimal(text).multiply(MILLION).longValue();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
