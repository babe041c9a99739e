package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Draws;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.ZSetEntry;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** ZRANDMEMBER: members chosen by chance. */
final class RandomEntries {
    private static final CommandException COUNT_OUT_OF_RANGE = new CommandException(
            "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807");
    private static final CommandException OUT_OF_RANGE = new CommandException("ERR value is out of range");

    private RandomEntries() {}

    static Reply zrandmember(Call call) {
        if (call.argc() == 2) {
            ZSetValue zset = call.read(call.arg(1), ZSetValue.class);
            return zset == null
                    ? Reply.NULL
                    : Reply.bulk(zset.random(call.chance()).member());
        }
        long count = call.longArg(2);
        if (count == Long.MIN_VALUE) {
            throw COUNT_OUT_OF_RANGE;
        }
        if (call.argc() > 4 || (call.argc() == 4 && !call.argIs(3, "WITHSCORES"))) {
            throw Errors.SYNTAX;
        }
        boolean withScores = call.argc() == 4;
        if (withScores && Math.abs(count) > Long.MAX_VALUE / 2) {
            throw OUT_OF_RANGE;
        }
        ZSetValue zset = call.read(call.arg(1), ZSetValue.class);
        if (zset != null && count < 0) {
            // a member may be chosen several times
            return Reply.array(new Draws(
                    -count,
                    withScores && !call.isResp3() ? 2 : 1,
                    () -> drawn(zset.random(call.chance()), EntryReply.of(call, withScores))));
        }
        EntryReply reply = EntryReply.of(call, withScores);
        if (zset != null) {
            distinct(call, zset, count).forEach(reply::add);
        }
        return reply.toReply();
    }

    private static List<Reply> drawn(ZSetEntry entry, EntryReply reply) {
        reply.add(entry);
        return reply.items();
    }

    /** The whole of a set comes highest first, as Redis walks it. */
    private static List<ZSetEntry> distinct(Call call, ZSetValue zset, long count) {
        List<ZSetEntry> entries = new ArrayList<>(zset.size());
        zset.descending(zset.size() - 1).forEachRemaining(entries::add);
        if (count >= entries.size()) {
            return entries;
        }
        for (int i = 0; i < count; i++) {
            int other = i + call.chance().nextInt(entries.size() - i);
            ZSetEntry entry = entries.get(other);
            entries.set(other, entries.get(i));
            entries.set(i, entry);
        }
        return entries.subList(0, (int) count);
    }
}
