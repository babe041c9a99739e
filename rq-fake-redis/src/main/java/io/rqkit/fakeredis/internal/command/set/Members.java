package io.rqkit.fakeredis.internal.command.set;

import io.rqkit.fakeredis.internal.command.ScanOptions;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** Commands on members that the caller names. */
final class Members {
    private Members() {}

    static Reply sadd(Call call) {
        byte[] key = call.arg(1);
        SetValue set = call.write(key, SetValue.class);
        if (set == null) {
            set = new SetValue();
            call.keyspace().add(key, set);
        }
        int added = 0;
        for (int i = 2; i < call.argc(); i++) {
            if (set.add(call.arg(i), call.limits())) {
                added++;
            }
        }
        if (added > 0) {
            call.keyspace().changed(key, KeyEvent.SET, "sadd");
        }
        return Reply.of(added);
    }

    static Reply srem(Call call) {
        byte[] key = call.arg(1);
        SetValue set = call.write(key, SetValue.class);
        if (set == null) {
            return Reply.ZERO;
        }
        int removed = 0;
        for (int i = 2; i < call.argc() && set.size() > 0; i++) {
            if (set.remove(call.arg(i))) {
                removed++;
            }
        }
        if (removed > 0) {
            call.keyspace().changed(key, KeyEvent.SET, "srem");
            if (set.size() == 0) {
                call.keyspace().deleteEmptied(key);
            }
        }
        return Reply.of(removed);
    }

    /** A missing source answers before the type of the destination is looked at. */
    static Reply smove(Call call) {
        byte[] from = call.arg(1);
        byte[] to = call.arg(2);
        byte[] member = call.arg(3);
        if (call.keyspace().write(from) == null) {
            call.keyspace().write(to);
            return Reply.ZERO;
        }
        SetValue source = call.write(from, SetValue.class);
        SetValue target = call.write(to, SetValue.class);
        if (source == null || source == target) {
            return Reply.flag(source != null && source.contains(member));
        }
        if (!source.remove(member)) {
            return Reply.ZERO;
        }
        call.keyspace().notify(from, KeyEvent.SET, "srem");
        if (source.size() == 0) {
            call.keyspace().deleteEmptied(from);
        }
        if (target == null) {
            target = new SetValue();
            call.keyspace().add(to, target);
        }
        call.keyspace().modified(from);
        if (target.add(member, call.limits())) {
            call.keyspace().changed(to, KeyEvent.SET, "sadd");
        }
        return Reply.ONE;
    }

    static Reply scard(Call call) {
        SetValue set = call.read(call.arg(1), SetValue.class);
        return Reply.of(set == null ? 0 : set.size());
    }

    static Reply sismember(Call call) {
        SetValue set = call.read(call.arg(1), SetValue.class);
        return Reply.flag(set != null && set.contains(call.arg(2)));
    }

    static Reply smismember(Call call) {
        SetValue set = call.read(call.arg(1), SetValue.class);
        List<Reply> flags = new ArrayList<>(call.argc() - 2);
        for (int i = 2; i < call.argc(); i++) {
            flags.add(Reply.flag(set != null && set.contains(call.arg(i))));
        }
        return Reply.array(flags);
    }

    static Reply sscan(Call call) {
        long cursor = ScanOptions.cursor(call.arg(2));
        SetValue set = call.read(call.arg(1), SetValue.class);
        if (set == null) {
            return ScanOptions.reply(0, List.of());
        }
        ScanOptions options = ScanOptions.parse(call.args(3));
        List<byte[]> seen = new ArrayList<>();
        long next = options.walk(cursor, at -> set.scan(at, seen::add), seen::size);
        return ScanOptions.reply(
                next, seen.stream().filter(options::accepts).map(Reply::bulk).toList());
    }
}
