package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.data.LexRange;
import io.rqkit.fakeredis.internal.data.Ranks;
import io.rqkit.fakeredis.internal.data.ScoreRange;
import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.function.Function;

/** ZREM and the ZREMRANGE commands. */
final class Removals {
    private Removals() {}

    static Reply zrem(Call call) {
        byte[] key = call.arg(1);
        ZSetValue zset = call.write(key, ZSetValue.class);
        if (zset == null) {
            return Reply.ZERO;
        }
        int removed = 0;
        for (int i = 2; i < call.argc() && zset.size() > 0; i++) {
            if (zset.remove(call.arg(i))) {
                removed++;
            }
        }
        if (removed > 0) {
            call.keyspace().notify(key, KeyEvent.ZSET, "zrem");
            if (zset.size() == 0) {
                call.keyspace().deleteEmptied(key);
            }
            call.keyspace().modified(key);
        }
        return Reply.of(removed);
    }

    static Reply zremrangebyrank(Call call) {
        long start = call.longArg(2);
        long stop = call.longArg(3);
        return removeRange(call, zset -> Bounds.ranks(start, stop, zset.size()), "zremrangebyrank");
    }

    static Reply zremrangebyscore(Call call) {
        ScoreRange range = Bounds.scores(call.arg(2), call.arg(3));
        return removeRange(call, zset -> zset.ranks(range), "zremrangebyscore");
    }

    static Reply zremrangebylex(Call call) {
        LexRange range = Bounds.members(call.arg(2), call.arg(3));
        return removeRange(call, zset -> zset.ranks(range), "zremrangebylex");
    }

    private static Reply removeRange(Call call, Function<ZSetValue, Ranks> range, String event) {
        byte[] key = call.arg(1);
        ZSetValue zset = call.write(key, ZSetValue.class);
        if (zset == null) {
            return Reply.ZERO;
        }
        int removed = zset.remove(range.apply(zset));
        if (removed > 0) {
            call.keyspace().changed(key, KeyEvent.ZSET, event);
            if (zset.size() == 0) {
                call.keyspace().deleteEmptied(key);
            }
        }
        return Reply.of(removed);
    }
}
