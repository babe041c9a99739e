package io.rqkit.fakeredis.internal.command.hyperloglog;

import io.rqkit.fakeredis.internal.data.StringValue;
import java.util.Arrays;

/**
 * The sparse form: after the header, runs of registers that have the same value.
 *
 * <p>{@code 00nnnnnn} are 1 to 64 zeros, {@code 01nnnnnn nnnnnnnn} are 1 to 16384 zeros, {@code 1vvvvvnn} is 1 to 4 times a
 * value of 1 to 32. The bytes must be those of Redis after every step, therefore the steps are its own (hllSparseSet in
 * hyperloglog.c): split the run, put the new value in, and merge runs of equal values nearby.
 */
final class Sparse {
    /** The greatest value that the form can hold. */
    static final int MAX_VALUE = 32;

    private static final int MAX_SHORT_ZEROS = 64;
    private static final int MAX_REPEAT = 4;
    private static final int MERGED = 5;
    private static final int START = HyperLogLog.HEADER;

    private Sparse() {}

    /** What {@link #set} did. */
    enum Change {
        NONE,
        DONE,
        /** The string would become too long: nothing was changed. */
        TOO_LONG,
        CORRUPT
    }

    /** Is shown runs of registers. */
    @FunctionalInterface
    interface RunVisitor {
        /** Takes a run; returns whether to go on. */
        boolean visit(int first, int length, int value);
    }

    /** Returns the number of bytes of the run at an index. */
    static int bytesAt(StringValue value, int at) {
        return isLongZeros(value.byteAt(at)) ? 2 : 1;
    }

    /** Returns the number of registers of the run at an index; the second byte may be missing in what is no valid form. */
    static int lengthAt(StringValue value, int at) {
        int code = value.byteAt(at);
        if (isValue(code)) {
            return (code & 3) + 1;
        }
        int low = code & 0x3f;
        if (!isLongZeros(code)) {
            return low + 1;
        }
        return (low << 8 | (at + 1 < value.length() ? value.byteAt(at + 1) & 0xff : 0)) + 1;
    }

    /** Returns the value of the registers of the run at an index. */
    static int valueAt(StringValue value, int at) {
        int code = value.byteAt(at);
        return isValue(code) ? (code >> 2 & 0x1f) + 1 : 0;
    }

    private static boolean isValue(int code) {
        return (code & 0x80) != 0;
    }

    private static boolean isLongZeros(int code) {
        return (code & 0xc0) == 0x40;
    }

    /** Shows all runs in order and says whether they make up all registers. */
    static boolean forEachRun(StringValue value, RunVisitor visitor) {
        int first = 0;
        for (int at = START; at < value.length(); at += bytesAt(value, at)) {
            int length = lengthAt(value, at);
            if (!visitor.visit(first, length, valueAt(value, at))) {
                break;
            }
            first += length;
        }
        return first == HyperLogLog.REGISTERS;
    }

    /** Raises a register to a value of at most {@link #MAX_VALUE}. */
    static Change set(StringValue value, int register, int count, long maxBytes) {
        int at = START;
        int before = START;
        int first = 0;
        while (at < value.length() && register >= first + lengthAt(value, at)) {
            before = at;
            first += lengthAt(value, at);
            at += bytesAt(value, at);
        }
        if (at >= value.length()) {
            return Change.CORRUPT;
        }
        if (valueAt(value, at) >= count) {
            return Change.NONE;
        }
        byte[] runs = split(value, at, register - first, count);
        int grown = runs.length - bytesAt(value, at);
        if (grown > 0 && value.length() + grown > maxBytes) {
            return Change.TOO_LONG;
        }
        replaceRun(value, at, runs);
        merge(value, before);
        HyperLogLog.invalidateEstimate(value);
        return Change.DONE;
    }

    /** Returns what stands in place of a run when one of its registers gets another value. */
    private static byte[] split(StringValue value, int at, int index, int count) {
        byte[] runs = new byte[MERGED];
        int old = valueAt(value, at);
        int size = run(runs, 0, index, old);
        size = run(runs, size, 1, count);
        size = run(runs, size, lengthAt(value, at) - index - 1, old);
        return Arrays.copyOf(runs, size);
    }

    private static int run(byte[] runs, int at, int length, int value) {
        if (length == 0) {
            return at;
        }
        if (value > 0) {
            runs[at] = (byte) (0x80 | value - 1 << 2 | length - 1);
        } else if (length <= MAX_SHORT_ZEROS) {
            runs[at] = (byte) (length - 1);
        } else {
            runs[at] = (byte) (0x40 | length - 1 >> 8);
            runs[at + 1] = (byte) (length - 1);
            return at + 2;
        }
        return at + 1;
    }

    private static void replaceRun(StringValue value, int at, byte[] runs) {
        int oldBytes = bytesAt(value, at);
        if (runs.length == 1 && oldBytes == 1) {
            value.setByte(at, runs[0]);
            return;
        }
        byte[] old = value.bytes();
        byte[] changed = new byte[old.length + runs.length - oldBytes];
        System.arraycopy(old, 0, changed, 0, at);
        // a last run cut off in its middle stays cut off; Redis reads on behind the string then, which is not mirrored
        System.arraycopy(runs, 0, changed, at, Math.min(runs.length, changed.length - at));
        int rest = at + oldBytes;
        if (rest < old.length) {
            System.arraycopy(old, rest, changed, at + runs.length, old.length - rest);
        }
        value.replace(changed);
    }

    /** Joins equal values among the next few runs; where Redis would look no further, what could be joined stays. */
    private static void merge(StringValue value, int from) {
        int at = from;
        for (int seen = 0; seen < MERGED && at < value.length(); seen++) {
            if (canMerge(value, at)) {
                int length = lengthAt(value, at) + lengthAt(value, at + 1);
                byte[] old = value.bytes();
                byte[] joined = Arrays.copyOf(old, old.length - 1);
                System.arraycopy(old, at + 1, joined, at, old.length - at - 1);
                run(joined, at, length, valueAt(value, at));
                value.replace(joined);
            } else {
                at += bytesAt(value, at);
            }
        }
    }

    private static boolean canMerge(StringValue value, int at) {
        return isValue(value.byteAt(at))
                && at + 1 < value.length()
                && isValue(value.byteAt(at + 1))
                && valueAt(value, at) == valueAt(value, at + 1)
                && lengthAt(value, at) + lengthAt(value, at + 1) <= MAX_REPEAT;
    }
}
