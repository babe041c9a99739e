package io.rqkit.fakeredis.internal.command.bitmap;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;

/**
 * A range of a string in bits, as BITCOUNT and BITPOS see it.
 *
 * @param first the first bit
 * @param last the last bit; before the first when the range is empty
 */
record BitRange(long first, long last) {
    private static final int BITS_A_BYTE = 8;

    /** Returns the range of indexes that may count from the end and beyond it. */
    static BitRange of(long start, long end, boolean bits, int length) {
        long total = bits ? length * (long) BITS_A_BYTE : length;
        long from = Math.max(0, start < 0 ? total + start : start);
        long to = Math.min(total - 1, Math.max(0, end < 0 ? total + end : end));
        if (from > to) {
            return new BitRange(0, -1);
        }
        return bits ? new BitRange(from, to) : new BitRange(from * BITS_A_BYTE, to * BITS_A_BYTE + BITS_A_BYTE - 1);
    }

    /** Parses BIT or BYTE and says whether it is the first. */
    static boolean isBit(byte[] argument) {
        if (!Args.is(argument, "BIT") && !Args.is(argument, "BYTE")) {
            throw Errors.SYNTAX;
        }
        return Args.is(argument, "BIT");
    }

    boolean isEmpty() {
        return first > last;
    }

    int firstByte() {
        return (int) (first / BITS_A_BYTE);
    }

    int lastByte() {
        return (int) (last / BITS_A_BYTE);
    }

    /** Returns the bits of a byte that lie within the range, as a mask. */
    int mask(int index) {
        int mask = 0xff;
        if (index == firstByte()) {
            mask &= 0xff >>> first % BITS_A_BYTE;
        }
        if (index == lastByte()) {
            mask &= 0xff << (BITS_A_BYTE - 1 - last % BITS_A_BYTE);
        }
        return mask;
    }
}
