package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Pause;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** DEBUG: the subcommands that have a meaning without processes, files and allocators. */
final class Debug {
    private static final int MILLIS_A_SECOND = 1000;
    private static final long PACKED_LIMIT = (1L << 32) - (1 << 20);
    private static final Set<String> RELOAD_OPTIONS = Set.of("MERGE", "NOFLUSH", "NOSAVE");
    private static final CommandException BAD_RELOAD_OPTION =
            new CommandException("ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");
    private static final CommandException LOAD_FAILED = new CommandException("ERR Error trying to load the RDB dump");
    private static final CommandException BAD_DATABASE = new CommandException("ERR Out of range database");
    private static final CommandException BAD_THRESHOLD =
            new CommandException("ERR argument must be a memory value bigger than 1 and smaller than 4gb");

    private Debug() {}

    static Reply run(Call call) {
        String subcommand = call.text(1).toUpperCase(Locale.ROOT);
        return switch (call.argc()) {
            case 2 -> withoutArguments(call, subcommand);
            case 3 -> withOneArgument(call, subcommand);
            default -> withArguments(call, subcommand);
        };
    }

    private static Reply withoutArguments(Call call, String subcommand) {
        return switch (subcommand) {
            case "CHANGE-REPL-ID" -> changeReplicationId(call);
            case "DIGEST" -> digest(call);
            case "HELP" -> help(call);
            default -> withArguments(call, subcommand);
        };
    }

    private static Reply withOneArgument(Call call, String subcommand) {
        return switch (subcommand) {
            case "ERROR" -> Reply.error(call.text(2).replace('\r', ' ').replace('\n', ' '));
            case "HTSTATS" -> tableStats(call);
            case "OBJECT" -> object(call);
            // there is no such thing here: what Redis does now and then is done at once
            case "PAUSE-CRON" -> Reply.OK;
            case "PROTOCOL" -> DebugProtocol.reply(call);
            case "QUICKLIST-PACKED-THRESHOLD" -> packedThreshold(call);
            case "SET-ACTIVE-EXPIRE" -> setActiveExpiry(call);
            case "SLEEP" -> sleep(call);
            default -> withArguments(call, subcommand);
        };
    }

    private static Reply withArguments(Call call, String subcommand) {
        return switch (subcommand) {
            case "DIGEST-VALUE" -> digestValues(call);
            case "LOADAOF" -> loadAppended(call);
            case "POPULATE" -> populate(call);
            case "RELOAD" -> reload(call);
            default -> throw Errors.subcommandSyntax(call.argv());
        };
    }

    private static Reply changeReplicationId(Call call) {
        call.engine().identity().changeReplicationId();
        return Reply.OK;
    }

    private static Reply digest(Call call) {
        List<Database> databases = new ArrayList<>();
        for (int i = 0; i < call.engine().databases(); i++) {
            databases.add(call.keyspace(i).data());
        }
        return Reply.simple(Digests.ofAll(databases));
    }

    /** Works on keys past their deadline, too. */
    private static Reply digestValues(Call call) {
        List<Reply> digests = new ArrayList<>();
        for (int i = 2; i < call.argc(); i++) {
            KeyEntry entry = call.keyspace().data().find(call.arg(i));
            digests.add(Reply.simple(entry == null ? Digests.ofNothing() : Digests.ofEntry(entry)));
        }
        return Reply.array(digests);
    }

    private static Reply tableStats(Call call) {
        long index = call.longArg(2);
        if (index < 0 || index >= call.engine().databases()) {
            throw BAD_DATABASE;
        }
        Database data = call.keyspace((int) index).data();
        String text = "[Dictionary HT]\n" + tableStats(data.size(), data.slots()) + "[Expires HT]\n"
                + tableStats(data.volatileSize(), Integer.highestOneBit(Math.max(4, data.volatileSize() * 2 - 1)));
        return new Reply.Verbatim("txt", text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String tableStats(int size, int slots) {
        String heading = "Hash table 0 stats (main hash table):\n";
        return size == 0
                ? heading + "No stats available for empty dictionaries\n"
                : heading + " table size: " + slots + "\n number of elements: " + size + "\n";
    }

    /** Works on keys past their deadline, too, and notes no use. */
    private static Reply object(Call call) {
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

    /** No list here has nodes of a kind of their own for long elements, so there is nothing to set. */
    private static Reply packedThreshold(Call call) {
        Long bytes = Numbers.bytes(call.text(2));
        if (bytes == null || Long.compareUnsigned(bytes, PACKED_LIMIT) > 0) {
            throw BAD_THRESHOLD;
        }
        return Reply.OK;
    }

    private static Reply setActiveExpiry(Call call) {
        call.engine().activeExpiry().enable(!call.text(2).equals("0"));
        return Reply.OK;
    }

    /** Redis does nothing at all meanwhile; here everybody's requests are put off. */
    private static Reply sleep(Call call) {
        long deadline = call.deadlineArg(2);
        if (deadline == 0) {
            return Reply.OK;
        }
        call.engine().pause().begin(Pause.Mode.ALL, deadline);
        return call.pause(deadline, Reply.OK);
    }

    private static Reply populate(Call call) {
        if (call.argc() < 3 || call.argc() > 5) {
            throw Errors.subcommandSyntax(call.argv());
        }
        long count = positive(call, 2);
        long length = call.argc() == 5 ? positive(call, 4) : 0;
        String prefix = call.argc() == 3 ? "key" : untilNul(call.text(3));
        for (long i = 0; i < count; i++) {
            byte[] key = (prefix + ":" + i).getBytes(StandardCharsets.ISO_8859_1);
            if (call.keyspace().find(key) == null) {
                byte[] value = ("value:" + i).getBytes(StandardCharsets.ISO_8859_1);
                byte[] held = length == 0 ? value : Arrays.copyOf(value, (int) length);
                call.keyspace().add(key, StringValue.of(held));
                call.keyspace().modified(key);
            }
        }
        return Reply.OK;
    }

    /** C's printf ends a string at its first NUL. */
    private static String untilNul(String text) {
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }

    private static long positive(Call call, int index) {
        long number = call.longArg(index, Errors.MUST_BE_POSITIVE);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Errors.MUST_BE_POSITIVE;
        }
        return number;
    }

    /** There is no file of an earlier state, so NOSAVE has nothing to load. */
    private static Reply reload(Call call) {
        List<String> options = new ArrayList<>();
        for (int i = 2; i < call.argc(); i++) {
            String option = call.text(i).toUpperCase(Locale.ROOT);
            if (!RELOAD_OPTIONS.contains(option)) {
                throw BAD_RELOAD_OPTION;
            }
            options.add(option);
        }
        if (options.contains("NOSAVE") || (options.contains("NOFLUSH") && !options.contains("MERGE"))) {
            throw LOAD_FAILED;
        }
        call.engine().snapshots().reload();
        return Reply.OK;
    }

    private static Reply loadAppended(Call call) {
        call.engine().snapshots().reload();
        return Reply.OK;
    }

    private static Reply help(Call call) {
        return call.help(
                "CHANGE-REPL-ID",
                "    Give the data's history a new id, as after a failover.",
                "DIGEST",
                "    Reply a signature of all data.",
                "DIGEST-VALUE <key> [<key> ...]",
                "    Reply a signature of the value of each key.",
                "ERROR <text>",
                "    Reply an error of that text.",
                "HTSTATS <dbid>",
                "    Reply the size of a database's hash tables.",
                "LOADAOF",
                "    Load all data anew.",
                "OBJECT <key>",
                "    Reply facts about the value of a key.",
                "POPULATE <count> [<prefix>] [<size>]",
                "    Create <count> string keys named <prefix>:<num>.",
                "PROTOCOL <type>",
                "    Reply a value of a type of the protocol.",
                "QUICKLIST-PACKED-THRESHOLD <size>",
                "    Taken, and without effect.",
                "RELOAD [MERGE] [NOFLUSH]",
                "    Load all data anew.",
                "SET-ACTIVE-EXPIRE <0|1>",
                "    Remove keys at their deadline, or only when somebody looks at them.",
                "SLEEP <seconds>",
                "    Serve nobody for a while.");
    }
}
