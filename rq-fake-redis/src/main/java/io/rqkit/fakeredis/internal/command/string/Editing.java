package io.rqkit.fakeredis.internal.command.string;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;

/** APPEND and SETRANGE. */
final class Editing {
    private static final CommandException BAD_OFFSET = new CommandException("ERR offset is out of range");
    /** The longest array that a Java virtual machine surely makes. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private Editing() {}

    static Reply append(Call call) {
        byte[] key = call.arg(1);
        byte[] tail = call.arg(2);
        StringValue value = call.write(key, StringValue.class);
        if (value == null) {
            // what APPEND creates may be an integer; what it appended to never is
            call.keyspace().add(key, StringValue.of(tail));
        } else {
            requireRoom(call, value.length(), tail.length);
            value.append(tail);
        }
        call.keyspace().changed(key, KeyEvent.STRING, "append");
        return Reply.of(value == null ? tail.length : value.length());
    }

    static Reply setRange(Call call) {
        byte[] key = call.arg(1);
        byte[] patch = call.arg(3);
        long offset = call.longArg(2);
        if (offset < 0) {
            throw BAD_OFFSET;
        }
        StringValue value = call.write(key, StringValue.class);
        if (patch.length == 0) {
            return Reply.of(value == null ? 0 : value.length());
        }
        requireRoom(call, offset, patch.length);
        if (value == null) {
            value = StringValue.ofRaw(new byte[(int) offset + patch.length]);
            call.keyspace().add(key, value);
        }
        int length = value.setRange((int) offset, patch);
        call.keyspace().changed(key, KeyEvent.STRING, "setrange");
        return Reply.of(length);
    }

    private static void requireRoom(Call call, long size, long added) {
        long total = size + added;
        if (total > Math.min(LONGEST, call.config().protoMaxBulkLen()) || total < size) {
            throw Errors.STRING_TOO_LONG;
        }
    }
}
