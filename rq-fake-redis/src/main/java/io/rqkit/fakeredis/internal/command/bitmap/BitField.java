package io.rqkit.fakeredis.internal.command.bitmap;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.StringValue;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A type of whole numbers that BITFIELD reads and writes.
 *
 * @param signed whether the highest bit is a sign
 * @param width 1 to 64 bits, at most 63 when there is no sign
 */
record BitField(boolean signed, int width) {
    private static final CommandException BAD_TYPE = new CommandException(
            "ERR Invalid bitfield type. Use something like" + " i16 u8. Note that u64 is not supported but i64 is.");

    /** What becomes of a number that does not fit. */
    enum Overflow {
        WRAP,
        SAT,
        FAIL
    }

    static BitField parse(byte[] argument) {
        boolean signed = argument.length > 0 && argument[0] == 'i';
        if (!signed && (argument.length == 0 || argument[0] != 'u')) {
            throw BAD_TYPE;
        }
        long width = Numbers.parseLong(Arrays.copyOfRange(argument, 1, argument.length), BAD_TYPE);
        if (width < 1 || width > (signed ? 64 : 63)) {
            throw BAD_TYPE;
        }
        return new BitField(signed, (int) width);
    }

    /** Reads a number; beyond the end are zeros. */
    long get(@Nullable StringValue value, long offset) {
        long bits = 0;
        for (long at = offset; at < offset + width && value != null; at++) {
            bits = bits << 1 | (value.bit(at) ? 1 : 0);
        }
        return fit(bits);
    }

    /** Writes a number's lowest bits into a string that is long enough. */
    void set(StringValue value, long offset, long number) {
        for (int i = 0; i < width; i++) {
            value.setBit(offset + i, (number >>> (width - 1 - i) & 1) != 0);
        }
    }

    /** Returns the sum, or what becomes of it on overflow: nothing when that is to fail. */
    OptionalLong add(long number, long increment, Overflow overflow) {
        long sum = number + increment;
        boolean beyond64 = ((number ^ sum) & (increment ^ sum)) < 0;
        boolean above = beyond64 ? increment > 0 : sum > max();
        boolean below = beyond64 ? increment < 0 : sum < min();
        if (!above && !below) {
            return OptionalLong.of(sum);
        }
        return switch (overflow) {
            case WRAP -> OptionalLong.of(fit(sum));
            case SAT -> OptionalLong.of(above ? max() : min());
            case FAIL -> OptionalLong.empty();
        };
    }

    /** The same for a number to store; one that is negative counts as a very large one where there is no sign. */
    OptionalLong store(long number, Overflow overflow) {
        if (signed || number >= 0) {
            return add(number, 0, overflow);
        }
        return switch (overflow) {
            case WRAP -> OptionalLong.of(fit(number));
            case SAT -> OptionalLong.of(max());
            case FAIL -> OptionalLong.empty();
        };
    }

    private long max() {
        return signed ? Long.MAX_VALUE >>> (64 - width) : (1L << width) - 1;
    }

    private long min() {
        return signed ? -max() - 1 : 0;
    }

    /** Returns the lowest bits as a number of this type. */
    private long fit(long bits) {
        int spare = Long.SIZE - width;
        return signed ? bits << spare >> spare : bits << spare >>> spare;
    }
}
