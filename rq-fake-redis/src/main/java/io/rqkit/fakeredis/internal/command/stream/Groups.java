package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import org.jspecify.annotations.Nullable;

/** XGROUP's subcommands; the arguments are the key, the group and, for some, an id or a consumer. */
final class Groups {
    private static final CommandException NO_KEY = new CommandException("ERR The XGROUP subcommand requires the key to"
            + " exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream"
            + " automatically.");
    private static final CommandException BUSY = new CommandException("BUSYGROUP Consumer Group name already exists");
    private static final CommandException READ_NEGATIVE =
            new CommandException("ERR value for ENTRIESREAD must be positive or -1");
    private static final int MOST_CREATE_ARGUMENTS = 8;

    private Groups() {}

    private record Options(boolean makeStream, long entriesRead) {}

    static Reply create(Call call) {
        Options options = options(call, true);
        byte[] key = call.arg(2);
        StreamValue stream = call.write(key, StreamValue.class);
        if (stream == null && !options.makeStream) {
            throw NO_KEY;
        }
        if (call.argc() > MOST_CREATE_ARGUMENTS) {
            throw Errors.subcommandSyntax(call.argv());
        }
        boolean atEnd = isDollar(call.arg(4));
        StreamId last = stream == null ? StreamId.MIN : stream.lastId();
        StreamId id = atEnd ? last : Ids.parse(call.arg(4));
        if (stream == null) {
            stream = new StreamValue();
            call.keyspace().add(key, stream);
            call.keyspace().modified(key);
        }
        if (stream.group(call.arg(3)) != null) {
            throw BUSY;
        }
        stream.addGroup(call.arg(3), id, options.entriesRead);
        changed(call, "xgroup-create");
        return Reply.OK;
    }

    static Reply setId(Call call) {
        Options options = options(call, false);
        StreamValue stream = stream(call);
        StreamGroup group = group(call, stream);
        if (call.argc() != 5 && call.argc() != 7) {
            throw Errors.subcommandSyntax(call.argv());
        }
        group.lastId(isDollar(call.arg(4)) ? stream.lastId() : Ids.parseOrEdge(call.arg(4), 0));
        group.entriesRead(options.entriesRead);
        changed(call, "xgroup-setid");
        return Reply.OK;
    }

    static Reply destroy(Call call) {
        StreamValue stream = stream(call);
        if (stream.group(call.arg(3)) == null) {
            return Reply.ZERO;
        }
        stream.removeGroup(call.arg(3));
        changed(call, "xgroup-destroy");
        // who waits to read from the group gets an error
        call.engine().blocking().signalReady(call.keyspace().index(), call.arg(2), ValueType.STREAM);
        return Reply.ONE;
    }

    static Reply createConsumer(Call call) {
        StreamGroup group = group(call, stream(call));
        if (group.consumer(call.arg(4)) != null) {
            return Reply.ZERO;
        }
        Delivery.createConsumer(call, call.arg(2), group, call.arg(4));
        return Reply.ONE;
    }

    static Reply deleteConsumer(Call call) {
        StreamGroup group = group(call, stream(call));
        StreamConsumer consumer = group.consumer(call.arg(4));
        if (consumer == null) {
            return Reply.ZERO;
        }
        int pending = consumer.pending().size();
        group.removeConsumer(consumer);
        changed(call, "xgroup-delconsumer");
        return Reply.of(pending);
    }

    static Reply help(Call call) {
        return call.help(
                "CREATE <key> <groupname> <id|$> [option]",
                "    Create a new consumer group. Options are:",
                "    * MKSTREAM",
                "      Create the empty stream if it does not exist.",
                "    * ENTRIESREAD entries_read",
                "      Set the group's entries_read counter (internal use).",
                "CREATECONSUMER <key> <groupname> <consumer>",
                "    Create a new consumer in the specified group.",
                "DELCONSUMER <key> <groupname> <consumer>",
                "    Remove the specified consumer.",
                "DESTROY <key> <groupname>",
                "    Remove the specified group.",
                "SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]",
                "    Set the current group ID and entries_read counter.");
    }

    private static Options options(Call call, boolean creates) {
        boolean makeStream = false;
        long entriesRead = StreamGroup.UNKNOWN;
        Args options = call.args(5);
        while (options.hasNext()) {
            if (creates && options.skip("MKSTREAM")) {
                makeStream = true;
            } else if (options.skip("ENTRIESREAD", 1)) {
                entriesRead = options.nextLong();
                if (entriesRead < 0 && entriesRead != StreamGroup.UNKNOWN) {
                    throw READ_NEGATIVE;
                }
            } else {
                throw Errors.subcommandSyntax(call.argv());
            }
        }
        return new Options(makeStream, entriesRead);
    }

    private static StreamValue stream(Call call) {
        StreamValue stream = call.write(call.arg(2), StreamValue.class);
        if (stream == null) {
            throw NO_KEY;
        }
        return stream;
    }

    private static StreamGroup group(Call call, StreamValue stream) {
        @Nullable StreamGroup group = stream.group(call.arg(3));
        if (group == null) {
            throw StreamErrors.noGroup(call.arg(2), call.arg(3));
        }
        return group;
    }

    private static boolean isDollar(byte[] argument) {
        return argument.length == 1 && argument[0] == '$';
    }

    private static void changed(Call call, String event) {
        call.keyspace().countChange();
        call.keyspace().notify(call.arg(2), KeyEvent.STREAM, event);
    }
}
