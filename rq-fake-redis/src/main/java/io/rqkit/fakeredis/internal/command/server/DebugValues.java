package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** DEBUG's subcommands that tell of a value and of tables. */
final class DebugValues {
    private static final int MILLIS_A_SECOND = 1000;
    /** The header and the end of a string in Redis's memory. */
    private static final int STRING_OVERHEAD = 4;

    private static final CommandException BAD_DATABASE = new CommandException("ERR Out of range database");
    private static final CommandException NO_TABLE =
            new CommandException("ERR The value stored at the specified key is not represented using an hash table");
    private static final CommandException NO_STRING = new CommandException("ERR Not an sds encoded string.");
    private static final CommandException NO_LISTPACK = new CommandException("ERR Not a listpack encoded object.");
    private static final CommandException NO_QUICKLIST = new CommandException("ERR Not a quicklist encoded object.");

    private DebugValues() {}

    static Reply tableStats(Call call) {
        long index = call.longArg(2);
        if (index < 0 || index >= call.engine().databases()) {
            throw BAD_DATABASE;
        }
        Database data = call.keyspace((int) index).data();
        String text = "[Dictionary HT]\n" + statsOfTable(data.size(), data.slots()) + "[Expires HT]\n"
                + statsOfTable(data.volatileSize(), data.volatileSlots());
        return new Reply.Verbatim("txt", text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String statsOfTable(int size, int slots) {
        String heading = "Hash table 0 stats (main hash table):\n";
        return size == 0
                ? heading + "No stats available for empty dictionaries\n"
                : heading + " table size: " + slots + "\n number of elements: " + size + "\n";
    }

    static Reply tableStatsOfKey(Call call) {
        Value value = existing(call).value();
        String encoding = value.encoding();
        if (!encoding.equals("hashtable") && !encoding.equals("skiplist")) {
            throw NO_TABLE;
        }
        int size = value instanceof SetValue set
                ? set.size()
                : value instanceof HashValue hash ? hash.size() : ((ZSetValue) value).size();
        return new Reply.Verbatim("txt", statsOfTable(size, slots(size)).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tables have a power of two of slots. */
    private static int slots(int size) {
        return Integer.highestOneBit(Math.max(4, size * 2 - 1));
    }

    private static KeyEntry existing(Call call) {
        KeyEntry entry = call.keyspace().find(call.arg(2));
        if (entry == null) {
            throw Errors.NO_SUCH_KEY;
        }
        return entry;
    }

    /** Strings have no room to spare here. */
    static Reply stringLength(Call call) {
        KeyEntry entry = call.keyspace().data().find(call.arg(2));
        if (entry == null) {
            throw Errors.NO_SUCH_KEY;
        }
        if (!(entry.value() instanceof StringValue string) || string.encoding().equals("int")) {
            throw NO_STRING;
        }
        int key = entry.key.length;
        return Reply.simple("key_sds_len:" + key + ", key_sds_avail:0, key_zmalloc: " + (key + STRING_OVERHEAD)
                + ", val_sds_len:" + string.length() + ", val_sds_avail:0, val_zmalloc: "
                + (string.length() + STRING_OVERHEAD));
    }

    /** Redis prints to its standard output, which is not this server's own here. */
    static Reply listpack(Call call) {
        if (!existing(call).value().encoding().equals("listpack")) {
            throw NO_LISTPACK;
        }
        return Reply.simple("Listpack structure printed on stdout");
    }

    /** As {@link #listpack}. */
    static Reply quicklist(Call call) {
        if (call.argc() != 3 && call.argc() != 4) {
            throw Errors.subcommandSyntax(call.argv());
        }
        if (!existing(call).value().encoding().equals("quicklist")) {
            throw NO_QUICKLIST;
        }
        return Reply.simple("Quicklist structure printed on stdout");
    }

    /** Works on keys past their deadline, too, and notes no use. */
    static Reply object(Call call) {
        KeyEntry entry = call.keyspace().data().find(call.arg(2));
        if (entry == null) {
            throw Errors.NO_SUCH_KEY;
        }
        long idle = Math.max(0, call.nowMillis() / MILLIS_A_SECOND - entry.usage());
        return Reply.simple("Value at:0x" + Integer.toHexString(System.identityHashCode(entry.value()))
                + " refcount:1 encoding:" + entry.value().encoding()
                + " serializedlength:" + contentBytes(entry.value())
                + " lru:" + entry.usage()
                + " lru_seconds_idle:" + idle);
    }

    /** Returns how many bytes a value holds, without what its encoding adds. */
    private static long contentBytes(Value value) {
        AtomicLong sum = new AtomicLong();
        if (value instanceof StringValue string) {
            sum.addAndGet(string.length());
        } else if (value instanceof ListValue list) {
            list.forEach(element -> sum.addAndGet(element.length));
        } else if (value instanceof SetValue set) {
            set.forEach(member -> sum.addAndGet(member.length));
        } else if (value instanceof HashValue hash) {
            hash.forEach((field, held) -> sum.addAndGet(field.length + held.length));
        } else if (value instanceof ZSetValue zset) {
            zset.forEach(entry -> sum.addAndGet(entry.member().length + Double.BYTES));
        }
        return sum.get();
    }
}
