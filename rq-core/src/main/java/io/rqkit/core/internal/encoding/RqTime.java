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

    private static final long MICROS_A_SECOND = 1_000_000;
    private static final int DECIMALS = 6;
    private static final int NANOS_A_MICRO = 1000;
    /** Up to here, in microseconds, neighbouring floats are less than a quarter of a microsecond apart. */
    private static final long SHORTEST = 2_000_000_000L * MICROS_A_SECOND;

    private RqTime() {}

    /** Writes a date with six digits of the second's fraction. */
    public static String date(Instant instant) {
        LocalDateTime date = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (date.getYear() < 1000 || date.getYear() > 9999) {
            return SIX_DIGITS.format(instant);
        }
        // each job needs several: by hand it takes a fraction of the formatter's time
        char[] text = "0000-00-00T00:00:00.000000Z".toCharArray();
        digits(date.getYear(), 4, text);
        digits(date.getMonthValue(), 7, text);
        digits(date.getDayOfMonth(), 10, text);
        digits(date.getHour(), 13, text);
        digits(date.getMinute(), 16, text);
        digits(date.getSecond(), 19, text);
        digits(date.getNano() / NANOS_A_MICRO, 26, text);
        return new String(text);
    }

    /** Writes a number so that it ends before a place, over the zeros that stand there. */
    private static void digits(int number, int end, char[] text) {
        for (int rest = number, i = end - 1; rest > 0; rest /= 10, i--) {
            text[i] = (char) ('0' + rest % 10);
        }
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

    /**
     * Seconds with a fraction, as Python prints the float: of a time in microseconds the shortest text that is read as the
     * same float has all of its digits, at least for as long as the seconds have ten of them.
     */
    public static String floatSeconds(Instant instant) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        if (micros < MICROS_A_SECOND || micros >= SHORTEST) {
            return PythonFloat.text(BigDecimal.valueOf(micros).divide(MILLION).doubleValue());
        }
        StringBuilder text = new StringBuilder(20).append(micros);
        text.insert(text.length() - DECIMALS, '.');
        while (text.charAt(text.length() - 1) == '0' && text.charAt(text.length() - 2) != '.') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
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
        long micros = micros(text);
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Reads whole seconds and up to six decimals without more than that; anything else the long way. */
    private static long micros(String text) {
        int point = text.indexOf('.');
        int decimals = text.length() - point - 1;
        if (point < 1 || point > 10 || decimals > DECIMALS || decimals < 1) {
            return new BigDecimal(text).multiply(MILLION).longValue();
        }
        long micros = 0;
        for (int i = 0; i <= point + DECIMALS; i++) {
            int digit = i < text.length() ? text.charAt(i) - '0' : 0;
            if (i == point) {
                continue;
            }
            if (digit < 0 || digit > 9) {
                return new BigDecimal(text).multiply(MILLION).longValue();
            }
            micros = micros * 10 + digit;
        }
        return micros;
    }
}
