package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.data.ZSetEntry;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ZPOPMIN, ZPOPMAX, ZMPOP and those that wait: BZPOPMIN, BZPOPMAX, BZMPOP. */
final class Pops {
    private static final CommandException NUMKEYS = new CommandException("ERR numkeys should be greater than 0");
    private static final CommandException COUNT = new CommandException("ERR count should be greater than 0");

    private Pops() {}

    /** What ZMPOP and BZMPOP say after the time-out. */
    private record Request(List<byte[]> keys, End end, long count) {}

    static Reply pop(Call call, End end) {
        if (call.argc() > 3) {
            throw Errors.SYNTAX;
        }
        boolean hasCount = call.argc() == 3;
        long count = hasCount ? call.longArg(2, Errors.MUST_BE_POSITIVE) : 1;
        if (count < 0) {
            throw Errors.MUST_BE_POSITIVE;
        }
        byte[] key = call.arg(1);
        ZSetValue zset = call.write(key, ZSetValue.class);
        if (zset == null || count == 0) {
            return Reply.EMPTY_ARRAY;
        }
        EntryReply reply = hasCount ? EntryReply.of(call, true) : EntryReply.ofTurns();
        return popped(call, key, zset, end, count, reply);
    }

    static Reply zmpop(Call call) {
        Request request = parse(call, 1);
        Reply popped = popFirst(call, request);
        return popped == null ? Reply.NULL_ARRAY : popped;
    }

    static Reply bzmpop(Call call) {
        Request request = parse(call, 2);
        long deadline = call.deadlineArg(1);
        Reply popped = popFirst(call, request);
        return popped == null ? call.block(ValueType.ZSET, request.keys, deadline, Reply.NULL_ARRAY) : popped;
    }

    static Reply blockingPop(Call call, End end) {
        int last = call.argc() - 1;
        long deadline = call.deadlineArg(last);
        List<byte[]> keys = Arrays.asList(call.argv()).subList(1, last);
        for (byte[] key : call.orReady(keys)) {
            ZSetValue zset = call.write(key, ZSetValue.class);
            if (zset != null) {
                call.propagateAs(end.popCommand(), key);
                ZSetEntry entry = take(call, key, zset, end, 1).get(0);
                return Reply.array(Reply.bulk(key), Reply.bulk(entry.member()), new Reply.Dbl(entry.score()));
            }
        }
        return call.block(ValueType.ZSET, keys, deadline, Reply.NULL_ARRAY);
    }

    private static Request parse(Call call, int numKeysIndex) {
        long numKeys = call.longArg(numKeysIndex, NUMKEYS);
        if (numKeys < 1) {
            throw NUMKEYS;
        }
        int first = numKeysIndex + 1;
        if (numKeys >= call.argc() - first) {
            throw Errors.SYNTAX;
        }
        int afterKeys = first + (int) numKeys;
        End end = End.of(call.arg(afterKeys));
        long count = -1;
        Args options = call.args(afterKeys + 1);
        while (options.hasNext()) {
            if (count != -1 || !options.skip("COUNT", 1)) {
                throw Errors.SYNTAX;
            }
            count = options.nextLong(COUNT);
            if (count < 1) {
                throw COUNT;
            }
        }
        List<byte[]> keys = Arrays.asList(call.argv()).subList(first, afterKeys);
        return new Request(keys, end, count == -1 ? 1 : count);
    }

    /** Pops from the first key that exists; null when none does. */
    private static @Nullable Reply popFirst(Call call, Request request) {
        for (byte[] key : call.orReady(request.keys)) {
            ZSetValue zset = call.write(key, ZSetValue.class);
            if (zset != null) {
                EntryReply pairs = EntryReply.ofPairs();
                call.propagateAs(request.end.popCommand(), key, Math.min(request.count, zset.size()));
                return Reply.array(Reply.bulk(key), popped(call, key, zset, request.end, request.count, pairs));
            }
        }
        return null;
    }

    private static Reply popped(Call call, byte[] key, ZSetValue zset, End end, long count, EntryReply reply) {
        take(call, key, zset, end, count).forEach(reply::add);
        return reply.toReply();
    }

    /** Removes at most so many entries, which come from the end inwards, and tells of it. */
    private static List<ZSetEntry> take(Call call, byte[] key, ZSetValue zset, End end, long count) {
        int size = zset.size();
        List<ZSetEntry> taken = new ArrayList<>();
        zset.remove(end.ranks((int) Math.min(count, size), size), taken::add);
        if (end == End.MAX) {
            Collections.reverse(taken);
        }
        call.keyspace().notify(key, KeyEvent.ZSET, end.popEvent());
        call.keyspace().modified(key);
        if (zset.size() == 0) {
            call.keyspace().deleteEmptied(key);
        }
        return taken;
    }
}
