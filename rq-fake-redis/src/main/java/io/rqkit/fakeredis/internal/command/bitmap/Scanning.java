package io.rqkit.fakeredis.internal.command.bitmap;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;

/** BITCOUNT and BITPOS. Both look the key up before they parse the range: a missing key hides a bad range. */
final class Scanning {
    private static final CommandException NOT_A_BIT = new CommandException("ERR The bit argument must be 1 or 0.");
    private static final int BITS_A_BYTE = 8;
    /** The leading zeros that an int has more than a byte. */
    private static final int SPARE = Integer.SIZE - BITS_A_BYTE;

    private Scanning() {}

    static Reply bitCount(Call call) {
        StringValue value = call.read(call.arg(1), StringValue.class);
        if (value == null) {
            return Reply.ZERO;
        }
        BitRange range = countedRange(call, value.length());
        long count = 0;
        for (int i = range.firstByte(); i <= range.lastByte() && !range.isEmpty(); i++) {
            count += Integer.bitCount(value.byteAt(i) & range.mask(i));
        }
        return Reply.of(count);
    }

    private static BitRange countedRange(Call call, int length) {
        if (call.argc() == 2) {
            return BitRange.of(0, -1, false, length);
        }
        if (call.argc() != 4 && call.argc() != 5) {
            throw Errors.SYNTAX;
        }
        long start = call.longArg(2);
        long end = call.longArg(3);
        if (start < 0 && end < 0 && start > end) {
            // decided before the unit is read, which may then be anything
            return new BitRange(0, -1);
        }
        return BitRange.of(start, end, call.argc() == 5 && BitRange.isBit(call.arg(4)), length);
    }

    static Reply bitPos(Call call) {
        long bit = call.longArg(2);
        if (bit != 0 && bit != 1) {
            throw NOT_A_BIT;
        }
        // a missing key is an endless row of zeros
        StringValue value = call.read(call.arg(1), StringValue.class);
        if (value == null) {
            return bit == 1 ? Reply.MINUS_ONE : Reply.ZERO;
        }
        BitRange range = searchedRange(call, value.length());
        if (range.isEmpty()) {
            return Reply.MINUS_ONE;
        }
        long found = find(value, range, bit == 1);
        // the string goes on with zeros, unless the caller said where it ends
        return found < 0 && bit == 0 && call.argc() < 5 ? Reply.of(range.last() + 1) : Reply.of(found);
    }

    private static BitRange searchedRange(Call call, int length) {
        if (call.argc() > 6) {
            throw Errors.SYNTAX;
        }
        long start = call.argc() > 3 ? call.longArg(3) : 0;
        boolean bits = call.argc() == 6 && BitRange.isBit(call.arg(5));
        return BitRange.of(start, call.argc() > 4 ? call.longArg(4) : -1, bits, length);
    }

    private static long find(StringValue value, BitRange range, boolean one) {
        int skipped = one ? 0 : 0xff;
        for (int i = range.firstByte(); i <= range.lastByte(); i++) {
            int candidates = (value.byteAt(i) & 0xff ^ skipped) & range.mask(i);
            if (candidates != 0) {
                return (long) i * BITS_A_BYTE + Integer.numberOfLeadingZeros(candidates) - SPARE;
            }
        }
        return -1;
    }
}
