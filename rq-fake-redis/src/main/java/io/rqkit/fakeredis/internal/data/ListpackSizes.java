package io.rqkit.fakeredis.internal.data;

/** How many bytes Redis takes for what it stores in a listpack; follows listpack.c. */
final class ListpackSizes {
    /** Total length and number of elements in front, the end mark behind. */
    static final int EMPTY = 7;

    private static final int LONGEST_INTEGER = 20;
    /** Fractions of a multiple of this are short in decimal too. */
    private static final int SHORT_FRACTION = 1 << 10;

    private static final int SCORE_DIGITS = 18;
    private static final int LONGEST_INFINITY = 4;
    private static final int[] BACK_LENGTH_LIMITS = {128, 16383, 2097151, 268435455};

    private ListpackSizes() {}

    /** Returns the size of a string; one that is a canonical integer is stored as such. */
    static long ofString(byte[] bytes) {
        if (bytes.length <= LONGEST_INTEGER && ByteArrays.isLong(bytes)) {
            return ofInteger(ByteArrays.toLong(bytes));
        }
        int head = bytes.length < 64 ? 1 : bytes.length < 4096 ? 2 : 5;
        return withBackLength((long) head + bytes.length);
    }

    static long ofInteger(long value) {
        if (value >= 0 && value <= 127) {
            return 2;
        }
        if (value >= -4096 && value <= 4095) {
            return 3;
        }
        if (value == (short) value) {
            return 4;
        }
        if (value >= -8388608 && value <= 8388607) {
            return 5;
        }
        return value == (int) value ? 6 : 10;
    }

    /** Returns the size of a score, which is a string of 17 digits unless it is an integer or fewer say the same. */
    static long ofScore(double score) {
        if (score == (long) score) {
            return ofInteger((long) score);
        }
        double shifted = score * SHORT_FRACTION;
        int length = Double.isInfinite(score)
                ? LONGEST_INFINITY
                : shifted == Math.rint(shifted) ? Double.toString(score).length() : SCORE_DIGITS;
        return withBackLength(1L + length);
    }

    /** Adds the length that stands behind each element for walking backwards. */
    private static long withBackLength(long size) {
        int bytes = 1;
        for (int limit : BACK_LENGTH_LIMITS) {
            if (size < limit) {
                break;
            }
            bytes++;
        }
        return size + bytes;
    }
}
