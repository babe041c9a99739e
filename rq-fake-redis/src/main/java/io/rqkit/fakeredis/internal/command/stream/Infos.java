package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamNack;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** XINFO's subcommands. */
final class Infos {
    private static final long DEFAULT_COUNT = 10;

    private Infos() {}

    /** A map in the making. */
    private static final class Fields {
        private final List<Reply> all = new ArrayList<>();

        Fields put(String name, Reply value) {
            all.add(Reply.bulk(name));
            all.add(value);
            return this;
        }

        Reply reply() {
            return new Reply.MapOf(all);
        }
    }

    static Reply help(Call call) {
        return call.help(
                "CONSUMERS <key> <groupname>",
                "    Show consumers of <groupname>.",
                "GROUPS <key>",
                "    Show the stream consumer groups.",
                "STREAM <key> [FULL [COUNT <count>]",
                "    Show information about the stream.");
    }

    static Reply consumers(Call call) {
        StreamGroup group = existing(call).group(call.arg(3));
        if (group == null) {
            throw StreamErrors.noGroup(call.arg(2), call.arg(3));
        }
        List<Reply> replies = new ArrayList<>();
        for (StreamConsumer consumer : group.consumers()) {
            replies.add(new Fields()
                    .put("name", Reply.bulk(consumer.name()))
                    .put("pending", Reply.of(consumer.pending().size()))
                    .put("idle", Reply.of(Math.max(0, call.nowMillis() - consumer.seenMillis())))
                    .reply());
        }
        return Reply.array(replies);
    }

    static Reply groups(Call call) {
        StreamValue stream = existing(call);
        List<Reply> replies = new ArrayList<>();
        for (StreamGroup group : stream.groups()) {
            replies.add(new Fields()
                    .put("name", Reply.bulk(group.name()))
                    .put("consumers", Reply.of(group.consumers().size()))
                    .put("pending", Reply.of(group.pending().size()))
                    .put("last-delivered-id", Delivery.id(group.lastId()))
                    .put("entries-read", entriesRead(group))
                    .put("lag", lag(stream, group))
                    .reply());
        }
        return Reply.array(replies);
    }

    static Reply stream(Call call) {
        StreamValue stream = existing(call);
        if (call.argc() == 3) {
            return shortInfo(stream);
        }
        boolean hasCount = call.argc() == 6 && call.argIs(4, "COUNT");
        if (!call.argIs(3, "FULL") || call.argc() != 4 && !hasCount) {
            throw Errors.subcommandSyntax(call.argv());
        }
        long count = hasCount ? call.longArg(5) : DEFAULT_COUNT;
        return fullInfo(stream, count < 0 ? DEFAULT_COUNT : count);
    }

    private static StreamValue existing(Call call) {
        StreamValue stream = call.read(call.arg(2), StreamValue.class);
        if (stream == null) {
            throw Errors.NO_SUCH_KEY;
        }
        return stream;
    }

    private static Fields begin(StreamValue stream) {
        return new Fields()
                .put("length", Reply.of(stream.size()))
                .put("radix-tree-keys", Reply.of(stream.nodeCount()))
                .put("radix-tree-nodes", Reply.of(stream.radixNodeCount()))
                .put("last-generated-id", Delivery.id(stream.lastId()))
                .put("max-deleted-entry-id", Delivery.id(stream.maxDeletedId()))
                .put("entries-added", Reply.of(stream.entriesAdded()))
                .put("recorded-first-entry-id", Delivery.id(stream.firstId()));
    }

    private static Reply shortInfo(StreamValue stream) {
        return begin(stream)
                .put("groups", Reply.of(stream.groups().size()))
                .put("first-entry", edge(stream, false))
                .put("last-entry", edge(stream, true))
                .reply();
    }

    private static Reply edge(StreamValue stream, boolean last) {
        List<StreamEntry> found = stream.range(StreamId.MIN, StreamId.MAX, 1, last);
        return found.isEmpty() ? Reply.NULL : Delivery.entry(found.get(0));
    }

    private static Reply fullInfo(StreamValue stream, long count) {
        List<Reply> groups = new ArrayList<>();
        for (StreamGroup group : stream.groups()) {
            groups.add(new Fields()
                    .put("name", Reply.bulk(group.name()))
                    .put("last-delivered-id", Delivery.id(group.lastId()))
                    .put("entries-read", entriesRead(group))
                    .put("lag", lag(stream, group))
                    .put("pel-count", Reply.of(group.pending().size()))
                    .put("pending", pending(group.pending(), count, true))
                    .put("consumers", fullConsumers(group, count))
                    .reply());
        }
        return begin(stream)
                .put("entries", Delivery.entries(stream.range(StreamId.MIN, StreamId.MAX, count, false)))
                .put("groups", Reply.array(groups))
                .reply();
    }

    private static Reply fullConsumers(StreamGroup group, long count) {
        List<Reply> replies = new ArrayList<>();
        for (StreamConsumer consumer : group.consumers()) {
            replies.add(new Fields()
                    .put("name", Reply.bulk(consumer.name()))
                    .put("seen-time", Reply.of(consumer.seenMillis()))
                    .put("pel-count", Reply.of(consumer.pending().size()))
                    .put("pending", pending(consumer.pending(), count, false))
                    .reply());
        }
        return Reply.array(replies);
    }

    private static Reply pending(Map<StreamId, StreamNack> pending, long count, boolean withOwner) {
        List<Reply> replies = new ArrayList<>();
        for (Map.Entry<StreamId, StreamNack> each : pending.entrySet()) {
            if (count != 0 && replies.size() >= count) {
                break;
            }
            StreamNack nack = each.getValue();
            List<Reply> row = new ArrayList<>(4);
            row.add(Delivery.id(each.getKey()));
            if (withOwner) {
                row.add(Reply.bulk(Pendings.ownerName(nack)));
            }
            row.add(Reply.of(nack.deliveryMillis()));
            row.add(Reply.of(nack.deliveries()));
            replies.add(Reply.array(row));
        }
        return Reply.array(replies);
    }

    private static Reply entriesRead(StreamGroup group) {
        return group.entriesRead() == StreamGroup.UNKNOWN ? Reply.NULL : Reply.of(group.entriesRead());
    }

    private static Reply lag(StreamValue stream, StreamGroup group) {
        Long lag = stream.lag(group);
        return lag == null ? Reply.NULL : Reply.of(lag);
    }
}
