package io.rqkit.fakeredis.internal.command.geo;

/**
 * Sine and cosine to the last bit as the C library computes them, because stored distances show it. Java's own follow
 * the same polynomials, but round in another order, and now and then arrive at a neighbouring double.
 */
final class Trigonometry {
    private static final double[] SIN = {
        -1.66666666666666324348e-01,
        8.33333333332248946124e-03,
        -1.98412698298579493134e-04,
        2.75573137070700676789e-06,
        -2.50507602534068634195e-08,
        1.58969099521155010221e-10
    };
    private static final double[] COS = {
        4.16666666666666019037e-02,
        -1.38888888888741095749e-03,
        2.48015872894767294178e-05,
        -2.75573143513906633035e-07,
        2.08757232129817482790e-09,
        -1.13596475577881948265e-11
    };
    /** The first 33 bits of half of pi, so that small multiples are exact, and what is left of it. */
    private static final double HALF_PI = 1.57079632673412561417e+00;

    private static final double HALF_PI_REST = 6.07710050650619224932e-11;
    private static final double TWO_OVER_PI = 2 / Math.PI;
    /** Nearer to a multiple of half of pi the rest above is too short, and the order of rounding does not matter. */
    private static final double TOO_NEAR = 1e-4;

    /** More than any angle between two places; larger ones only bound a search. */
    private static final double LARGEST = 5;

    private Trigonometry() {}

    static double sin(double angle) {
        if (Math.abs(angle) <= Math.PI / 4) {
            return sinNearZero(angle, 0);
        }
        return Math.abs(angle) > LARGEST ? StrictMath.sin(angle) : reduced(angle, 0);
    }

    static double cos(double angle) {
        if (Math.abs(angle) <= Math.PI / 4) {
            return cosNearZero(angle, 0);
        }
        // NaN and infinities go to Java
        return Math.abs(angle) <= LARGEST ? reduced(angle, 1) : StrictMath.cos(angle);
    }

    /** Takes the nearest multiple of half of pi away; the cosine is the sine a quarter of a turn further. */
    private static double reduced(double angle, int quartersAhead) {
        double quarters = Math.rint(angle * TWO_OVER_PI);
        double head = angle - quarters * HALF_PI;
        double rest = quarters * HALF_PI_REST;
        double x = head - rest;
        double tail = head - x - rest;
        if (Math.abs(x) < TOO_NEAR) {
            return quartersAhead == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle);
        }
        int quadrant = (int) quarters + quartersAhead & 3;
        double value = quadrant % 2 == 0 ? sinNearZero(x, tail) : cosNearZero(x, tail);
        return quadrant < 2 ? value : -value;
    }

    /** Computes the sine of {@code x + tail}, at most a quarter of pi. */
    private static double sinNearZero(double x, double tail) {
        double square = x * x;
        double low = SIN[1] + square * (SIN[2] + square * SIN[3]);
        double series = low + square * (square * square) * (SIN[4] + square * SIN[5]);
        double cube = square * x;
        if (tail == 0) {
            return x + cube * (SIN[0] + square * series);
        }
        return x - (square * (0.5 * tail - cube * series) - tail - cube * SIN[0]);
    }

    /** Computes the cosine of {@code x + tail}, at most a quarter of pi. */
    private static double cosNearZero(double x, double tail) {
        double square = x * x;
        double low = square * (COS[0] + square * (COS[1] + square * COS[2]));
        double fourth = square * square;
        double series = low + fourth * fourth * (COS[3] + square * (COS[4] + square * COS[5]));
        double half = 0.5 * square;
        double sum = 1.0 - half;
        return sum + (1.0 - sum - half + (square * series - x * tail));
    }
}
