package io.rqkit.fakeredis.internal.command.geo;

import io.rqkit.fakeredis.internal.resp.Reply;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as the commands on places show them. */
final class GeoNumbers {
    private static final int HUMAN_DECIMALS = 17;
    private static final int ERROR_DECIMALS = 6;
    private static final int DISTANCE_DECIMALS = 4;
    private static final double DISTANCE_SCALE = 1e4;
    private static final double TWO_TO_63 = 0x1p63;

    private GeoNumbers() {}

    /** Returns a coordinate with 17 decimals but no zeros at the end. */
    static Reply human(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(HUMAN_DECIMALS, RoundingMode.HALF_EVEN);
        return new Reply.DecimalText(
                rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
    }

    /** Returns a distance with four decimals, a string in both protocols. */
    static Reply distance(double value) {
        double scaled = Math.rint(value * DISTANCE_SCALE);
        // llrint has one answer for all that is no long, NaN too
        long rounded = Math.abs(scaled) < TWO_TO_63 ? (long) scaled : Long.MIN_VALUE;
        return Reply.bulk(BigDecimal.valueOf(rounded, DISTANCE_DECIMALS).toPlainString());
    }

    /** Formats as {@code %f}. */
    static String sixDecimals(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String digits = new BigDecimal(Math.abs(value))
                .setScale(ERROR_DECIMALS, RoundingMode.HALF_EVEN)
                .toPlainString();
        return Math.copySign(1, value) < 0 ? "-" + digits : digits;
    }
}
