package io.rqkit.fakeredis.internal.command.hash;

import io.rqkit.fakeredis.internal.command.ScanOptions;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that only read a hash. */
final class HashReads {
    private HashReads() {}

    private static @Nullable HashValue hash(Call call) {
        return call.read(call.arg(1), HashValue.class);
    }

    static Reply hget(Call call) {
        return value(hash(call), call.arg(2));
    }

    static Reply hmget(Call call) {
        HashValue hash = hash(call);
        List<Reply> values = new ArrayList<>(call.argc() - 2);
        for (int i = 2; i < call.argc(); i++) {
            values.add(value(hash, call.arg(i)));
        }
        return Reply.array(values);
    }

    private static Reply value(@Nullable HashValue hash, byte[] field) {
        byte[] value = hash == null ? null : hash.get(field);
        return value == null ? Reply.NULL : Reply.bulk(value);
    }

    static Reply hexists(Call call) {
        HashValue hash = hash(call);
        return Reply.flag(hash != null && hash.contains(call.arg(2)));
    }

    static Reply hlen(Call call) {
        HashValue hash = hash(call);
        return Reply.of(hash == null ? 0 : hash.size());
    }

    static Reply hstrlen(Call call) {
        HashValue hash = hash(call);
        byte[] value = hash == null ? null : hash.get(call.arg(2));
        return Reply.of(value == null ? 0 : value.length);
    }

    static Reply hgetall(Call call) {
        HashValue hash = hash(call);
        if (hash == null) {
            return Reply.EMPTY_MAP;
        }
        List<Reply> pairs = new ArrayList<>(hash.size() * 2);
        hash.forEach((field, value) -> {
            pairs.add(Reply.bulk(field));
            pairs.add(Reply.bulk(value));
        });
        return new Reply.MapOf(pairs);
    }

    static Reply hkeys(Call call) {
        HashValue hash = hash(call);
        List<Reply> fields = new ArrayList<>();
        if (hash != null) {
            hash.forEach((field, value) -> fields.add(Reply.bulk(field)));
        }
        return Reply.array(fields);
    }

    static Reply hvals(Call call) {
        HashValue hash = hash(call);
        List<Reply> values = new ArrayList<>();
        if (hash != null) {
            hash.forEach((field, value) -> values.add(Reply.bulk(value)));
        }
        return Reply.array(values);
    }

    static Reply hscan(Call call) {
        long cursor = ScanOptions.cursor(call.arg(2));
        HashValue hash = hash(call);
        if (hash == null) {
            return ScanOptions.reply(0, List.of());
        }
        ScanOptions options = ScanOptions.parse(call.args(3));
        List<Reply> found = new ArrayList<>();
        int[] visited = new int[1];
        long next = options.walk(
                cursor,
                at -> hash.scan(at, (field, value) -> {
                    visited[0]++;
                    if (options.accepts(field)) {
                        found.add(Reply.bulk(field));
                        found.add(Reply.bulk(value));
                    }
                }),
                () -> visited[0]);
        return ScanOptions.reply(next, found);
    }
}
