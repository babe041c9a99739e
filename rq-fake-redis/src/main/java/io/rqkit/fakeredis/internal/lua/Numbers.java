package io.rqkit.fakeredis.internal.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Numbers from text and back, as C's strtod and printf do it. */
public final class Numbers {
    private static final int DIGITS = 14;
    private static final int EXACT_DIGITS = 17;
    /** Whole numbers below this have no exponent in {@code %.17g}. */
    private static final double PLAIN = 1e17;

    /** So many digits fit into a long. */
    private static final int FEW_DIGITS = 17;
    /** Up to here every whole number is a double. */
    private static final long MAX_EXACT = 1L << 53;

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
    };

    private Numbers() {}

    // ---- from text

    /** Converts text to a number as Lua's {@code tonumber} does; null if it is none. */
    public static @Nullable Double parse(LuaString text) {
        return parse(text.bytes, text.bytes.length);
    }

    /** As {@link #parse(LuaString)}, for the first bytes of an array. Like C, it sees no further than a zero byte. */
    static @Nullable Double parse(byte[] text, int length) {
        int end = 0;
        while (end < length && text[end] != 0) {
            end++;
        }
        int from = 0;
        while (from < end && Bytes.isSpace(text[from])) {
            from++;
        }
        while (end > from && Bytes.isSpace(text[end - 1])) {
            end--;
        }
        if (from == end) {
            return null;
        }
        boolean negative = text[from] == '-';
        int start = negative || text[from] == '+' ? from + 1 : from;
        Double magnitude = magnitude(text, start, end);
        return magnitude == null || !negative || Double.isNaN(magnitude) ? magnitude : Double.valueOf(-magnitude);
    }

    private static @Nullable Double magnitude(byte[] text, int from, int to) {
        if (from == to) {
            return null;
        }
        if (!Bytes.isDigit(text[from]) && text[from] != '.') {
            return word(text, from, to);
        }
        if (to - from > 2 && text[from] == '0' && (text[from + 1] | 32) == 'x') {
            return hex(text, from + 2, to);
        }
        Double few = fewDigits(text, from, to);
        return few != null ? few : decimal(text, from, to);
    }

    /**
     * Reads digits with at most a point, where the digits as a whole number and the power of ten are exact as doubles, so
     * that their quotient is rounded but once; null for anything else.
     */
    private static @Nullable Double fewDigits(byte[] text, int from, int to) {
        if (to - from > FEW_DIGITS + 1) {
            return null;
        }
        long whole = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            if (Bytes.isDigit(text[i])) {
                whole = 10 * whole + text[i] - '0';
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                return null;
            }
        }
        if (whole > MAX_EXACT || (point >= 0 && to - from == 1)) {
            return null;
        }
        return point < 0 || point == to - 1 ? (double) whole : whole / POWERS_OF_TEN[to - 1 - point];
    }

    private static @Nullable Double word(byte[] text, int from, int to) {
        String word = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return Double.POSITIVE_INFINITY;
        }
        if (word.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        if (word.length() > 4 && word.regionMatches(true, 0, "nan(", 0, 4) && word.endsWith(")")) {
            for (int i = 4; i < word.length() - 1; i++) {
                if (!Bytes.isAlnum(word.charAt(i)) && word.charAt(i) != '_') {
                    return null;
                }
            }
            return Double.NaN;
        }
        return null;
    }

    private static @Nullable Double decimal(byte[] text, int from, int to) {
        int i = from;
        int digits = 0;
        while (i < to && Bytes.isDigit(text[i])) {
            i++;
            digits++;
        }
        if (i < to && text[i] == '.') {
            i++;
            while (i < to && Bytes.isDigit(text[i])) {
                i++;
                digits++;
            }
        }
        if (digits == 0) {
            return null;
        }
        if (i < to && (text[i] | 32) == 'e') {
            i = exponentEnd(text, i, to);
        }
        return i < to ? null : Double.valueOf(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** Returns the end of an exponent's digits, or the place of its letter if it has none. */
    private static int exponentEnd(byte[] text, int letter, int to) {
        int i = letter + 1;
        if (i < to && (text[i] == '+' || text[i] == '-')) {
            i++;
        }
        if (i == to || !Bytes.isDigit(text[i])) {
            return letter;
        }
        while (i < to && Bytes.isDigit(text[i])) {
            i++;
        }
        return i;
    }

    private static @Nullable Double hex(byte[] text, int from, int to) {
        int i = from;
        int digits = 0;
        StringBuilder java = new StringBuilder("0x");
        while (i < to && (Bytes.isHex(text[i]) || text[i] == '.')) {
            if (text[i] == '.' && java.indexOf(".") >= 0) {
                return null;
            }
            digits += text[i] == '.' ? 0 : 1;
            java.append((char) text[i++]);
        }
        if (digits == 0) {
            return null;
        }
        if (i < to && (text[i] | 32) == 'p') {
            int end = exponentEnd(text, i, to);
            java.append(new String(text, i, end - i, StandardCharsets.ISO_8859_1));
            i = end;
        } else {
            java.append("p0");
        }
        return i < to ? null : Double.valueOf(java.toString());
    }

    /** Converts whole text to an unsigned integer in a base, as C's strtoul does; null if it is none. */
    static @Nullable Double parseInBase(LuaString text, int base) {
        byte[] bytes = text.bytes;
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        int i = 0;
        while (i < end && Bytes.isSpace(bytes[i])) {
            i++;
        }
        boolean negative = i < end && bytes[i] == '-';
        if (i < end && (negative || bytes[i] == '+')) {
            i++;
        }
        if (base == 16 && i + 2 < end && bytes[i] == '0' && (bytes[i + 1] | 32) == 'x' && Bytes.isHex(bytes[i + 2])) {
            i += 2;
        }
        int first = i;
        long value = 0;
        boolean overflow = false;
        while (i < end && Bytes.digit(bytes[i]) < base) {
            long digit = Bytes.digit(bytes[i++]);
            overflow |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, base)) > 0;
            value = value * base + digit;
        }
        if (i == first) {
            return null;
        }
        while (i < end && Bytes.isSpace(bytes[i])) {
            i++;
        }
        if (i < end) {
            return null;
        }
        return unsigned(overflow ? -1L : negative ? -value : value);
    }

    /** Converts an unsigned 64-bit integer. */
    static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    // ---- to text

    /** Converts a number to text as {@code tostring} does, with {@code %.14g}. */
    public static LuaString format(double value) {
        long whole = (long) value;
        if (whole == value && whole > -100_000_000_000_000L && whole < 100_000_000_000_000L) {
            return whole == 0 && 1 / value < 0 ? LuaString.of("-0") : integer(whole);
        }
        return LuaString.of(general(value, DIGITS));
    }

    /** Formats as {@code %.17g}, by which no digit is lost. */
    static LuaString exact(double value) {
        long whole = (long) value;
        if (whole == value && whole != 0 && Math.abs(value) < PLAIN) {
            return integer(whole);
        }
        return LuaString.of(general(value, EXACT_DIGITS));
    }

    private static LuaString integer(long value) {
        long rest = Math.abs(value);
        int length = value < 0 ? 2 : 1;
        for (long power = 10; power <= rest; power *= 10) {
            length++;
        }
        byte[] bytes = new byte[length];
        int i = length - 1;
        for (; rest > Integer.MAX_VALUE; rest /= 10) {
            bytes[i--] = (byte) ('0' + rest % 10);
        }
        // divided by a constant, an int takes a fraction of the time
        for (int few = (int) rest; i >= (value < 0 ? 1 : 0); few /= 10) {
            bytes[i--] = (byte) ('0' + few % 10);
        }
        if (value < 0) {
            bytes[0] = '-';
        }
        return LuaString.wrap(bytes);
    }

    /** Formats as {@code %.<digits>g} does. */
    public static String general(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return sign + "0";
        }
        return sign + Decimal.of(magnitude, digits).general(false, Math.max(digits, 1));
    }

    /** Returns what C prints for what is no number: a NaN that x86 makes from 0/0 has its sign set. */
    static String special(double value) {
        if (Double.isNaN(value)) {
            return Double.doubleToRawLongBits(value) < 0 ? "-nan" : "nan";
        }
        return value < 0 ? "-inf" : "inf";
    }

    /** Significant digits of a positive number and the exponent of the first of them. */
    static final class Decimal {
        /** Below it a double has fewer than 15 digits, and a text as short as can be says less than all of them. */
        private static final double SUBNORMAL = 1e-290;

        static final Decimal ZERO = new Decimal("0", 0);

        final String digits;
        final int exponent;

        private Decimal(String digits, int exponent) {
            this.digits = digits;
            this.exponent = exponent;
        }

        /** Rounds to a number of significant digits, at least 1. */
        static Decimal of(double magnitude, int significant) {
            int wanted = Math.max(significant, 1);
            Decimal quick = shortest(magnitude);
            // a text that means this number and no other, and is no longer than wanted, is also the nearest one
            if (quick.digits.length() <= wanted && wanted <= 15 && magnitude > SUBNORMAL) {
                return quick;
            }
            BigDecimal rounded = new BigDecimal(magnitude).round(new MathContext(wanted, RoundingMode.HALF_EVEN));
            String digits = rounded.unscaledValue().toString();
            return new Decimal(digits, digits.length() - 1 - rounded.scale());
        }

        private static Decimal shortest(double magnitude) {
            String text = Double.toString(magnitude);
            int exponent = 0;
            int e = text.indexOf('E');
            if (e >= 0) {
                exponent = Integer.parseInt(text.substring(e + 1));
                text = text.substring(0, e);
            }
            int point = text.indexOf('.');
            String digits = text.substring(0, point) + text.substring(point + 1);
            exponent += point - 1;
            int first = 0;
            while (first < digits.length() - 1 && digits.charAt(first) == '0') {
                first++;
                exponent--;
            }
            int end = digits.length();
            while (end > first + 1 && digits.charAt(end - 1) == '0') {
                end--;
            }
            return new Decimal(digits.substring(first, end), exponent);
        }

        /** Lays out as {@code %g} does; {@code keepZeros} is the flag {@code #}. */
        String general(boolean keepZeros, int precision) {
            String shown = keepZeros ? padded(precision) : stripped();
            if (exponent < -4 || exponent >= precision) {
                return scientific(shown, keepZeros);
            }
            StringBuilder out = new StringBuilder();
            if (exponent < 0) {
                out.append("0.");
                out.append("0".repeat(-exponent - 1)).append(shown);
            } else if (shown.length() <= exponent + 1) {
                out.append(shown).append("0".repeat(exponent + 1 - shown.length()));
                out.append(keepZeros ? "." : "");
            } else {
                out.append(shown, 0, exponent + 1).append('.').append(shown, exponent + 1, shown.length());
            }
            return out.toString();
        }

        /** Lays out digits with one before the point and an exponent of at least two digits. */
        String scientific(String shown, boolean keepPoint) {
            StringBuilder out = new StringBuilder();
            out.append(shown.charAt(0));
            if (shown.length() > 1 || keepPoint) {
                out.append('.').append(shown, 1, shown.length());
            }
            int size = Math.abs(exponent);
            out.append('e').append(exponent < 0 ? '-' : '+');
            return out.append(size < 10 ? "0" : "").append(size).toString();
        }

        String padded(int length) {
            return digits.length() >= length ? digits : digits + "0".repeat(length - digits.length());
        }

        private String stripped() {
            int end = digits.length();
            while (end > 1 && digits.charAt(end - 1) == '0') {
                end--;
            }
            return digits.substring(0, end);
        }
    }

    // ---- between kinds of numbers

    /** Converts to a 64-bit integer as x86 does: what does not fit becomes the smallest one. */
    public static long toLong(double value) {
        return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }

    /** Converts to a 32-bit integer as C's cast of a 64-bit one does. */
    public static int toInt(double value) {
        return (int) toLong(value);
    }

    /** The remainder as Lua 5.1 computes it, with the sign of the divisor. */
    static double mod(double a, double b) {
        return a - Math.floor(a / b) * b;
    }

    /** The power as C computes it: a base of 1 or -1 has one also where Java sees NaN. */
    static double pow(double a, double b) {
        if (b == 2) {
            return a * a;
        }
        if (a == 1 || a == -1 && Double.isInfinite(b)) {
            return 1;
        }
        return Math.pow(a, b);
    }
}
