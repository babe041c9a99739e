package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamNack;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Entries as replies, and what handing them to a consumer changes; streamReplyWithRange in t_stream.c. */
final class Delivery {
    private Delivery() {}

    static Reply id(StreamId id) {
        return Reply.bulk(ByteArrays.fromAscii(id.toString()));
    }

    static Reply entry(StreamEntry entry) {
        return Reply.array(id(entry.id()), Reply.bulks(entry.fieldsAndValues()));
    }

    static Reply entries(List<StreamEntry> entries) {
        return Reply.array(entries.stream().map(Delivery::entry).toList());
    }

    /** Returns a consumer, which is made when it does not exist; either way it has been seen now. */
    static StreamConsumer consumer(Call call, byte[] key, StreamGroup group, byte[] name) {
        StreamConsumer consumer = group.consumer(name);
        if (consumer == null) {
            return createConsumer(call, key, group, name);
        }
        consumer.seen(call.nowMillis());
        return consumer;
    }

    static StreamConsumer createConsumer(Call call, byte[] key, StreamGroup group, byte[] name) {
        StreamConsumer consumer = group.addConsumer(name, call.nowMillis());
        call.keyspace().countChange();
        call.keyspace().notify(key, KeyEvent.STREAM, "xgroup-createconsumer");
        return consumer;
    }

    /** Has replicas see who has a pending entry, since when and how often; streamPropagateXCLAIM in t_stream.c. */
    static void propagatePending(Call call, byte[] key, StreamGroup group, StreamId id, StreamNack nack) {
        StreamConsumer owner = nack.consumer();
        if (owner != null && call.isPropagated()) {
            call.propagateAlso(
                    "XCLAIM",
                    key,
                    group.name(),
                    owner.name(),
                    0,
                    id,
                    "TIME",
                    nack.deliveryMillis(),
                    "RETRYCOUNT",
                    nack.deliveries(),
                    "FORCE",
                    "JUSTID",
                    "LASTID",
                    group.lastId());
        }
    }

    /** Has replicas see how far a group has read. */
    static void propagateGroup(Call call, byte[] key, StreamGroup group) {
        call.propagateAlso("XGROUP", "SETID", key, group.name(), group.lastId(), "ENTRIESREAD", group.entriesRead());
    }

    /** Hands out what the group has not seen yet; with {@code noAck} nothing becomes pending. */
    static Reply deliverNew(
            Call call,
            byte[] key,
            StreamValue stream,
            StreamGroup group,
            StreamConsumer consumer,
            long count,
            boolean noAck) {
        StreamId after = group.lastId();
        List<StreamEntry> entries = stream.range(after.next(), StreamId.MAX, count, false);
        for (StreamEntry entry : entries) {
            stream.delivered(group, entry.id());
            if (!noAck) {
                // XGROUP SETID may have gone back to entries that somebody has already
                StreamNack nack = group.pending().get(entry.id());
                StreamNack owned = nack == null ? group.addPending(entry.id(), call.nowMillis(), 1) : nack;
                owned.delivered(call.nowMillis(), 1);
                group.assign(entry.id(), owned, consumer);
                propagatePending(call, key, group, entry.id(), owned);
            }
        }
        if (noAck && !entries.isEmpty()) {
            propagateGroup(call, key, group);
        }
        return entries(entries);
    }

    /** Hands out again what a consumer has not acknowledged, after an id; entries deleted meanwhile show no fields. */
    static Reply deliverAgain(Call call, StreamValue stream, StreamConsumer consumer, StreamId after, long count) {
        List<Reply> replies = new ArrayList<>();
        for (Map.Entry<StreamId, StreamNack> pending :
                consumer.pending().tailMap(after.next(), true).entrySet()) {
            if (count != 0 && replies.size() >= count) {
                break;
            }
            StreamEntry entry = stream.find(pending.getKey());
            if (entry == null) {
                replies.add(Reply.array(id(pending.getKey()), Reply.NULL_ARRAY));
            } else {
                StreamNack nack = pending.getValue();
                nack.delivered(call.nowMillis(), nack.deliveries() + 1);
                replies.add(entry(entry));
            }
        }
        return Reply.array(replies);
    }
}
