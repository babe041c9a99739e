package io.rqkit.fakeredis.internal.command.string;

import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** GET, GETEX, GETDEL, MGET, GETRANGE and its older name SUBSTR, STRLEN. */
final class Getting {
    private Getting() {}

    static Reply get(Call call) {
        StringValue value = call.read(call.arg(1), StringValue.class);
        return value == null ? Reply.NULL : Reply.bulk(value.bytes());
    }

    static Reply getDel(Call call) {
        Reply value = get(call);
        byte[] key = call.arg(1);
        if (call.keyspace().delete(key)) {
            call.propagateAs(call.config().deletionOfUser(), key);
            call.keyspace().changed(key, KeyEvent.GENERIC, "del");
        }
        return value;
    }

    /** The key and its type come before the deadline's value, other than in SET. */
    static Reply getEx(Call call) {
        SetOptions options = SetOptions.ofGetEx(call.args(2));
        byte[] key = call.arg(1);
        StringValue value = call.read(key, StringValue.class);
        if (value == null) {
            return Reply.NULL;
        }
        Expiry expiry = options.expiry();
        if (expiry != null) {
            expire(call, key, expiry);
        } else if (options.persist()) {
            call.propagateAs("PERSIST", key);
            persist(call.keyspace(), key);
        }
        return Reply.bulk(value.bytes());
    }

    private static void expire(Call call, byte[] key, Expiry expiry) {
        long deadline = expiry.deadline(call);
        Keyspace keyspace = call.keyspace();
        if (!expiry.unit().isFromNow() && call.isPast(deadline)) {
            keyspace.delete(key);
            call.propagateAs(call.config().deletionOfExpired(), key);
            keyspace.changed(key, KeyEvent.GENERIC, "del");
        } else {
            keyspace.expireAt(key, deadline);
            call.propagateAs("PEXPIREAT", key, deadline);
            keyspace.changed(key, KeyEvent.GENERIC, "expire");
        }
    }

    private static void persist(Keyspace keyspace, byte[] key) {
        KeyEntry entry = keyspace.find(key);
        if (entry != null && entry.expireAtMillis() != Database.NO_EXPIRY) {
            keyspace.expireAt(key, Database.NO_EXPIRY);
            keyspace.changed(key, KeyEvent.GENERIC, "persist");
        }
    }

    /** A key that holds another type answers as one that does not exist. */
    static Reply mget(Call call) {
        List<Reply> values = new ArrayList<>(call.argc() - 1);
        for (int i = 1; i < call.argc(); i++) {
            Value value = call.keyspace().read(call.arg(i));
            values.add(value instanceof StringValue string ? Reply.bulk(string.bytes()) : Reply.NULL);
        }
        return Reply.array(values);
    }

    static Reply getRange(Call call) {
        long start = call.longArg(2);
        long end = call.longArg(3);
        StringValue value = call.read(call.arg(1), StringValue.class);
        if (value == null || start < 0 && end < 0 && start > end) {
            return Reply.EMPTY_BULK;
        }
        int length = value.length();
        long from = Math.max(0, start < 0 ? length + start : start);
        long to = Math.min(length - 1L, Math.max(0, end < 0 ? length + end : end));
        return from > to ? Reply.EMPTY_BULK : Reply.bulk(value.slice((int) from, (int) to + 1));
    }

    static Reply strLen(Call call) {
        StringValue value = call.read(call.arg(1), StringValue.class);
        return Reply.of(value == null ? 0 : value.length());
    }
}
