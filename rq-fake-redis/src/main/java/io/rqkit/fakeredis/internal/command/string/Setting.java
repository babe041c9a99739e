package io.rqkit.fakeredis.internal.command.string;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SET and the older commands that do a part of it: SETNX, SETEX, PSETEX, GETSET, MSET and MSETNX. */
final class Setting {
    private Setting() {}

    static Reply set(Call call) {
        SetOptions options = SetOptions.ofSet(call.args(3));
        long deadline = deadline(call, options.expiry());
        byte[] key = call.arg(1);
        Reply old = options.get() ? Getting.get(call) : null;
        Keyspace keyspace = call.keyspace();
        KeyEntry entry = keyspace.use(key);
        if (entry == null ? options.xx() : options.nx()) {
            return old == null ? Reply.NULL : old;
        }
        keyspace.set(key, entry, StringValue.of(call.arg(2)), options.keepTtl());
        keyspace.notify(key, KeyEvent.STRING, "set");
        expire(call, key, call.arg(2), deadline);
        if (options.get() && deadline == 0 && call.isPropagated()) {
            propagateWithoutGet(call);
        }
        return old == null ? Reply.OK : old;
    }

    static Reply setNx(Call call) {
        if (call.keyspace().write(call.arg(1)) != null) {
            return Reply.ZERO;
        }
        store(call, call.arg(1), call.arg(2));
        return Reply.ONE;
    }

    static Reply setEx(Call call) {
        return setExpiring(call, new Expiry(call.arg(2), Expiry.Unit.EX));
    }

    static Reply psetEx(Call call) {
        return setExpiring(call, new Expiry(call.arg(2), Expiry.Unit.PX));
    }

    private static Reply setExpiring(Call call, Expiry expiry) {
        long deadline = expiry.deadline(call);
        store(call, call.arg(1), call.arg(3));
        expire(call, call.arg(1), call.arg(3), deadline);
        return Reply.OK;
    }

    static Reply getSet(Call call) {
        Reply old = Getting.get(call);
        store(call, call.arg(1), call.arg(2));
        call.propagateArg(0, "SET");
        return old;
    }

    static Reply mset(Call call) {
        requirePairs(call);
        storePairs(call);
        return Reply.OK;
    }

    static Reply msetNx(Call call) {
        requirePairs(call);
        for (int i = 1; i < call.argc(); i += 2) {
            if (call.keyspace().write(call.arg(i)) != null) {
                return Reply.ZERO;
            }
        }
        storePairs(call);
        return Reply.ONE;
    }

    private static void requirePairs(Call call) {
        if (call.argc() % 2 == 0) {
            throw Errors.wrongArity(call.command().spec().fullName());
        }
    }

    private static void storePairs(Call call) {
        for (int i = 1; i < call.argc(); i += 2) {
            store(call, call.arg(i), call.arg(i + 1));
        }
    }

    /** Sets a key, whatever it held, and tells. */
    private static void store(Call call, byte[] key, byte[] value) {
        Keyspace keyspace = call.keyspace();
        keyspace.set(key, StringValue.of(value), false);
        keyspace.notify(key, KeyEvent.STRING, "set");
    }

    /** Returns the deadline, or 0 for none: a valid deadline is positive. */
    private static long deadline(Call call, @Nullable Expiry expiry) {
        return expiry == null ? 0 : expiry.deadline(call);
    }

    private static void propagateWithoutGet(Call call) {
        List<Object> words = new ArrayList<>();
        for (int i = 0; i < call.argc(); i++) {
            if (i < 3 || !call.argIs(i, "GET")) {
                words.add(call.arg(i));
            }
        }
        call.propagateAs(words.toArray());
    }

    private static void expire(Call call, byte[] key, byte[] value, long deadline) {
        if (deadline != 0) {
            call.keyspace().expireAt(key, deadline);
            if (call.isPropagated()) {
                call.propagateAs("SET", key, value, "PXAT", deadline);
            }
            call.keyspace().notify(key, KeyEvent.GENERIC, "expire");
        }
    }
}
