package io.rqkit.fakeredis.internal.engine;

import java.util.Arrays;

/**
 * How often a command took how long, to two digits, in nanoseconds. Its buckets are those of the HDR histogram that Redis
 * keeps: single numbers up to 255, then 128 to each doubling.
 */
public final class LatencyHistogram {
    private static final int EXACT = 256;
    private static final int HALF = EXACT / 2;
    private static final int HALF_BITS = 7;
    private static final long HIGHEST = 1_000_000_000;
    private static final int NANOS_A_MICRO = 1000;
    /** The first bound of the distribution that LATENCY HISTOGRAM shows; each next one is twice as high. */
    private static final long FIRST_BOUND = 1024;

    private static final double PERCENT = 100;

    private int[] counts = new int[EXACT];
    private long total;

    /** Is shown the distribution. */
    @FunctionalInterface
    public interface BoundVisitor {
        /** Takes a bound, in microseconds, and how many calls took no longer. */
        void show(long micros, long count);
    }

    void add(long micros) {
        long nanos = Math.max(1, Math.min(HIGHEST, micros * NANOS_A_MICRO));
        int index = index(nanos);
        if (index >= counts.length) {
            counts = Arrays.copyOf(counts, index + HALF);
        }
        counts[index]++;
        total++;
    }

    /** Returns how many calls were counted. */
    public long total() {
        return total;
    }

    private static int index(long nanos) {
        if (nanos < EXACT) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - HALF_BITS;
        return EXACT + (shift - 1) * HALF + (int) (nanos >> shift) - HALF;
    }

    /** Returns the highest number that is counted in the same bucket. */
    private static long highestLike(int index) {
        if (index < EXACT) {
            return index;
        }
        int shift = (index - EXACT) / HALF + 1;
        long lowest = (long) ((index - EXACT) % HALF + HALF) << shift;
        return lowest + (1L << shift) - 1;
    }

    /** Shows bounds in microseconds, and how many calls took no longer, where that number grows. */
    public void forEachBound(BoundVisitor show) {
        long counted = 0;
        long shown = 0;
        int next = 0;
        for (long bound = FIRST_BOUND; counted < total; bound *= 2) {
            int last = index(bound);
            while (next <= last && next < counts.length) {
                counted += counts[next++];
            }
            if (counted > shown) {
                show.show(highestLike(last) / NANOS_A_MICRO, counted);
                shown = counted;
            }
        }
    }

    /** Returns the time, in microseconds, that so many of a hundred calls did not exceed. */
    public double percentile(double percentage) {
        long wanted = Math.max(1, (long) (Math.min(PERCENT, percentage) / PERCENT * total + 0.5));
        long counted = 0;
        for (int i = 0; i < counts.length; i++) {
            counted += counts[i];
            if (counted >= wanted) {
                return highestLike(i) / (double) NANOS_A_MICRO;
            }
        }
        return 0;
    }
}
