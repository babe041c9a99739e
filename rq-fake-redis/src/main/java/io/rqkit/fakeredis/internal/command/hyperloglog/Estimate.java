package io.rqkit.fakeredis.internal.command.hyperloglog;

/**
 * The number of different elements, from how many registers have which value.
 *
 * <p>Follows Otmar Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (arXiv:1702.01284), as Redis does,
 * in the same order of floating-point operations, so that the numbers are the same.
 */
final class Estimate {
    /** The bits of a hash that do not choose a register. */
    private static final int Q = 50;
    /** A half divided by the natural logarithm of two. */
    private static final double ALPHA = 0.721347520444481703680;

    private Estimate() {}

    /** Returns the estimate; {@code histogram} counts the registers of each value. */
    static long of(int[] histogram) {
        double m = HyperLogLog.REGISTERS;
        double z = m * tau((m - histogram[Q + 1]) / m);
        for (int value = Q; value >= 1; value--) {
            z += histogram[value];
            z *= 0.5;
        }
        z += m * sigma(histogram[0] / m);
        double estimate = ALPHA * m * m / z;
        // values beyond what hashes yield, as SET can write them: a C conversion of infinity gives the least number
        return Double.isInfinite(estimate) ? Long.MIN_VALUE : Math.round(estimate);
    }

    private static double sigma(double start) {
        if (start == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = start;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (before != z);
        return z;
    }

    private static double tau(double start) {
        if (start == 0 || start == 1) {
            return 0;
        }
        double x = start;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (before != z);
        return z / 3;
    }
}
