package io.rqkit.fakeredis.internal.command.generic;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.command.ScanOptions;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.MemorySizes;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.engine.Keyspace;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which keys there are, and away with them. */
final class Keys {

    /** What takes fewer steps to free, Redis frees at once. */
    private static final int LAZY_EFFORT = 64;

    private Keys() {}

    /** DEL and UNLINK: nothing is freed in the background here, but what would be is counted. */
    static Reply delete(Call call, boolean lazily) {
        Keyspace keyspace = call.keyspace();
        int deleted = 0;
        for (int i = 1; i < call.argc(); i++) {
            byte[] key = call.arg(i);
            KeyEntry entry = lazily ? keyspace.find(key) : null;
            if (entry != null && MemorySizes.freeEffort(entry.value()) > LAZY_EFFORT) {
                call.engine().stats().countLazyFreed(1);
            }
            if (keyspace.delete(key)) {
                keyspace.changed(key, KeyEvent.GENERIC, "del");
                deleted++;
            }
        }
        return Reply.of(deleted);
    }

    static Reply exists(Call call) {
        int count = 0;
        for (int i = 1; i < call.argc(); i++) {
            if (call.keyspace().peek(call.arg(i)) != null) {
                count++;
            }
        }
        return Reply.of(count);
    }

    static Reply touch(Call call) {
        int count = 0;
        for (int i = 1; i < call.argc(); i++) {
            if (call.keyspace().read(call.arg(i)) != null) {
                count++;
            }
        }
        return Reply.of(count);
    }

    static Reply type(Call call) {
        KeyEntry entry = call.keyspace().peek(call.arg(1));
        return Reply.simple(typeName(entry));
    }

    private static String typeName(@Nullable KeyEntry entry) {
        return entry == null ? "none" : entry.value().type().typeName();
    }

    /** Keys past their deadline that are met on the way go. */
    static Reply randomKey(Call call) {
        Keyspace keyspace = call.keyspace();
        Database data = keyspace.data();
        while (data.size() > 0) {
            KeyEntry entry = data.random(call.chance());
            if (keyspace.find(entry.key) != null) {
                return Reply.bulk(entry.key);
            }
        }
        return Reply.NULL;
    }

    static Reply keys(Call call) {
        byte[] pattern = call.arg(1);
        boolean all = Glob.isStar(pattern);
        Keyspace keyspace = call.keyspace();
        List<Reply> found = new ArrayList<>();
        keyspace.data().forEach(entry -> {
            if ((all || Glob.matches(pattern, entry.key)) && !keyspace.isExpired(entry)) {
                found.add(Reply.bulk(entry.key));
            }
        });
        return Reply.array(found);
    }

    /** Collects first and filters after, because finding a key past its deadline removes it. */
    static Reply scan(Call call) {
        long cursor = ScanOptions.cursor(call.arg(1));
        ScanOptions options = ScanOptions.parseForKeys(call.args(2));
        Keyspace keyspace = call.keyspace();
        List<KeyEntry> seen = new ArrayList<>();
        long next = options.walk(cursor, c -> keyspace.data().scan(c, seen::add), seen::size);
        List<Reply> found = new ArrayList<>();
        for (KeyEntry entry : seen) {
            if (options.accepts(entry.key) && isOfType(keyspace, entry, options.type())) {
                found.add(Reply.bulk(entry.key));
            }
        }
        return ScanOptions.reply(next, found);
    }

    private static boolean isOfType(Keyspace keyspace, KeyEntry entry, @Nullable String type) {
        if (type == null) {
            return keyspace.find(entry.key) != null;
        }
        // a lookup for the type counts as a hit or a miss
        KeyEntry live = keyspace.peek(entry.key);
        return live != null && typeName(live).equalsIgnoreCase(type);
    }

    /** Returns an integer argument within C's int, or fails as getIntFromObjectOrReply does. */
    static int intArg(Call call, int index) {
        long value = call.longArg(index);
        if (value != (int) value) {
            throw new CommandException(
                    "ERR value is out of range, value must between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** Returns the database whose index an argument is. */
    static Keyspace databaseArg(Call call, int index) {
        int database = intArg(call, index);
        if (database < 0 || database >= call.engine().databases()) {
            throw Errors.DB_OUT_OF_RANGE;
        }
        return call.keyspace(database);
    }
}
