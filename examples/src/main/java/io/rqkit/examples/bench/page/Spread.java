package io.rqkit.examples.bench.page;

import java.util.stream.IntStream;

/**
 * A median and how far the samples lie apart.
 *
 * @param median the middle one
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {
    /** Returns that of a figure. */
    public static Spread of(Figure figure) {
        return new Spread(figure.median(), figure.min(), figure.max());
    }

    /**
     * Returns how many times one figure is another: of their medians, and the extremes of the single rounds. Rounds that
     * were measured in turn are compared in pairs; where one figure has more of them, its rest is compared with the
     * other's median.
     */
    public static Spread ratio(Figure above, Figure below) {
        int rounds = Math.max(above.samples().size(), below.samples().size());
        double[] each = IntStream.range(0, rounds)
                .mapToDouble(i -> sample(above, i) / sample(below, i))
                .toArray();
        double median = above.median() / below.median();
        double min = IntStream.range(0, rounds).mapToDouble(i -> each[i]).min().orElseThrow();
        double max = IntStream.range(0, rounds).mapToDouble(i -> each[i]).max().orElseThrow();
        return new Spread(median, Math.min(min, median), Math.max(max, median));
    }

    private static double sample(Figure figure, int round) {
        return round < figure.samples().size() ? figure.samples().get(round) : figure.median();
    }
}
