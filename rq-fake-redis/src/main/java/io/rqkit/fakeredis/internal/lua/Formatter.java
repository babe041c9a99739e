package io.rqkit.fakeredis.internal.lua;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The work of {@code string.format}, as C's printf does it. */
final class Formatter {
    private static final String FLAGS = "-+ #0";
    private static final int LONG_STRING = 100;
    private static final int FEW_DECIMALS = 9;
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    /** Below it what a multiplication rounds away is less than a thousandth. */
    private static final double SMALL = 0x1p43;

    private static final double NEAR_MIDDLE = 0.49;

    private final LuaThread lua;
    private final byte[] format;
    private final ByteSink out;
    private int at;
    private int argument = 1;

    // the item at hand
    private boolean left;
    private boolean plus;
    private boolean space;
    private boolean alternate;
    private boolean zero;
    private int width;
    private int precision;

    private Formatter(LuaThread lua) {
        this.lua = lua;
        format = lua.checkString(1).bytes;
        out = new ByteSink(lua.state);
    }

    static int format(LuaThread lua) {
        return lua.returns(new Formatter(lua).run());
    }

    private LuaString run() {
        while (at < format.length) {
            byte c = format[at++];
            if (c != '%') {
                out.add(c);
            } else if (peek() == '%') {
                out.add('%');
                at++;
            } else {
                if (!lua.hasArgument(++argument)) {
                    throw lua.argumentError(argument, "no value");
                }
                scan();
                item(at < format.length ? format[at] & 0xff : 0);
                at++;
            }
        }
        return out.string();
    }

    private int peek() {
        return at < format.length ? format[at] & 0xff : 0;
    }

    // ---- reading an item

    private void scan() {
        int start = at;
        left = plus = space = alternate = zero = false;
        while (peek() != 0 && FLAGS.indexOf(peek()) >= 0) {
            switch (format[at++]) {
                case '-' -> left = true;
                case '+' -> plus = true;
                case ' ' -> space = true;
                case '#' -> alternate = true;
                default -> zero = true;
            }
        }
        if (at - start >= FLAGS.length() + 1) {
            throw lua.error("invalid format (repeated flags)");
        }
        width = twoDigits();
        precision = -1;
        if (peek() == '.') {
            at++;
            precision = twoDigits();
        }
        if (Bytes.isDigit(peek())) {
            throw lua.error("invalid format (width or precision too long)");
        }
    }

    private int twoDigits() {
        int value = 0;
        for (int i = 0; i < 2 && Bytes.isDigit(peek()); i++) {
            value = 10 * value + format[at++] - '0';
        }
        return value;
    }

    private void item(int conversion) {
        switch (conversion) {
            case 'c' -> character();
            case 'd', 'i' -> decimal(Numbers.toLong(lua.checkNumber(argument)));
            case 'o', 'u', 'x', 'X' -> unsigned(conversion, toUnsigned(lua.checkNumber(argument)));
            case 'e', 'E', 'f', 'g', 'G' -> floating(conversion, lua.checkNumber(argument));
            case 'q' -> quoted();
            case 's' -> string();
            default ->
                throw lua.error("invalid option '%" + (conversion == 0 ? "" : String.valueOf((char) conversion))
                        + "' to 'format'");
        }
    }

    private static long toUnsigned(double value) {
        return value >= 0x1p63 ? Numbers.toLong(value - 0x1p63) ^ Long.MIN_VALUE : Numbers.toLong(value);
    }

    // ---- strings

    private void character() {
        int c = (int) Numbers.toLong(lua.checkNumber(argument)) & 0xff;
        // C measures what it printed up to the first zero byte
        String padding = " ".repeat(Math.max(width - 1, 0));
        if (c == 0) {
            emit(left ? "" : padding);
        } else {
            emit(left ? (char) c + padding : padding + (char) c);
        }
    }

    private void string() {
        LuaString value = lua.checkString(argument);
        if (precision < 0 && value.length() >= LONG_STRING) {
            out.add(value);
            return;
        }
        String text = value.toString();
        int end = text.indexOf('\0');
        text = end < 0 ? text : text.substring(0, end);
        if (precision >= 0 && text.length() > precision) {
            text = text.substring(0, precision);
        }
        pad("", text, false);
    }

    private void quoted() {
        out.add('"');
        for (byte c : lua.checkString(argument).bytes) {
            switch (c) {
                case '"', '\\', '\n' -> {
                    out.add('\\');
                    out.add(c);
                }
                case '\r' -> emit("\\r");
                case 0 -> emit("\\000");
                default -> out.add(c);
            }
        }
        out.add('"');
    }

    private void emit(String latin1) {
        out.add(latin1);
    }

    private void pad(String sign, String body, boolean zeros) {
        int missing = width - sign.length() - body.length();
        if (missing <= 0) {
            emit(sign + body);
        } else if (left) {
            emit(sign + body + " ".repeat(missing));
        } else if (zeros) {
            emit(sign + "0".repeat(missing) + body);
        } else {
            emit(" ".repeat(missing) + sign + body);
        }
    }

    // ---- integers

    private void decimal(long value) {
        if (precision < 0 && !plus && !space && value != Long.MIN_VALUE) {
            plainDecimal(value);
            return;
        }
        String digits = value < 0 ? Long.toUnsignedString(-value) : Long.toString(value);
        pad(value < 0 ? "-" : plus ? "+" : space ? " " : "", atLeast(digits, value == 0), zero && precision < 0);
    }

    /** What nearly every {@code %d} is, without a text in between. */
    private void plainDecimal(long value) {
        long magnitude = Math.abs(value);
        int missing = width - ByteSink.digits(magnitude) - (value < 0 ? 1 : 0);
        if (!left && !zero) {
            out.fill(' ', missing);
        }
        if (value < 0) {
            out.add('-');
        }
        if (!left && zero) {
            out.fill('0', missing);
        }
        out.addDecimal(magnitude);
        if (left) {
            out.fill(' ', missing);
        }
    }

    private void unsigned(int conversion, long value) {
        String prefix = "";
        String digits;
        switch (conversion) {
            case 'o' -> {
                digits = atLeast(Long.toOctalString(value), value == 0);
                if (alternate && !digits.startsWith("0")) {
                    digits = "0" + digits;
                }
            }
            case 'u' -> digits = atLeast(Long.toUnsignedString(value), value == 0);
            default -> {
                digits = atLeast(Long.toHexString(value), value == 0);
                prefix = alternate && value != 0 ? "0x" : "";
            }
        }
        if (conversion == 'X') {
            digits = digits.toUpperCase(java.util.Locale.ROOT);
            prefix = prefix.toUpperCase(java.util.Locale.ROOT);
        }
        pad(prefix, digits, zero && precision < 0);
    }

    private String atLeast(String digits, boolean isZero) {
        if (precision == 0 && isZero) {
            return "";
        }
        return digits.length() < precision ? "0".repeat(precision - digits.length()) + digits : digits;
    }

    // ---- floating point

    private void floating(int conversion, double value) {
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        String sign = negative ? "-" : plus ? "+" : space ? " " : "";
        double magnitude = Math.abs(value);
        String body;
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        if (finite) {
            body = layOut(Bytes.toLower(conversion), magnitude, precision < 0 ? 6 : precision);
        } else {
            body = Double.isNaN(value) ? "nan" : "inf";
        }
        if (Bytes.isUpper(conversion)) {
            body = body.toUpperCase(java.util.Locale.ROOT);
        }
        pad(sign, body, zero && finite);
    }

    /** Lays out a number small enough, and far enough from the middle of two texts, for plain arithmetic; else null. */
    private static @Nullable String fewDecimals(double magnitude, int digits) {
        double power = POWERS_OF_TEN[digits];
        double scaled = magnitude * power;
        double nearest = Math.rint(scaled);
        if (scaled >= SMALL || Math.abs(scaled - nearest) > NEAR_MIDDLE) {
            return null;
        }
        long whole = (long) nearest / (long) power;
        String decimals = Long.toString((long) nearest % (long) power);
        return whole + "." + "0".repeat(digits - decimals.length()) + decimals;
    }

    private String layOut(int conversion, double magnitude, int digits) {
        if (conversion == 'f' && digits > 0 && digits <= FEW_DECIMALS) {
            String text = fewDecimals(magnitude, digits);
            if (text != null) {
                return text;
            }
        }
        if (conversion == 'f') {
            String text = new BigDecimal(magnitude)
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .toPlainString();
            return alternate && digits == 0 ? text + "." : text;
        }
        if (conversion == 'e') {
            Numbers.Decimal decimal = magnitude == 0 ? Numbers.Decimal.ZERO : Numbers.Decimal.of(magnitude, digits + 1);
            return decimal.scientific(decimal.padded(digits + 1), alternate);
        }
        int significant = Math.max(digits, 1);
        Numbers.Decimal decimal = magnitude == 0 ? Numbers.Decimal.ZERO : Numbers.Decimal.of(magnitude, significant);
        return decimal.general(alternate, significant);
    }
}
