package io.rqkit.fakeredis.internal.command.bitmap;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Arrays;

/** GETBIT and SETBIT, and what BITFIELD shares with them. */
final class Bits {
    private static final CommandException BAD_OFFSET =
            new CommandException("ERR bit offset is not an integer or out of range");
    private static final CommandException BAD_BIT = new CommandException("ERR bit is not an integer or out of range");
    private static final int BITS_A_BYTE = 8;

    private Bits() {}

    static Reply getBit(Call call) {
        long offset = offset(call, call.arg(2), 0);
        StringValue value = call.read(call.arg(1), StringValue.class);
        return Reply.flag(value != null && value.bit(offset));
    }

    static Reply setBit(Call call) {
        long offset = offset(call, call.arg(2), 0);
        long bit = call.longArg(3, BAD_BIT);
        if (bit != 0 && bit != 1) {
            throw BAD_BIT;
        }
        byte[] key = call.arg(1);
        Target target = target(call, key, offset);
        boolean was = target.value.setBit(offset, bit == 1);
        if (target.grew || was != (bit == 1)) {
            call.keyspace().changed(key, KeyEvent.STRING, "setbit");
        }
        return Reply.flag(was);
    }

    /**
     * Parses a bit's offset.
     *
     * @param width the bits of a number, by which an offset after {@code #} is multiplied; 0 where there is no such form
     */
    static long offset(Call call, byte[] argument, int width) {
        boolean counted = width > 0 && argument.length > 0 && argument[0] == '#';
        byte[] digits = counted ? Arrays.copyOfRange(argument, 1, argument.length) : argument;
        long offset = Numbers.parseLong(digits, BAD_OFFSET);
        if (counted) {
            // unchecked, as in Redis: a product too large may come out as a valid offset
            offset *= width;
        }
        long limit = Math.min(call.config().protoMaxBulkLen(), Integer.MAX_VALUE - BITS_A_BYTE);
        if (offset < 0 || offset / BITS_A_BYTE >= limit) {
            throw BAD_OFFSET;
        }
        return offset;
    }

    /**
     * A string to change.
     *
     * @param value it reaches to the last bit to change
     * @param grew whether it had to be made or padded
     */
    record Target(StringValue value, boolean grew) {}

    /** Looks a string up to change its bits up to {@code lastBit}. The string grows even if nothing is written then. */
    static Target target(Call call, byte[] key, long lastBit) {
        int length = Math.toIntExact(lastBit / BITS_A_BYTE + 1);
        StringValue value = call.write(key, StringValue.class);
        if (value == null) {
            value = StringValue.ofRaw(new byte[length]);
            call.keyspace().add(key, value);
            return new Target(value, true);
        }
        boolean grew = value.length() < length;
        value.ensureLength(length);
        return new Target(value, grew);
    }
}
