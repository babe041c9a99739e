package io.rqkit.fakeredis.internal.command;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private final BigInteger mantissa;
    private final int exponent;
    private final boolean finite;

    private LongDouble(BigInteger mantissa, int exponent, boolean finite) {
        this.mantissa = mantissa;
        this.exponent = exponent;
        this.finite = finite;
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

    private static LongDouble rounded(BigInteger number, int exponent) {
        return exponent >= 0
                ? round(number.shiftLeft(exponent), BigInteger.ONE)
                : round(number, BigInteger.ONE.shiftLeft(-exponent));
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
        BigDecimal scaled = new BigDecimal(mantissa.multiply(SCALE));
        BigInteger unscaled = exponent >= 0
                ? scaled.toBigInteger().shiftLeft(exponent)
                : scaled.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)), 0, RoundingMode.HALF_EVEN)
                        .toBigInteger();
        // a zero's scale would survive the stripping
        return unscaled.signum() == 0
                ? "0"
                : new BigDecimal(unscaled, DECIMALS).stripTrailingZeros().toPlainString();
    }
}
