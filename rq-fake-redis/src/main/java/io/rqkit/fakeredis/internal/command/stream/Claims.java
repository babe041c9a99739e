package io.rqkit.fakeredis.internal.command.stream;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamNack;
import io.rqkit.fakeredis.internal.data.StreamValue;
import io.rqkit.fakeredis.internal.data.Value;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** XCLAIM and XAUTOCLAIM: pending entries change hands. */
final class Claims {
    private static final CommandException BAD_MIN_IDLE =
            new CommandException("ERR Invalid min-idle-time argument for XCLAIM");
    private static final CommandException BAD_AUTO_MIN_IDLE =
            new CommandException("ERR Invalid min-idle-time argument for XAUTOCLAIM");
    private static final CommandException BAD_IDLE =
            new CommandException("ERR Invalid IDLE option argument for XCLAIM");
    private static final CommandException BAD_TIME =
            new CommandException("ERR Invalid TIME option argument for XCLAIM");
    private static final CommandException BAD_RETRY_COUNT =
            new CommandException("ERR Invalid RETRYCOUNT option argument for XCLAIM");
    private static final CommandException TOO_MANY =
            new CommandException("ERR Insufficient memory, failed allocating transient memory, COUNT too high.");
    private static final CommandException BAD_COUNT = new CommandException("ERR COUNT must be > 0");
    private static final long DEFAULT_COUNT = 100;
    private static final long GREATEST_COUNT = Long.MAX_VALUE / 16;
    /** Redis makes room for all ids beforehand, and beyond this no machine has it. */
    private static final long ALLOCATABLE_COUNT = 1L << 42;

    private static final int FIRST_ID = 5;
    /** XAUTOCLAIM looks at so many entries for each that it may claim. */
    private static final long ATTEMPTS = 10;

    private Claims() {}

    /** XCLAIM's options; -1 stands for one that is not given. */
    private static final class Options {
        private boolean force;
        private boolean justId;
        private long deliveryMillis = -1;
        private long retryCount = -1;
        private StreamId lastId = StreamId.MIN;
    }

    static Reply claim(Call call) {
        StreamValue stream = call.read(call.arg(1), StreamValue.class);
        StreamGroup group = Pendings.group(call, stream);
        long minIdle = Math.max(0, call.longArg(4, BAD_MIN_IDLE));
        List<StreamId> ids = new ArrayList<>();
        int next = FIRST_ID;
        for (; next < call.argc(); next++) {
            StreamId id = Ids.parseOrNull(call.arg(next));
            if (id == null) {
                break;
            }
            ids.add(id);
        }
        Options options = options(call, next);
        call.preventPropagation();
        boolean advanced = options.lastId.isAfter(group.lastId());
        if (advanced) {
            group.lastId(options.lastId);
        }
        long changes = call.engine().stats().dirty();
        List<Reply> claimed = new ArrayList<>();
        for (StreamId each : ids) {
            StreamEntry entry = stream == null ? null : stream.find(each);
            if (entry == null) {
                forget(call, group, each);
            } else if (claimOne(call, group, each, minIdle, options)) {
                claimed.add(options.justId ? Delivery.id(each) : Delivery.entry(entry));
            }
        }
        if (advanced && call.engine().stats().dirty() == changes) {
            // otherwise replicas learn the last id with the entries
            Delivery.propagateGroup(call, call.arg(1), group);
            call.keyspace().countChange();
        }
        return Reply.array(claimed);
    }

    /** An entry that was deleted can't be claimed, and is no longer pending either. */
    private static void forget(Call call, StreamGroup group, StreamId id) {
        StreamNack nack = group.pending().get(id);
        if (nack != null) {
            Delivery.propagatePending(call, call.arg(1), group, id, nack);
            group.acknowledge(id);
            call.keyspace().countChange();
        }
    }

    private static boolean claimOne(Call call, StreamGroup group, StreamId id, long minIdle, Options options) {
        StreamNack nack = group.pending().get(id);
        if (nack == null) {
            if (!options.force) {
                return false;
            }
            nack = group.addPending(id, call.nowMillis(), 1);
        } else if (minIdle > 0 && call.nowMillis() - nack.deliveryMillis() < minIdle) {
            return false;
        }
        long deliveries = nack.deliveries() + (options.justId ? 0 : 1);
        StreamConsumer consumer = Delivery.consumer(call, call.arg(1), group, call.arg(3));
        nack.delivered(options.deliveryMillis, options.retryCount >= 0 ? options.retryCount : deliveries);
        group.assign(id, nack, consumer);
        Delivery.propagatePending(call, call.arg(1), group, id, nack);
        call.keyspace().countChange();
        return true;
    }

    private static Options options(Call call, int from) {
        Options options = new Options();
        long now = call.nowMillis();
        Args args = call.args(from);
        while (args.hasNext()) {
            if (args.skip("FORCE")) {
                options.force = true;
            } else if (args.skip("JUSTID")) {
                options.justId = true;
            } else if (args.skip("IDLE", 1)) {
                options.deliveryMillis = now - args.nextLong(BAD_IDLE);
            } else if (args.skip("TIME", 1)) {
                options.deliveryMillis = args.nextLong(BAD_TIME);
            } else if (args.skip("RETRYCOUNT", 1)) {
                options.retryCount = args.nextLong(BAD_RETRY_COUNT);
            } else if (args.skip("LASTID", 1)) {
                options.lastId = Ids.parse(args.next());
            } else {
                throw StreamErrors.unrecognizedClaimOption(args.next());
            }
        }
        // a time that cannot be is taken for now, since clients reckon with clocks of their own
        if (options.deliveryMillis < 0 || options.deliveryMillis > now) {
            options.deliveryMillis = now;
        }
        return options;
    }

    static Reply autoClaim(Call call) {
        Value value = call.keyspace().read(call.arg(1));
        long minIdle = Math.max(0, call.longArg(4, BAD_AUTO_MIN_IDLE));
        StreamId start = Ids.parseStart(call.arg(5));
        long count = DEFAULT_COUNT;
        boolean justId = false;
        Args options = call.args(6);
        while (options.hasNext()) {
            if (options.skip("COUNT", 1)) {
                count = options.nextLong(BAD_COUNT);
                if (count < 1 || count > GREATEST_COUNT) {
                    throw BAD_COUNT;
                }
            } else if (options.skip("JUSTID")) {
                justId = true;
            } else {
                throw Errors.SYNTAX;
            }
        }
        if (value != null && !(value instanceof StreamValue)) {
            throw Errors.WRONG_TYPE;
        }
        StreamValue stream = (StreamValue) value;
        StreamGroup group = Pendings.group(call, stream);
        if (stream == null) {
            throw StreamErrors.noKeyOrGroup(call.arg(1), call.arg(2));
        }
        if (count > ALLOCATABLE_COUNT) {
            throw TOO_MANY;
        }
        call.preventPropagation();
        return new Walk(call, stream, group, minIdle, justId).claim(start, count);
    }

    /** XAUTOCLAIM's way through the pending entries. */
    private static final class Walk {
        private final Call call;
        private final StreamValue stream;
        private final StreamGroup group;
        private final long minIdleMillis;
        private final boolean justId;
        private final List<Reply> claimed = new ArrayList<>();
        private final List<Reply> deleted = new ArrayList<>();

        Walk(Call call, StreamValue stream, StreamGroup group, long minIdleMillis, boolean justId) {
            this.call = call;
            this.stream = stream;
            this.group = group;
            this.minIdleMillis = minIdleMillis;
            this.justId = justId;
        }

        /** Claims up to {@code count} entries; replies where to go on, what was claimed, what was found deleted. */
        Reply claim(StreamId start, long count) {
            long attempts = count * ATTEMPTS;
            StreamId at = group.pending().ceilingKey(start);
            while (at != null && attempts > 0 && claimed.size() + deleted.size() < count) {
                attempts--;
                visit(at);
                at = group.pending().higherKey(at);
            }
            return Reply.array(Delivery.id(at == null ? StreamId.MIN : at), Reply.array(claimed), Reply.array(deleted));
        }

        private boolean isYoung(StreamNack nack) {
            return minIdleMillis > 0 && call.nowMillis() - nack.deliveryMillis() < minIdleMillis;
        }

        private void visit(StreamId id) {
            StreamEntry entry = stream.find(id);
            if (entry == null) {
                forget(call, group, id);
                deleted.add(Delivery.id(id));
                return;
            }
            StreamNack nack = group.pending().get(id);
            if (nack == null || isYoung(nack)) {
                return;
            }
            StreamConsumer consumer = Delivery.consumer(call, call.arg(1), group, call.arg(3));
            nack.delivered(call.nowMillis(), nack.deliveries() + (justId ? 0 : 1));
            group.assign(id, nack, consumer);
            Delivery.propagatePending(call, call.arg(1), group, id, nack);
            call.keyspace().countChange();
            claimed.add(justId ? Delivery.id(id) : Delivery.entry(entry));
        }
    }
}
