package io.rqkit.fakeredis.internal.command.hash;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.LongDouble;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Commands that change a hash. */
final class HashWrites {
    private static final CommandException VALUE_NOT_AN_INTEGER =
            new CommandException("ERR hash value is not an integer");

    private static final CommandException VALUE_NOT_A_FLOAT = new CommandException("ERR hash value is not a float");
    private static final CommandException NOT_FINITE = new CommandException("ERR value is NaN or Infinity");
    private static final CommandException SUM_NOT_FINITE =
            new CommandException("ERR increment would produce NaN or Infinity");

    private HashWrites() {}

    private static HashValue hashOrNew(Call call) {
        HashValue hash = call.write(call.arg(1), HashValue.class);
        if (hash == null) {
            hash = new HashValue();
            call.keyspace().add(call.arg(1), hash);
        }
        return hash;
    }

    static Reply hset(Call call) {
        return Reply.of(setAll(call));
    }

    static Reply hmset(Call call) {
        setAll(call);
        return Reply.OK;
    }

    /** Sets field after field; returns how many are new. */
    private static int setAll(Call call) {
        if (call.argc() % 2 != 0) {
            throw Errors.wrongArity(call.command().spec().fullName());
        }
        HashValue hash = hashOrNew(call);
        int added = 0;
        for (int i = 2; i < call.argc(); i += 2) {
            if (hash.put(call.arg(i), call.arg(i + 1), call.limits())) {
                added++;
            }
        }
        call.keyspace().changed(call.arg(1), KeyEvent.HASH, "hset");
        return added;
    }

    static Reply hsetnx(Call call) {
        HashValue hash = hashOrNew(call);
        if (hash.contains(call.arg(2))) {
            return Reply.ZERO;
        }
        hash.put(call.arg(2), call.arg(3), call.limits());
        call.keyspace().changed(call.arg(1), KeyEvent.HASH, "hset");
        return Reply.ONE;
    }

    static Reply hdel(Call call) {
        byte[] key = call.arg(1);
        HashValue hash = call.write(key, HashValue.class);
        if (hash == null) {
            return Reply.ZERO;
        }
        int deleted = 0;
        for (int i = 2; i < call.argc() && hash.size() > 0; i++) {
            if (hash.remove(call.arg(i))) {
                deleted++;
            }
        }
        if (deleted > 0) {
            call.keyspace().changed(key, KeyEvent.HASH, "hdel");
            if (hash.size() == 0) {
                call.keyspace().deleteEmptied(key);
            }
        }
        return Reply.of(deleted);
    }

    static Reply hincrby(Call call) {
        long increment = call.longArg(3);
        HashValue hash = hashOrNew(call);
        byte[] old = hash.get(call.arg(2));
        long value = old == null ? 0 : Numbers.parseLong(old, VALUE_NOT_AN_INTEGER);
        long sum = value + increment;
        if (((value ^ sum) & (increment ^ sum)) < 0) {
            throw Errors.OVERFLOW;
        }
        hash.put(call.arg(2), ByteArrays.fromLong(sum), call.limits());
        call.keyspace().changed(call.arg(1), KeyEvent.HASH, "hincrby");
        return Reply.of(sum);
    }

    static Reply hincrbyfloat(Call call) {
        LongDouble increment = LongDouble.parse(call.arg(3), Errors.NOT_A_FLOAT);
        if (!increment.isFinite()) {
            throw NOT_FINITE;
        }
        HashValue hash = hashOrNew(call);
        byte[] old = hash.get(call.arg(2));
        LongDouble value = old == null ? LongDouble.ZERO : LongDouble.parse(old, VALUE_NOT_A_FLOAT);
        LongDouble sum = value.plus(increment);
        if (!sum.isFinite()) {
            throw SUM_NOT_FINITE;
        }
        byte[] text = ByteArrays.fromAscii(sum.toString());
        hash.put(call.arg(2), text, call.limits());
        call.keyspace().changed(call.arg(1), KeyEvent.HASH, "hincrbyfloat");
        // replicas get the result, whose last digits may depend on the machine
        call.propagateAs("HSET", call.arg(1), call.arg(2), text);
        return Reply.bulk(text);
    }
}
