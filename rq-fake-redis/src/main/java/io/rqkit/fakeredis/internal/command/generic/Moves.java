package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Arrays;

/** A value gets another name, another database, or a copy; its deadline goes with it. */
final class Moves {
    private static final CommandException SAME_OBJECT =
            new CommandException("ERR source and destination objects are the same");

    private Moves() {}

    static Reply rename(Call call, boolean onlyIfAbsent) {
        byte[] from = call.arg(1);
        byte[] to = call.arg(2);
        Keyspace keyspace = call.keyspace();
        Value value = keyspace.write(from);
        if (value == null) {
            throw Errors.NO_SUCH_KEY;
        }
        if (Arrays.equals(from, to)) {
            return onlyIfAbsent ? Reply.ZERO : Reply.OK;
        }
        long deadline = deadline(keyspace, from);
        if (keyspace.write(to) != null) {
            if (onlyIfAbsent) {
                return Reply.ZERO;
            }
            keyspace.delete(to);
        }
        put(keyspace, to, value, deadline);
        keyspace.delete(from);
        keyspace.modified(from);
        keyspace.modified(to);
        keyspace.notify(from, KeyEvent.GENERIC, "rename_from");
        keyspace.notify(to, KeyEvent.GENERIC, "rename_to");
        return onlyIfAbsent ? Reply.ONE : Reply.OK;
    }

    static Reply move(Call call) {
        byte[] key = call.arg(1);
        Keyspace source = call.keyspace();
        Keyspace target = Keys.databaseArg(call, 2);
        if (source == target) {
            throw SAME_OBJECT;
        }
        Value value = source.write(key);
        if (value == null) {
            return Reply.ZERO;
        }
        long deadline = deadline(source, key);
        if (target.write(key) != null) {
            return Reply.ZERO;
        }
        put(target, key, value, deadline);
        source.delete(key);
        source.modified(key);
        target.modified(key);
        source.notify(key, KeyEvent.GENERIC, "move_from");
        target.notify(key, KeyEvent.GENERIC, "move_to");
        return Reply.ONE;
    }

    static Reply copy(Call call) {
        byte[] from = call.arg(1);
        byte[] to = call.arg(2);
        Keyspace source = call.keyspace();
        Keyspace target = source;
        boolean replace = false;
        Args options = call.args(3);
        while (options.hasNext()) {
            if (options.skip("REPLACE")) {
                replace = true;
            } else if (options.skip("DB", 1)) {
                target = Keys.databaseArg(call, options.index());
                options.next();
            } else {
                throw Errors.SYNTAX;
            }
        }
        if (source == target && Arrays.equals(from, to)) {
            throw SAME_OBJECT;
        }
        return copy(call.keyspace(), from, target, to, replace);
    }

    private static Reply copy(Keyspace source, byte[] from, Keyspace target, byte[] to, boolean replace) {
        Value value = source.read(from);
        if (value == null) {
            return Reply.ZERO;
        }
        long deadline = deadline(source, from);
        if (target.write(to) != null) {
            if (!replace) {
                return Reply.ZERO;
            }
            target.delete(to);
        }
        put(target, to, value instanceof StringValue string ? string.ownCopy() : value.copy(), deadline);
        target.changed(to, KeyEvent.GENERIC, "copy_to");
        return Reply.ONE;
    }

    private static long deadline(Keyspace keyspace, byte[] key) {
        KeyEntry entry = keyspace.find(key);
        return entry == null ? Database.NO_EXPIRY : entry.expireAtMillis();
    }

    private static void put(Keyspace keyspace, byte[] key, Value value, long deadline) {
        keyspace.add(key, value);
        if (deadline != Database.NO_EXPIRY) {
            keyspace.expireAt(key, deadline);
        }
    }
}
