package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamNack;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** XACK and XPENDING. */
final class Pendings {
    private Pendings() {}

    /** The part of the pending entries that XPENDING is to list. */
    private record Range(long minIdleMillis, StreamId start, StreamId end, long count, byte @Nullable [] consumer) {}

    static Reply acknowledge(Call call) {
        StreamValue stream = call.read(call.arg(1), StreamValue.class);
        StreamGroup group = stream == null ? null : stream.group(call.arg(2));
        if (group == null) {
            return Reply.ZERO;
        }
        int acknowledged = 0;
        for (StreamId id : Entries.ids(call, 3)) {
            if (group.acknowledge(id)) {
                acknowledged++;
                call.keyspace().countChange();
            }
        }
        return Reply.of(acknowledged);
    }

    static Reply list(Call call) {
        boolean summary = call.argc() == 3;
        if (!summary && (call.argc() < 6 || call.argc() > 9)) {
            throw Errors.SYNTAX;
        }
        Range range = summary ? null : parseRange(call);
        StreamGroup group = group(call, call.read(call.arg(1), StreamValue.class));
        return range == null ? summary(group) : list(call, group, range);
    }

    private static Range parseRange(Call call) {
        Args args = call.args(3);
        long minIdle = 0;
        if (args.skip("IDLE")) {
            minIdle = args.nextLong();
            if (call.argc() < 8) {
                throw Errors.SYNTAX;
            }
        }
        byte[] start = args.next();
        byte[] end = args.next();
        // Redis looks at the count first, which shows in the error
        long count = Math.max(0, args.nextLong());
        return new Range(minIdle, Ids.parseStart(start), Ids.parseEnd(end), count, args.hasNext() ? args.next() : null);
    }

    /** Returns the group that XPENDING, XCLAIM and XAUTOCLAIM name. */
    static StreamGroup group(Call call, @Nullable StreamValue stream) {
        StreamGroup group = stream == null ? null : stream.group(call.arg(2));
        if (group == null) {
            throw StreamErrors.noKeyOrGroup(call.arg(1), call.arg(2));
        }
        return group;
    }

    private static Reply summary(StreamGroup group) {
        NavigableMap<StreamId, StreamNack> pending = group.pending();
        if (pending.isEmpty()) {
            return Reply.array(Reply.ZERO, Reply.NULL, Reply.NULL, Reply.NULL_ARRAY);
        }
        List<Reply> consumers = new ArrayList<>();
        for (StreamConsumer consumer : group.consumers()) {
            int count = consumer.pending().size();
            if (count > 0) {
                consumers.add(Reply.array(Reply.bulk(consumer.name()), Reply.bulk(ByteArrays.fromLong(count))));
            }
        }
        return Reply.array(
                Reply.of(pending.size()),
                Delivery.id(pending.firstKey()),
                Delivery.id(pending.lastKey()),
                Reply.array(consumers));
    }

    private static Reply list(Call call, StreamGroup group, Range range) {
        NavigableMap<StreamId, StreamNack> pending = group.pending();
        if (range.consumer != null) {
            StreamConsumer consumer = group.consumer(range.consumer);
            if (consumer == null) {
                return Reply.EMPTY_ARRAY;
            }
            pending = consumer.pending();
        }
        List<Reply> replies = new ArrayList<>();
        for (Map.Entry<StreamId, StreamNack> each :
                pending.tailMap(range.start, true).entrySet()) {
            if (replies.size() >= range.count || each.getKey().isAfter(range.end)) {
                break;
            }
            StreamNack nack = each.getValue();
            long idle = call.nowMillis() - nack.deliveryMillis();
            if (range.minIdleMillis == 0 || idle >= range.minIdleMillis) {
                replies.add(Reply.array(
                        Delivery.id(each.getKey()),
                        Reply.bulk(ownerName(nack)),
                        Reply.of(Math.max(0, idle)),
                        Reply.of(nack.deliveries())));
            }
        }
        return Reply.array(replies);
    }

    /** Returns the name of who has a pending entry. */
    static byte[] ownerName(StreamNack nack) {
        StreamConsumer owner = nack.consumer();
        return owner == null ? ByteArrays.EMPTY : owner.name();
    }
}
