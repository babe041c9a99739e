package io.rqkit.examples.bench.page;

import java.util.ArrayList;
import java.util.List;

/** Where numbers lie: powers of ten a like distance apart, unless one alone would leave the plot bare. */
final class LogAxis {
    private static final double TEN = 10;
    private static final double WHOLE_DECADES = 1.5;
    private static final double[] STEPS = {1, 2, 5};
    private final double from;
    private final double to;
    private final boolean fine;

    private final int left;
    private final int width;

    LogAxis(double low, double high, int left, int width) {
        this.left = left;
        this.width = width;
        double decades = Math.log10(high / low);
        fine = decades < WHOLE_DECADES;
        from = fine ? below(low) : Math.pow(TEN, Math.floor(Math.log10(low)));
        to = fine ? above(high) : Math.pow(TEN, Math.ceil(Math.log10(high)));
    }

    private static double below(double number) {
        double decade = Math.pow(TEN, Math.floor(Math.log10(number)));
        double found = decade;
        for (double step : STEPS) {
            found = step * decade <= number ? step * decade : found;
        }
        return found;
    }

    private static double above(double number) {
        double decade = Math.pow(TEN, Math.floor(Math.log10(number)));
        for (double step : STEPS) {
            if (step * decade >= number) {
                return step * decade;
            }
        }
        return decade * TEN;
    }

    double x(double number) {
        double share = Math.log10(Math.max(number, from) / from) / Math.log10(to / from);
        return left + share * width;
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(TEN, Math.floor(Math.log10(from))); decade <= to * 1.001; decade *= TEN) {
            for (double step : STEPS) {
                double tick = step * decade;
                if ((fine || step == 1) && tick >= from * 0.999 && tick <= to * 1.001) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
