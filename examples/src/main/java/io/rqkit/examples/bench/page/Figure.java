package io.rqkit.examples.bench.page;

import java.util.List;

/**
 * What was measured of one subject: the samples of all rounds, in their order.
 *
 * @param metric what was measured, such as {@code GET}
 * @param subject of what, such as {@code real Redis}
 * @param unit what a sample counts, such as {@code µs}
 * @param samples at least one
 */
public record Figure(String metric, String subject, String unit, List<Double> samples) {
    /** Takes a copy of the samples. */
    public Figure {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("No sample of " + metric + " of " + subject);
        }
        samples = List.copyOf(samples);
    }

    /** Returns the middle sample, or the mean of the middle two. */
    public double median() {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the smallest sample. */
    public double min() {
        return samples.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** Returns the largest sample. */
    public double max() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
