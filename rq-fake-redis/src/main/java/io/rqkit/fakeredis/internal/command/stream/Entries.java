package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamTrim;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** XADD, XTRIM, XDEL, XLEN, XRANGE, XREVRANGE and XSETID. */
final class Entries {
    private static final CommandException ID_ZERO =
            new CommandException("ERR The ID specified in XADD must be greater than 0-0");
    private static final CommandException EXHAUSTED =
            new CommandException("ERR The stream has exhausted the last possible ID, unable to add more items");
    private static final CommandException ID_NOT_AFTER =
            new CommandException("ERR The ID specified in XADD is equal or smaller than the target stream top item");
    private static final CommandException TOO_LARGE = new CommandException("ERR Elements are too large to be stored");
    private static final CommandException ADDED_NEGATIVE = new CommandException("ERR entries_added must be positive");
    private static final CommandException BELOW_DELETED =
            new CommandException("ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
    private static final CommandException BELOW_TOP =
            new CommandException("ERR The ID specified in XSETID is smaller than the target stream top item");
    private static final CommandException ADDED_BELOW_LENGTH =
            new CommandException("ERR The entries_added specified in XSETID is smaller than the target stream length");
    private static final long LARGEST = 1L << 30;

    private Entries() {}

    static Reply add(Call call) {
        TrimOptions options = TrimOptions.ofAdd(call);
        int first = options.next();
        int count = call.argc() - first;
        if (count < 2 || count % 2 == 1) {
            throw Errors.wrongArity("xadd");
        }
        Ids.Partial wanted = options.id();
        if (wanted != null && wanted.hasSequence() && wanted.millis() == 0 && wanted.sequence() == 0) {
            throw ID_ZERO;
        }
        byte[] key = call.arg(1);
        StreamValue stream = call.write(key, StreamValue.class);
        if (stream == null) {
            if (options.isNoMakeStream()) {
                return Reply.NULL;
            }
            stream = new StreamValue();
            call.keyspace().add(key, stream);
        }
        StreamId id = nextId(call, stream, wanted);
        List<byte[]> pairs = List.copyOf(Arrays.asList(call.argv()).subList(first, call.argc()));
        requireStorable(pairs);
        stream.add(new StreamEntry(id, pairs), call.limits());
        call.keyspace().changed(key, KeyEvent.STREAM, "xadd");
        StreamTrim trim = options.trim();
        if (trim != null && stream.trim(trim) > 0) {
            call.keyspace().notify(key, KeyEvent.STREAM, "xtrim");
        }
        options.propagate(call, stream);
        if (call.isPropagated() && (wanted == null || !wanted.hasSequence())) {
            call.propagateArg(first - 1, id);
        }
        call.engine().blocking().signalReady(call.keyspace().index(), key, ValueType.STREAM);
        return Delivery.id(id);
    }

    /** Completes an id, or makes one from the time; it must be after the last one. */
    private static StreamId nextId(Call call, StreamValue stream, Ids.@Nullable Partial wanted) {
        StreamId last = stream.lastId();
        if (last.equals(StreamId.MAX)) {
            throw EXHAUSTED;
        }
        StreamId id;
        if (wanted == null) {
            boolean later = Long.compareUnsigned(call.nowMillis(), last.millis()) > 0;
            id = later ? new StreamId(call.nowMillis(), 0) : last.next();
        } else if (wanted.hasSequence() || wanted.millis() != last.millis()) {
            id = new StreamId(wanted.millis(), wanted.sequence());
        } else if (last.sequence() == StreamId.MAX.sequence()) {
            // an odd text, but what 7.0 says when the sequence is exhausted
            throw TOO_LARGE;
        } else {
            id = last.next();
        }
        if (!id.isAfter(last)) {
            throw ID_NOT_AFTER;
        }
        return id;
    }

    private static void requireStorable(List<byte[]> pairs) {
        long length = 0;
        for (byte[] element : pairs) {
            length += element.length;
        }
        if (length > LARGEST) {
            throw TOO_LARGE;
        }
    }

    static Reply trim(Call call) {
        TrimOptions options = TrimOptions.ofTrim(call);
        StreamTrim trim = options.trim();
        byte[] key = call.arg(1);
        StreamValue stream = call.write(key, StreamValue.class);
        long deleted = stream == null || trim == null ? 0 : stream.trim(trim);
        if (stream != null && deleted > 0) {
            options.propagate(call, stream);
            call.keyspace().notify(key, KeyEvent.STREAM, "xtrim");
            call.keyspace().modified(key);
        }
        return Reply.of(deleted);
    }

    static Reply delete(Call call) {
        byte[] key = call.arg(1);
        StreamValue stream = call.write(key, StreamValue.class);
        if (stream == null) {
            return Reply.ZERO;
        }
        int deleted = stream.deleteAll(ids(call, 2));
        if (deleted > 0) {
            call.keyspace().changed(key, KeyEvent.STREAM, "xdel");
        }
        return Reply.of(deleted);
    }

    /** Parses all arguments from an index on as ids. */
    static List<StreamId> ids(Call call, int from) {
        List<StreamId> ids = new ArrayList<>(call.argc() - from);
        for (int i = from; i < call.argc(); i++) {
            ids.add(Ids.parse(call.arg(i)));
        }
        return ids;
    }

    static Reply length(Call call) {
        StreamValue stream = call.read(call.arg(1), StreamValue.class);
        return stream == null ? Reply.ZERO : Reply.of(stream.size());
    }

    static Reply range(Call call) {
        return range(call, Ids.parseStart(call.arg(2)), Ids.parseEnd(call.arg(3)), false);
    }

    static Reply rangeBackward(Call call) {
        return range(call, Ids.parseStart(call.arg(3)), Ids.parseEnd(call.arg(2)), true);
    }

    private static Reply range(Call call, StreamId start, StreamId end, boolean backward) {
        long count = -1;
        Args options = call.args(4);
        while (options.hasNext()) {
            if (!options.skip("COUNT", 1)) {
                throw Errors.SYNTAX;
            }
            count = Math.max(0, options.nextLong());
        }
        StreamValue stream = call.read(call.arg(1), StreamValue.class);
        if (stream == null) {
            return Reply.EMPTY_ARRAY;
        }
        if (count == 0) {
            return Reply.NULL_ARRAY;
        }
        return Delivery.entries(stream.range(start, end, Math.max(0, count), backward));
    }

    static Reply setId(Call call) {
        StreamId id = Ids.parse(call.arg(2));
        StreamId maxDeleted = StreamId.MIN;
        long added = -1;
        Args options = call.args(3);
        while (options.hasNext()) {
            if (options.skip("ENTRIESADDED", 1)) {
                added = options.nextLong();
                require(added >= 0, ADDED_NEGATIVE);
            } else if (options.skip("MAXDELETEDID", 1)) {
                maxDeleted = Ids.parse(options.next());
                require(!maxDeleted.isAfter(id), BELOW_DELETED);
            } else {
                throw Errors.SYNTAX;
            }
        }
        byte[] key = call.arg(1);
        StreamValue stream = call.write(key, StreamValue.class);
        if (stream == null) {
            throw Errors.NO_SUCH_KEY;
        }
        StreamEntry top = stream.last();
        if (top != null) {
            require(!top.id().isAfter(id), BELOW_TOP);
            require(added == -1 || stream.size() <= added, ADDED_BELOW_LENGTH);
        }
        stream.lastId(id);
        stream.entriesAdded(added == -1 ? stream.entriesAdded() : added);
        stream.maxDeletedId(maxDeleted.equals(StreamId.MIN) ? stream.maxDeletedId() : maxDeleted);
        call.keyspace().countChange();
        call.keyspace().notify(key, KeyEvent.STREAM, "xsetid");
        return Reply.OK;
    }

    private static void require(boolean holds, CommandException otherwise) {
        if (!holds) {
            throw otherwise;
        }
    }
}
