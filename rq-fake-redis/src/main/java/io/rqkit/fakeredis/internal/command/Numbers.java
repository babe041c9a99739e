package io.rqkit.fakeredis.internal.command;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as Redis reads them from arguments. */
public final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern HEX =
            Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)([pP][+-]?\\d+)?");
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LEADING_BLANKS = Pattern.compile("^[ \\t\\n\\x0B\\f\\r]+");
    private static final Pattern LEADING_INTEGER = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?\\d+)");
    private static final int LONGEST = 20;
    /** Whole numbers of so many digits, and powers of ten as high, are exact as a double. */
    private static final int EXACT_DIGITS = 15;

    private static final BigInteger UNSIGNED_MAX =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final Map<String, Long> UNITS = Map.of(
            "",
            1L,
            "b",
            1L,
            "k",
            1000L,
            "kb",
            1L << 10,
            "m",
            1_000_000L,
            "mb",
            1L << 20,
            "g",
            1_000_000_000L,
            "gb",
            1L << 30);

    private Numbers() {}

    /** Returns what C's atoi makes of the bytes: the digits at the beginning, 0 without any, no failure. */
    static int leadingInt(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher digits = LEADING_INTEGER.matcher(text);
        BigInteger value = digits.lookingAt() ? new BigInteger(digits.group(1)) : BigInteger.ZERO;
        BigInteger most = BigInteger.valueOf(value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        return (value.bitLength() < Long.SIZE ? value : most).intValue();
    }

    /**
     * Parses as string2ll in Redis's util.c: decimal, minus sign only, no blanks, no leading zeros.
     *
     * @throws CommandException {@code failure} when the bytes are anything else
     */
    public static long parseLong(byte[] bytes, CommandException failure) {
        int length = bytes.length;
        if (length == 0 || length > LONGEST) {
            throw failure;
        }
        boolean negative = bytes[0] == '-';
        int at = negative ? 1 : 0;
        if (at == length || (bytes[at] == '0' && length > 1)) {
            throw failure;
        }
        long value = 0;
        for (; at < length; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                throw failure;
            }
            // counts downwards, since the negative range is the larger
            value = value * 10 - digit;
            if (value > 0) {
                throw failure;
            }
        }
        if (negative) {
            return value;
        }
        if (value == Long.MIN_VALUE) {
            throw failure;
        }
        return -value;
    }

    /**
     * Parses as getDoubleFromObject in Redis's object.c: what C's strtod reads, whole, not NaN, not out of range.
     *
     * @throws CommandException {@code failure} when the bytes are anything else
     */
    public static double parseDouble(byte[] bytes, CommandException failure) {
        double plain = plainDouble(bytes);
        if (!Double.isNaN(plain)) {
            return plain;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (DECIMAL.matcher(text).matches()) {
            return inRange(Double.parseDouble(text), text, failure);
        }
        if (INFINITE.matcher(text).matches()) {
            return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (HEX.matcher(text).matches()) {
            return inRange(Double.parseDouble(withExponent(text)), text, failure);
        }
        throw failure;
    }

    /** Reads so few digits, with at most a minus sign and a point, that nothing is lost; NaN for anything else. */
    private static double plainDouble(byte[] bytes) {
        int first = bytes.length > 0 && bytes[0] == '-' ? 1 : 0;
        if (bytes.length == first || bytes.length > EXACT_DIGITS) {
            return Double.NaN;
        }
        long number = 0;
        double divisor = 0;
        for (int i = first; i < bytes.length; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                number = number * 10 + digit;
                divisor *= 10;
            } else if (bytes[i] == '.' && divisor == 0 && bytes.length > first + 1) {
                divisor = 1;
            } else {
                return Double.NaN;
            }
        }
        double value = divisor == 0 ? number : number / divisor;
        return first == 0 ? value : -value;
    }

    /**
     * Parses as C's strtod up to the end or a NUL: blanks may come first, nothing at all is 0, numbers too large are
     * infinite; NaN fails.
     *
     * @throws CommandException {@code failure} when anything is left over
     */
    public static double parseCDouble(byte[] bytes, CommandException failure) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(0);
        String whole = end < 0 ? text : text.substring(0, end);
        if (whole.isEmpty()) {
            return 0;
        }
        String number = LEADING_BLANKS.matcher(whole).replaceFirst("");
        if (INFINITE.matcher(number).matches()) {
            return number.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (HEX.matcher(number).matches()) {
            return Double.parseDouble(withExponent(number));
        }
        if (DECIMAL.matcher(number).matches()) {
            return Double.parseDouble(number);
        }
        throw failure;
    }

    private static double inRange(double value, String text, CommandException failure) {
        boolean underflow = value == 0 && hasNonZeroDigit(text);
        if (Double.isInfinite(value) || underflow) {
            throw failure;
        }
        return value;
    }

    /** Java wants the exponent of a hexadecimal number that C leaves out. */
    private static String withExponent(String hex) {
        return hex.indexOf('p') < 0 && hex.indexOf('P') < 0 ? hex + "p0" : hex;
    }

    private static boolean hasNonZeroDigit(String text) {
        boolean hex = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if (c == (hex ? 'p' : 'e')) {
                return false;
            }
            if (c != '0' && Character.digit(c, hex ? 16 : 10) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Reads a number of bytes with a unit, as memtoull in Redis's util.c does; null when it is none. */
    public static @Nullable Long bytes(String value) {
        int digits = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = UNITS.get(value.substring(digits).toLowerCase(Locale.ROOT));
        if (unit == null || digits == 0) {
            return null;
        }
        BigInteger number = new BigInteger(value.substring(0, digits)).min(UNSIGNED_MAX);
        return number.longValue() * unit;
    }
}
