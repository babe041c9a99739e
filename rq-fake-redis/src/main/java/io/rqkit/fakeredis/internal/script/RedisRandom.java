package io.rqkit.fakeredis.internal.script;

/** The 48-bit generator of Redis's rand.c: every server begins with the same numbers, as real ones do. */
final class RedisRandom {
    /** The range of {@link #next()}. */
    static final int LIMIT = Integer.MAX_VALUE;

    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long INCREMENT = 0xB;
    private static final long MASK = (1L << 48) - 1;
    private static final int LOW = 0x330E;
    private static final int UNUSED_BITS = 17;
    private long state = 0x1234ABCD0000L | LOW;

    void seed(int seed) {
        state = (seed & 0xffffffffL) << 16 | LOW;
    }

    /** Returns the next number, 0 to {@link #LIMIT}. */
    int next() {
        state = (state * MULTIPLIER + INCREMENT) & MASK;
        return (int) (state >>> UNUSED_BITS);
    }
}
