package io.rqkit.fakeredis.internal.command.hyperloglog;

import io.rqkit.fakeredis.internal.data.StringValue;

/** The dense form: after the header, six bits a register, from the lowest bits of each byte on. */
final class Dense {
    /** The bytes of the whole string. */
    static final int LENGTH = HyperLogLog.HEADER + (HyperLogLog.REGISTERS * 6 + 7) / 8;

    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;
    /** From this position in its byte on, a register goes on in the next one. */
    private static final int LAST_WHOLE = Byte.SIZE - BITS;

    private Dense() {}

    static int get(StringValue value, int register) {
        int bit = register * BITS;
        int at = HyperLogLog.HEADER + bit / Byte.SIZE;
        int shift = bit % Byte.SIZE;
        int low = (value.byteAt(at) & 0xff) >>> shift;
        int high = shift > LAST_WHOLE ? (value.byteAt(at + 1) & 0xff) << Byte.SIZE - shift : 0;
        return (low | high) & MASK;
    }

    static void set(StringValue value, int register, int count) {
        int bit = register * BITS;
        int at = HyperLogLog.HEADER + bit / Byte.SIZE;
        int shift = bit % Byte.SIZE;
        value.setByte(at, (byte) (value.byteAt(at) & ~(MASK << shift) | count << shift));
        if (shift > LAST_WHOLE) {
            int back = Byte.SIZE - shift;
            value.setByte(at + 1, (byte) (value.byteAt(at + 1) & ~(MASK >>> back) | count >>> back));
        }
    }
}
