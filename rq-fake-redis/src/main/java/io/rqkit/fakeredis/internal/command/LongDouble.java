package io.rqkit.fakeredis.internal.command;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A floating-point number as C's {@code long double} on x86-64 is: a sign, 64 bits of mantissa, 15 of exponent.
 *
 * <p>INCRBYFLOAT and HINCRBYFLOAT calculate with it, and the digits they print are those of this precision. The value is
 * {@code mantissa * 2^exponent}, exactly; without a mantissa it is infinite, or not a number.
 */
public final class LongDouble {
    /** What an absent value counts as. */
    public static final LongDouble ZERO = new LongDouble(BigInteger.ZERO, 0, true);

    private static final LongDouble INFINITE = new LongDouble(BigInteger.ZERO, 0, false);
    private static final Pattern DECIMAL = Pattern.compile("([+-]?)(\\d*)(?:\\.(\\d*))?(?:[eE]([+-]?\\d+))?");
    private static final Pattern HEX =
            Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]*)(?:\\.([0-9a-fA-F]*))?(?:[pP]([+-]?\\d+))?");
    private static final Pattern INFINITY = Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    /** MAX_LONG_DOUBLE_CHARS in util.h: a longer text is no number. */
    private static final int LONGEST = 5 * 1024;

    private static final int MANTISSA_BITS = 64;
    /** The exponent of the last bit of the smallest numbers. */
    private static final int MIN_EXPONENT = -16445;
    /** All numbers are below two to this power. */
    private static final int MAX_BITS = 16384;
    /** Beyond ten to this power, either way, nothing is left to be calculated. */
    private static final int MAX_DECIMAL_EXPONENT = 5000;

    private static final int DECIMALS = 17;
    private static final BigInteger SCALE = BigInteger.TEN.pow(DECIMALS);
    private static final long MASK = 0xffff_ffffL;
    /** So many digits fit into 64 bits. */
    private static final int LONG_DIGITS = 19;

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private final BigInteger mantissa;
    private final int exponent;
    private final boolean finite;

    private LongDouble(BigInteger mantissa, int exponent, boolean finite) {
        this.mantissa = mantissa;
        this.exponent = exponent;
        this.finite = finite;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[LONG_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    /**
     * Parses as string2ld in Redis's util.c: what C's strtold reads, whole, not NaN, not out of range.
     *
     * @throws CommandException {@code failure} when the bytes are anything else
     */
    public static LongDouble parse(byte[] bytes, CommandException failure) {
        if (bytes.length == 0 || bytes.length >= LONGEST) {
            throw failure;
        }
        LongDouble plain = plain(bytes);
        if (plain != null) {
            return plain;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return parse(decimal, 10, failure);
        }
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            return parse(hex, 16, failure);
        }
        if (INFINITY.matcher(text).matches()) {
            return INFINITE;
        }
        throw failure;
    }

    /** Reads digits with at most a sign and a point, as nearly all numbers are written; null for anything else. */
    private static @Nullable LongDouble plain(byte[] bytes) {
        int first = bytes[0] == '-' || bytes[0] == '+' ? 1 : 0;
        int point = -1;
        long number = 0;
        for (int i = first; i < bytes.length; i++) {
            if (bytes[i] == '.' && point < 0) {
                point = i;
            } else if (bytes[i] >= '0' && bytes[i] <= '9') {
                number = number * 10 + bytes[i] - '0';
            } else {
                return null;
            }
        }
        int digits = bytes.length - first - (point < 0 ? 0 : 1);
        int decimals = point < 0 ? 0 : bytes.length - 1 - point;
        if (digits == 0 || digits > LONG_DIGITS) {
            return null;
        }
        if (number == 0) {
            return ZERO;
        }
        LongDouble magnitude = quotient(number, POWERS_OF_TEN[decimals]);
        return bytes[0] == '-' ? magnitude.negate() : magnitude;
    }

    /** Returns the number nearest to a fraction of two that are not zero and have no sign bit, but 64 bits. */
    private static LongDouble quotient(long numerator, long denominator) {
        int shift = Long.numberOfLeadingZeros(denominator) - Long.numberOfLeadingZeros(numerator);
        long n = numerator << Long.numberOfLeadingZeros(numerator);
        long d = denominator << Long.numberOfLeadingZeros(denominator);
        boolean isSmaller = Long.compareUnsigned(n, d) < 0;
        // either way the quotient has 64 bits
        long high = isSmaller ? n : n >>> 1;
        long low = isSmaller ? 0 : n << (Long.SIZE - 1);
        long first = digit(high, low >>> Integer.SIZE, d);
        long rest = (high << Integer.SIZE | low >>> Integer.SIZE) - first * d;
        long second = digit(rest, low & MASK, d);
        long remainder = (rest << Integer.SIZE | low & MASK) - second * d;
        long mantissa = first << Integer.SIZE | second;
        int half = Long.compareUnsigned(remainder, d - remainder);
        boolean up = half > 0 || (half == 0 && (mantissa & 1) != 0);
        BigInteger rounded = unsigned(mantissa);
        return new LongDouble(
                up ? rounded.add(BigInteger.ONE) : rounded, shift - (isSmaller ? Long.SIZE : Long.SIZE - 1), true);
    }

    /** Returns the next 32 bits of a quotient: Knuth's algorithm D, with a divisor whose highest bit is set. */
    private static long digit(long rest, long next, long divisor) {
        long top = divisor >>> Integer.SIZE;
        long bottom = divisor & MASK;
        long guess = Long.divideUnsigned(rest, top);
        long left = rest - guess * top;
        while (left >= 0
                && left <= MASK
                && (guess > MASK || Long.compareUnsigned(guess * bottom, left << Integer.SIZE | next) > 0)) {
            guess--;
            left += top;
        }
        return guess;
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? value.setBit(Long.SIZE - 1) : value;
    }

    private static LongDouble parse(Matcher parts, int radix, CommandException failure) {
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        String digits = parts.group(2) + fraction;
        if (digits.isEmpty()) {
            throw failure;
        }
        BigInteger number = new BigInteger(digits, radix);
        if (number.signum() == 0) {
            return ZERO;
        }
        BigInteger power = parts.group(4) == null ? BigInteger.ZERO : new BigInteger(parts.group(4));
        LongDouble magnitude = radix == 10
                ? ofDecimal(number, power.subtract(BigInteger.valueOf(fraction.length())), digits.length())
                : ofBinary(number, power.subtract(BigInteger.valueOf(4L * fraction.length())));
        // strtold reports both as out of range
        if (!magnitude.finite || magnitude.mantissa.signum() == 0) {
            throw failure;
        }
        return parts.group(1).equals("-") ? magnitude.negate() : magnitude;
    }

    private static LongDouble ofDecimal(BigInteger number, BigInteger power, int digits) {
        BigInteger size = power.add(BigInteger.valueOf(digits));
        if (size.bitLength() > Integer.SIZE - 2 || size.intValue() > MAX_DECIMAL_EXPONENT + LONGEST) {
            return size.signum() > 0 ? INFINITE : ZERO;
        }
        int ten = power.intValueExact();
        if (ten >= 0) {
            return round(number.multiply(BigInteger.TEN.pow(ten)), BigInteger.ONE);
        }
        return size.intValue() < -MAX_DECIMAL_EXPONENT ? ZERO : round(number, BigInteger.TEN.pow(-ten));
    }

    private static LongDouble ofBinary(BigInteger number, BigInteger power) {
        if (power.bitLength() > Short.SIZE) {
            return power.signum() > 0 ? INFINITE : ZERO;
        }
        return rounded(number, power.intValueExact());
    }

    /** Returns the sum, rounded as the processor does: to the nearest, to the even one of two. */
    public LongDouble plus(LongDouble other) {
        if (!finite || !other.finite) {
            return INFINITE;
        }
        int low = Math.min(exponent, other.exponent);
        BigInteger sum = mantissa.shiftLeft(exponent - low).add(other.mantissa.shiftLeft(other.exponent - low));
        LongDouble magnitude = rounded(sum.abs(), low);
        return sum.signum() < 0 ? magnitude.negate() : magnitude;
    }

    /** Says whether this is a number, not an infinity and not the sum of two of them. */
    public boolean isFinite() {
        return finite;
    }

    /**
     * Returns the product with a positive number, rounded up to a whole one. What a long can't hold gives
     * {@link Long#MIN_VALUE}, as the conversion in C does.
     */
    public long timesRoundedUp(long factor) {
        if (!finite) {
            return Long.MIN_VALUE;
        }
        LongDouble product = rounded(mantissa.abs().multiply(BigInteger.valueOf(factor)), exponent);
        if (!product.finite) {
            return Long.MIN_VALUE;
        }
        BigInteger magnitude = product.mantissa.shiftLeft(product.exponent);
        boolean isWhole = product.exponent >= 0 || product.mantissa.getLowestSetBit() >= -product.exponent;
        if (mantissa.signum() > 0 && !isWhole) {
            magnitude = magnitude.add(BigInteger.ONE);
        }
        BigInteger whole = mantissa.signum() < 0 ? magnitude.negate() : magnitude;
        return whole.bitLength() < Long.SIZE ? whole.longValue() : Long.MIN_VALUE;
    }

    private LongDouble negate() {
        return new LongDouble(mantissa.negate(), exponent, finite);
    }

    /** Returns the number nearest to one that is not negative, times two to a power. */
    private static LongDouble rounded(BigInteger number, int exponent) {
        if (number.signum() == 0) {
            return ZERO;
        }
        int dropped = Math.max(0, Math.max(number.bitLength() - MANTISSA_BITS, MIN_EXPONENT - exponent));
        BigInteger mantissa = shiftedRight(number, dropped);
        return mantissa.bitLength() + exponent + dropped > MAX_BITS
                ? INFINITE
                : new LongDouble(mantissa, exponent + dropped, true);
    }

    /** Divides a number that is not negative by a power of two; of a half the even neighbour counts. */
    private static BigInteger shiftedRight(BigInteger number, int bits) {
        if (bits == 0) {
            return number;
        }
        BigInteger kept = number.shiftRight(bits);
        boolean isMore = number.getLowestSetBit() < bits - 1;
        boolean up = number.testBit(bits - 1) && (isMore || kept.testBit(0));
        return up ? kept.add(BigInteger.ONE) : kept;
    }

    /** Returns the number nearest to a fraction that is not negative. */
    private static LongDouble round(BigInteger numerator, BigInteger denominator) {
        if (numerator.signum() == 0) {
            return ZERO;
        }
        int shift = MANTISSA_BITS - 1 - (numerator.bitLength() - denominator.bitLength());
        // lengths tell the quotient's to one bit: one too few is mended by shifting once more
        if (quotient(numerator, denominator, shift)[0].bitLength() < MANTISSA_BITS) {
            shift++;
        }
        shift = Math.min(shift, -MIN_EXPONENT);
        BigInteger[] parts = quotient(numerator, denominator, shift);
        BigInteger divisor = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
        int half = parts[1].shiftLeft(1).compareTo(divisor);
        boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
        BigInteger mantissa = up ? parts[0].add(BigInteger.ONE) : parts[0];
        return mantissa.bitLength() - shift > MAX_BITS ? INFINITE : new LongDouble(mantissa, -shift, true);
    }

    private static BigInteger[] quotient(BigInteger numerator, BigInteger denominator, int shift) {
        return shift < 0
                ? numerator.divideAndRemainder(denominator.shiftLeft(-shift))
                : numerator.shiftLeft(shift).divideAndRemainder(denominator);
    }

    /**
     * Formats as ld2string in Redis's util.c does for people: all digits before the point, at most 17 after it, no zeros at
     * the end, no exponent.
     */
    @Override
    public String toString() {
        if (!finite) {
            return "inf";
        }
        BigInteger product = mantissa.abs().multiply(SCALE);
        BigInteger unscaled = exponent >= 0 ? product.shiftLeft(exponent) : shiftedRight(product, -exponent);
        if (unscaled.signum() == 0) {
            return "0";
        }
        String digits = unscaled.toString();
        if (digits.length() <= DECIMALS) {
            digits = "0".repeat(DECIMALS + 1 - digits.length()) + digits;
        }
        int point = digits.length() - DECIMALS;
        int end = digits.length();
        while (end > point && digits.charAt(end - 1) == '0') {
            end--;
        }
        StringBuilder text = new StringBuilder(digits.length() + 2)
                .append(mantissa.signum() < 0 ? "-" : "")
                .append(digits, 0, point);
        if (end > point) {
            text.append('.').append(digits, point, end);
        }
        return text.toString();
    }
}
