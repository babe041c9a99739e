package io.rqkit.fakeredis.internal.command.string;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.LongDouble;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;

/** INCR, DECR, INCRBY, DECRBY and INCRBYFLOAT. A deadline stays. */
final class Counting {
    private static final CommandException DECREMENT_OVERFLOW = new CommandException("ERR decrement would overflow");
    private static final CommandException NOT_FINITE =
            new CommandException("ERR increment would produce NaN or Infinity");

    private static final int SHARED_INTEGERS = 10_000;

    private Counting() {}

    static Reply incr(Call call) {
        return add(call, 1);
    }

    static Reply decr(Call call) {
        return add(call, -1);
    }

    static Reply incrBy(Call call) {
        return add(call, call.longArg(2));
    }

    static Reply decrBy(Call call) {
        long decrement = call.longArg(2);
        if (decrement == Long.MIN_VALUE) {
            throw DECREMENT_OVERFLOW;
        }
        return add(call, -decrement);
    }

    private static Reply add(Call call, long increment) {
        StringValue old = call.write(call.arg(1), StringValue.class);
        long value = old == null ? 0 : Numbers.parseLong(old.bytes(), Errors.NOT_AN_INTEGER);
        long sum = value + increment;
        if (((value ^ sum) & (increment ^ sum)) < 0) {
            throw Errors.OVERFLOW;
        }
        if (old != null && isOwn(old, sum)) {
            old.setLong(sum);
            call.keyspace().changed(call.arg(1), KeyEvent.STRING, "incrby");
        } else {
            store(call, StringValue.ofLong(sum), "incrby");
        }
        return Reply.of(sum);
    }

    /** Redis changes an integer in place unless it shares the objects of either, as DEBUG OBJECT's address shows. */
    private static boolean isOwn(StringValue old, long sum) {
        return old.encoding().equals("int") && (sum < 0 || sum >= SHARED_INTEGERS);
    }

    static Reply incrByFloat(Call call) {
        StringValue old = call.write(call.arg(1), StringValue.class);
        LongDouble value = old == null ? LongDouble.ZERO : LongDouble.parse(old.bytes(), Errors.NOT_A_FLOAT);
        LongDouble sum = value.plus(LongDouble.parse(call.arg(2), Errors.NOT_A_FLOAT));
        if (!sum.isFinite()) {
            throw NOT_FINITE;
        }
        byte[] text = ByteArrays.fromAscii(sum.toString());
        store(call, StringValue.ofText(text), "incrbyfloat");
        // replicas get the result, whose last digits may depend on the machine
        call.propagateAs("SET", call.arg(1), text, "KEEPTTL");
        return Reply.bulk(text);
    }

    private static void store(Call call, StringValue value, String event) {
        call.keyspace().set(call.arg(1), value, true);
        call.keyspace().notify(call.arg(1), KeyEvent.STRING, event);
    }
}
