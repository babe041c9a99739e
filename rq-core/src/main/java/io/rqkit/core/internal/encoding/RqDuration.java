package io.rqkit.core.internal.encoding;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as RQ's users write them: whole seconds, or a whole number with a unit. */
public final class RqDuration {
    private static final Pattern FORM = Pattern.compile("(\\d+)([dhms])");

    private RqDuration() {}

    /**
     * Reads {@code 90}, {@code 10m}, {@code 2H} or {@code -1} as seconds.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static long seconds(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = FORM.matcher(plain);
        try {
            if (!matcher.matches()) {
                return Long.parseLong(plain);
            }
            long unit = switch (matcher.group(2)) {
                case "d" -> 86_400;
                case "h" -> 3600;
                case "m" -> 60;
                default -> 1;
            };
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Timeout must be an integer or a string representing an integer, or a string with format: digits +"
                            + " unit, unit can be \"d\", \"h\", \"m\", \"s\", such as \"1h\", \"23m\".",
                    e);
        }
    }
}
