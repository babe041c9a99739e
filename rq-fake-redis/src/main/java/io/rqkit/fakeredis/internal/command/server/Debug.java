package io.rqkit.fakeredis.internal.command.server;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.Database;
import io.rqkit.fakeredis.internal.data.KeyEntry;
import io.rqkit.fakeredis.internal.data.StringValue;
import io.rqkit.fakeredis.internal.engine.AppendOnlyFile;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Pause;
import io.rqkit.fakeredis.internal.engine.Propagation;
import io.rqkit.fakeredis.internal.engine.ReplyBuffer;
import io.rqkit.fakeredis.internal.rdb.CorruptRdbException;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** DEBUG: the subcommands that have a meaning without processes, files and allocators. */
final class Debug {
    private static final long PACKED_LIMIT = (1L << 32) - (1 << 20);
    private static final Set<String> RELOAD_OPTIONS = Set.of("MERGE", "NOFLUSH", "NOSAVE");
    private static final CommandException BAD_RELOAD_OPTION =
            new CommandException("ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");
    private static final CommandException LOAD_FAILED = new CommandException("ERR Error trying to load the RDB dump");
    private static final CommandException NO_CLUSTER =
            new CommandException("ERR Debug option only available for cluster mode enabled setup!");
    private static final CommandException BAD_THRESHOLD =
            new CommandException("ERR argument must be a memory value bigger than 1 and smaller than 4gb");

    private static final System.Logger LOG = System.getLogger(Debug.class.getName());
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final int MATCHES = 1000;
    private static final int MATCHED_BYTES = 16;
    private static final String MATCHED = "*?[]\\^-abc";
    private static final String STRUCTURE_SIZES =
            "bits:64 robj:16 dictentry:24 sdshdr5:1 sdshdr8:3 sdshdr16:5 sdshdr32:9" + " sdshdr64:17 ";

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
            case "CONFIG-REWRITE-FORCE-ALL" -> Configuration.rewrite(call);
            case "DIGEST" -> digest(call);
            case "HELP" -> DebugHelp.help(call);
            case "STRINGMATCH-TEST" -> matchAtRandom(call);
            case "STRUCTSIZE" -> Reply.bulk(STRUCTURE_SIZES);
            default -> withArguments(call, subcommand);
        };
    }

    private static Reply withOneArgument(Call call, String subcommand) {
        return switch (subcommand) {
            case "ERROR" -> Reply.error(call.text(2).replace('\r', ' ').replace('\n', ' '));
            case "HTSTATS" -> DebugValues.tableStats(call);
            case "HTSTATS-KEY" -> DebugValues.tableStatsOfKey(call);
            case "LISTPACK" -> DebugValues.listpack(call);
            // of what these act on there is nothing here: no cron, no file written bit by bit, no memory to leak
            case "AOF-FLUSH-SLEEP", "DROP-CLUSTER-PACKET-FILTER", "LEAK", "PAUSE-CRON" -> Reply.OK;
            case "LOG" -> log(call);
            case "OBJECT" -> DebugValues.object(call);
            case "PROTOCOL" -> DebugProtocol.reply(call);
            case "QUICKLIST-PACKED-THRESHOLD" -> packedThreshold(call);
            case "SDSLEN" -> DebugValues.stringLength(call);
            case "SET-ACTIVE-EXPIRE" -> setActiveExpiry(call);
            case "SET-DISABLE-DENY-SCRIPTS" -> allowScriptsAll(call);
            case "SET-SKIP-CHECKSUM-VALIDATION" -> skipChecksums(call);
            case "SLEEP" -> sleep(call);
            default -> withArguments(call, subcommand);
        };
    }

    private static Reply withArguments(Call call, String subcommand) {
        return switch (subcommand) {
            case "CLUSTERLINK" -> throw noCluster(call);
            case "DIGEST-VALUE" -> digestValues(call);
            case "ASSERT", "CRASH-AND-RECOVER", "OOM", "PANIC", "RESTART", "SEGFAULT" -> end(call);
            case "LOADAOF" -> loadAppended(call);
            case "POPULATE" -> populate(call);
            case "QUICKLIST" -> DebugValues.quicklist(call);
            case "RELOAD" -> reload(call);
            case "REPLICATE" -> replicate(call);
            case "REPLYBUFFER" -> replyBuffer(call);
            default -> throw Errors.subcommandSyntax(call.argv());
        };
    }

    private static CommandException noCluster(Call call) {
        boolean complete = call.argc() == 5 && call.text(2).equalsIgnoreCase("KILL");
        return complete ? NO_CLUSTER : Errors.subcommandSyntax(call.argv());
    }

    private static Reply changeReplicationId(Call call) {
        call.engine().identity().beginHistory();
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
    /** What is no number, or a negative one, is no time. */
    private static long sleepDeadline(Call call) {
        try {
            return call.deadlineArg(2);
        } catch (CommandException noTime) {
            return 0;
        }
    }

    private static Reply sleep(Call call) {
        long deadline = sleepDeadline(call);
        if (deadline == 0) {
            return Reply.OK;
        }
        if (!call.mayWait()) {
            standStill(call.engine().clock(), deadline);
            return Reply.OK;
        }
        call.engine().pause().begin(Pause.Mode.ALL, deadline);
        return call.pause(deadline, Reply.OK);
    }

    /** Holds everybody up, as Redis does. While the clock stands that time would never come, so nothing happens. */
    private static void standStill(RedisClock clock, long untilMillis) {
        while (!clock.isFrozen() && clock.millis() < untilMillis) {
            LockSupport.parkNanos(NANOS_A_MILLI);
        }
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
                call.keyspace().touched(key);
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
        if (options.contains("NOFLUSH") && !options.contains("MERGE")) {
            throw LOAD_FAILED;
        }
        if (!options.contains("NOSAVE")) {
            call.engine().snapshots().reload();
            return Reply.OK;
        }
        try {
            call.engine().snapshots().reloadSaved(options.contains("NOFLUSH"));
        } catch (UncheckedIOException | CorruptRdbException failed) {
            throw LOAD_FAILED;
        }
        return Reply.OK;
    }

    private static Reply loadAppended(Call call) {
        AppendOnlyFile file = AppendOnlyFile.of(call.engine());
        if (!file.isOn()) {
            // there is nothing to read; tests of Redis only want the data written out and read again
            call.engine().snapshots().reload();
            return Reply.OK;
        }
        try {
            file.load();
        } catch (IOException unreadable) {
            throw new CommandException("ERR Error trying to load the AOF files, check server logs.");
        }
        return Reply.OK;
    }

    private static Reply log(Call call) {
        LOG.log(System.Logger.Level.WARNING, "DEBUG LOG: " + call.text(2));
        return Reply.OK;
    }

    private static Reply allowScriptsAll(Call call) {
        call.engine().scripts().allowAll(!call.text(2).equals("0"));
        return Reply.OK;
    }

    private static Reply skipChecksums(Call call) {
        call.config().skipsChecksums(!call.text(2).equals("0"));
        return Reply.OK;
    }

    /** Passes a command on to replicas that was not run here. */
    private static Reply replicate(Call call) {
        if (call.argc() < 3) {
            throw Errors.subcommandSyntax(call.argv());
        }
        Object[] words = Arrays.copyOfRange(call.argv(), 2, call.argc(), Object[].class);
        call.engine().replication().feed(Propagation.encode(words));
        return Reply.OK;
    }

    /** Buffers for replies are of one kind here, so there is nothing to set. */
    private static Reply replyBuffer(Call call) {
        if (call.argc() == 4 && call.argIs(2, "PEAK-RESET-TIME")) {
            long millis = call.argIs(3, "NEVER")
                    ? -1
                    : call.argIs(3, "RESET") ? ReplyBuffer.PEAK_RESET_MILLIS : call.longArg(3);
            ReplyBuffer.peakReset(call.engine(), millis);
        } else if (call.argc() == 4 && call.argIs(2, "RESIZING")) {
            ReplyBuffer.resizing(call.engine(), !call.argIs(3, "0"));
        } else {
            throw Errors.subcommandSyntax(call.argv());
        }
        return Reply.OK;
    }

    /** Matches patterns made by chance, which must come to an end. */
    private static Reply matchAtRandom(Call call) {
        byte[] pattern = new byte[MATCHED_BYTES];
        byte[] text = new byte[MATCHED_BYTES];
        for (int i = 0; i < MATCHES; i++) {
            for (int j = 0; j < MATCHED_BYTES; j++) {
                pattern[j] = (byte) MATCHED.charAt(call.chance().nextInt(MATCHED.length()));
                text[j] = (byte) call.chance().nextInt(Byte.MAX_VALUE);
            }
            Glob.matches(pattern, text);
        }
        return Reply.simple("Apparently Redis did not crash: test passed");
    }

    /** What would end Redis's process, or put another in its place, ends this server. */
    private static Reply end(Call call) {
        call.engine().requestShutdown();
        return Reply.NONE;
    }
}
