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
import io.rqkit.fakeredis.internal.rdb.DumpPayload;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** DEBUG's subcommands that tell of a value and of tables. */
final class DebugValues {
    /** The header and the end of a string in Redis's memory. */
    private static final int STRING_OVERHEAD = 4;

    private static final CommandException BAD_DATABASE = new CommandException("ERR Out of range database");
    private static final CommandException NO_TABLE =
            new CommandException("ERR The value stored at the specified key is not represented using an hash table");
    private static final CommandException NO_STRING = new CommandException("ERR Not an sds encoded string.");
    private static final CommandException NO_LISTPACK = new CommandException("ERR Not a listpack encoded object.");
    private static final CommandException NO_QUICKLIST = new CommandException("ERR Not a quicklist encoded object.");

    /** Redis has 24 bits to note the use of a key. */
    private static final int USAGE = (1 << 24) - 1;

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
        Value value = entry.value();
        return Reply.simple("Value at:0x" + Integer.toHexString(System.identityHashCode(value))
                + " refcount:" + value.references(call.config().sharesIntegers())
                + " encoding:" + value.encoding()
                + " serializedlength:" + savedBytes(call, value)
                + " lru:" + (entry.usage() & USAGE)
                + " lru_seconds_idle:" + Math.max(0, call.keyspace().idleSeconds(entry))
                + (value instanceof ListValue list ? nodes(call, list) : ""));
    }

    /** Returns what a value takes in a file: what DUMP replies, without the byte of its type and the footer. */
    private static int savedBytes(Call call, Value value) {
        boolean compress = call.config().value("rdbcompression").equals("yes");
        return DumpPayload.of(value, compress).length - DumpPayload.FOOTER - 1;
    }

    private static String nodes(Call call, ListValue list) {
        return String.format(
                Locale.ROOT,
                " ql_nodes:%d ql_avg_node:%.2f ql_listpack_max:%s ql_compressed:%d ql_uncompressed_size:%d",
                list.nodeCount(),
                (double) list.size() / list.nodeCount(),
                call.config().value("list-max-listpack-size"),
                call.config().value("list-compress-depth").equals("0") ? 0 : 1,
                list.nodeBytes());
    }
}
