package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** XREAD and XREADGROUP; xreadCommand in t_stream.c and serveClientsBlockedOnStreamKey in blocked.c. */
final class Reads {
    private static final CommandException DOLLAR_IN_GROUP = new CommandException("ERR The $ ID is meaningless in the"
            + " context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, or use the"
            + " > ID to get new messages. The $ ID would just return an empty result set.");
    private static final CommandException NEW_WITHOUT_GROUP = new CommandException("ERR The > ID can be specified only"
            + " when calling XREADGROUP using the GROUP <group> <consumer> option.");
    private static final CommandException GROUP_GONE =
            new CommandException("NOGROUP the consumer group this client was blocked on no longer exists");
    private static final Reply KEY_GONE = Reply.error("UNBLOCKED the stream key no longer exists");
    /** Stands for the id {@code >}, as in Redis, where an id of that value therefore means the same. */
    private static final StreamId NEW = StreamId.MAX;
    /** What a waiter without COUNT is served at most. */
    private static final long COUNT_WHEN_WAITED = 1000;

    private Reads() {}

    /** The ids after which to read, one a key, with {@code $} resolved when the call first ran. */
    private record Positions(List<StreamId> ids) {}

    static Reply read(Call call) {
        return run(call, ReadOptions.parse(call, false));
    }

    static Reply readGroup(Call call) {
        return run(call, ReadOptions.parse(call, true));
    }

    private static Reply run(Call call, ReadOptions options) {
        // replicas see what was read as XCLAIM and its like
        call.preventPropagation();
        if (call.isRunningAgain()) {
            return serveWaiter(call, options, call.remembered(Positions.class));
        }
        Positions positions = resolve(call, options);
        List<Reply> found = new ArrayList<>();
        for (int i = 0; i < options.keys().size(); i++) {
            byte[] key = options.keys().get(i);
            StreamValue stream = call.read(key, StreamValue.class);
            Reply entries = stream == null ? null : readOne(call, options, key, stream, positions.ids.get(i));
            if (entries != null) {
                addStream(call, found, key, entries);
            }
        }
        if (!found.isEmpty()) {
            return streams(call, found);
        }
        return options.deadlineMillis() < 0 ? Reply.NULL_ARRAY : block(call, options, positions);
    }

    private static Reply block(Call call, ReadOptions options, Positions positions) {
        call.remember(positions);
        long deadline = options.deadlineMillis();
        return options.group() == null
                ? call.block(ValueType.STREAM, options.keys(), deadline, Reply.NULL_ARRAY)
                : call.blockWhileThere(ValueType.STREAM, options.keys(), deadline, Reply.NULL_ARRAY, KEY_GONE);
    }

    private static Positions resolve(Call call, ReadOptions options) {
        List<StreamId> ids = new ArrayList<>();
        for (int i = 0; i < options.keys().size(); i++) {
            byte[] key = options.keys().get(i);
            StreamValue stream = call.read(key, StreamValue.class);
            byte[] group = options.group();
            if (group != null && (stream == null || stream.group(group) == null)) {
                throw StreamErrors.noGroupToRead(key, group);
            }
            ids.add(position(options.ids().get(i), stream, group != null));
        }
        return new Positions(ids);
    }

    private static StreamId position(byte[] argument, @Nullable StreamValue stream, boolean inGroup) {
        if (argument.length == 1 && argument[0] == '$') {
            if (inGroup) {
                throw DOLLAR_IN_GROUP;
            }
            return stream == null ? StreamId.MIN : stream.lastId();
        }
        if (argument.length == 1 && argument[0] == '>') {
            if (!inGroup) {
                throw NEW_WITHOUT_GROUP;
            }
            return NEW;
        }
        return Ids.parse(argument);
    }

    /** Reads one stream; null when there is nothing to read. */
    private static @Nullable Reply readOne(
            Call call, ReadOptions options, byte[] key, StreamValue stream, StreamId after) {
        byte[] groupName = options.group();
        StreamGroup group = groupName == null ? null : stream.group(groupName);
        if (group == null) {
            return hasAfter(stream, after)
                    ? Delivery.entries(stream.range(after.next(), StreamId.MAX, options.count(), false))
                    : null;
        }
        if (after.equals(NEW)) {
            return hasAfter(stream, group.lastId())
                    ? deliverNew(call, options, key, stream, group, options.count())
                    : null;
        }
        StreamConsumer consumer = consumer(call, options, key, group);
        return Delivery.deliverAgain(call, stream, consumer, after, options.count());
    }

    private static Reply deliverNew(
            Call call, ReadOptions options, byte[] key, StreamValue stream, StreamGroup group, long count) {
        StreamConsumer consumer = consumer(call, options, key, group);
        return Delivery.deliverNew(call, key, stream, group, consumer, count, options.noAck());
    }

    private static StreamConsumer consumer(Call call, ReadOptions options, byte[] key, StreamGroup group) {
        boolean isNew = group.consumer(options.consumer()) == null;
        StreamConsumer consumer = Delivery.consumer(call, key, group, options.consumer());
        if (isNew && options.noAck()) {
            call.propagateAlso("XGROUP", "CREATECONSUMER", key, group.name(), consumer.name());
        }
        call.keyspace().countChange();
        return consumer;
    }

    private static boolean hasAfter(StreamValue stream, StreamId after) {
        StreamEntry last = stream.last();
        return last != null && last.id().isAfter(after);
    }

    /** Serves a waiter from the one key that became ready. */
    private static Reply serveWaiter(Call call, ReadOptions options, Positions positions) {
        byte[] key = call.orReady(options.keys()).get(0);
        StreamValue stream = call.write(key, StreamValue.class);
        if (stream == null) {
            return block(call, options, positions);
        }
        long count = options.count() == 0 ? COUNT_WHEN_WAITED : options.count();
        byte[] groupName = options.group();
        StreamGroup group = groupName == null ? null : stream.group(groupName);
        if (groupName != null && group == null) {
            throw GROUP_GONE;
        }
        StreamId after = group == null ? positionOf(key, options, positions) : group.lastId();
        if (!stream.lastId().isAfter(after)) {
            return block(call, options, positions);
        }
        Reply entries = group == null
                ? Delivery.entries(stream.range(after.next(), StreamId.MAX, count, false))
                : deliverNew(call, options, key, stream, group, count);
        List<Reply> found = new ArrayList<>();
        addStream(call, found, key, entries);
        return streams(call, found);
    }

    /** Returns the position of a key; of one named twice the first counts. */
    private static StreamId positionOf(byte[] key, ReadOptions options, Positions positions) {
        for (int i = 0; i < options.keys().size(); i++) {
            if (ByteArrays.equals(options.keys().get(i), key)) {
                return positions.ids.get(i);
            }
        }
        throw new IllegalStateException("Woken by a key that was not waited for.");
    }

    private static void addStream(Call call, List<Reply> found, byte[] key, Reply entries) {
        if (call.isResp3()) {
            found.add(Reply.bulk(key));
            found.add(entries);
        } else {
            found.add(Reply.array(Reply.bulk(key), entries));
        }
    }

    private static Reply streams(Call call, List<Reply> found) {
        return call.isResp3() ? new Reply.MapOf(found) : Reply.array(found);
    }
}
