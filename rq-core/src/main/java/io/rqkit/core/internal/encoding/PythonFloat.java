package io.rqkit.core.internal.encoding;

import java.math.BigDecimal;
import java.math.MathContext;

/** Prints a double as Python's {@code repr} does: {@code 1.0}, {@code 1e+16}, {@code 1e-05}. */
final class PythonFloat {
    private static final int LARGEST_PLAIN = 16;
    private static final int SMALLEST_PLAIN = -4;

    private PythonFloat() {}

    static String text(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal decimal = shortest(value);
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= SMALLEST_PLAIN && exponent < LARGEST_PLAIN) {
            String plain = decimal.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String sign = decimal.signum() < 0 ? "-" : "";
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** The fewest digits that read back as the same double; {@code Double.toString} has one too many now and then. */
    private static BigDecimal shortest(double value) {
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal exact = new BigDecimal(value);
        for (int digits = shortest.precision() - 1; digits > 0; digits--) {
            BigDecimal shorter = exact.round(new MathContext(digits));
            if (shorter.doubleValue() != value) {
                break;
            }
            shortest = shorter.stripTrailingZeros();
        }
        return shortest;
    }
}
