package io.rqkit.fakeredis.internal.data;

/**
 * An interval of scores; it may be empty.
 *
 * @param min the lower bound, not NaN
 * @param minExclusive whether the lower bound itself is outside
 * @param max the upper bound, not NaN
 * @param maxExclusive whether the upper bound itself is outside
 */
public record ScoreRange(double min, boolean minExclusive, double max, boolean maxExclusive) {
    /** Every score. */
    public static final ScoreRange ALL =
            new ScoreRange(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

    /** Returns whether the score is not below the lower bound. */
    public boolean isAboveMin(double score) {
        return minExclusive ? score > min : score >= min;
    }

    /** Returns whether the score is not above the upper bound. */
    public boolean isBelowMax(double score) {
        return maxExclusive ? score < max : score <= max;
    }

    /** Returns whether no score can lie within. */
    public boolean isEmpty() {
        return min > max || min == max && (minExclusive || maxExclusive);
    }
}
