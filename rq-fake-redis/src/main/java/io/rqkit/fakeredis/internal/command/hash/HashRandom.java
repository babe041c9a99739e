package io.rqkit.fakeredis.internal.command.hash;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Draws;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.HashValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HRANDFIELD: fields chosen by chance. */
final class HashRandom {
    private static final CommandException COUNT_OUT_OF_RANGE = new CommandException(
            "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807");
    private static final CommandException OUT_OF_RANGE = new CommandException("ERR value is out of range");

    private HashRandom() {}

    static Reply hrandfield(Call call) {
        if (call.argc() == 2) {
            HashValue hash = call.read(call.arg(1), HashValue.class);
            return hash == null ? Reply.NULL : Reply.bulk(hash.randomField(call.chance()));
        }
        long count = call.longArg(2);
        if (count == Long.MIN_VALUE) {
            throw COUNT_OUT_OF_RANGE;
        }
        if (call.argc() > 4 || (call.argc() == 4 && !call.argIs(3, "WITHVALUES"))) {
            throw Errors.SYNTAX;
        }
        boolean withValues = call.argc() == 4;
        if (withValues && Math.abs(count) > Long.MAX_VALUE / 2) {
            throw OUT_OF_RANGE;
        }
        HashValue hash = call.read(call.arg(1), HashValue.class);
        if (hash == null || count == 0) {
            return Reply.EMPTY_ARRAY;
        }
        boolean nested = withValues && call.isResp3();
        if (count < 0) {
            // a field may be chosen several times
            return Reply.array(new Draws(
                    -count,
                    withValues && !nested ? 2 : 1,
                    () -> shown(hash, hash.randomField(call.chance()), withValues, nested)));
        }
        List<Reply> all = new ArrayList<>();
        chosen(call, hash, count).forEach(field -> all.addAll(shown(hash, field, withValues, nested)));
        return Reply.array(all);
    }

    private static List<byte[]> chosen(Call call, HashValue hash, long count) {
        List<byte[]> fields = new ArrayList<>();
        hash.forEach((field, value) -> fields.add(field));
        if (count >= fields.size()) {
            return fields;
        }
        for (int i = 0; i < count; i++) {
            int other = i + call.chance().nextInt(fields.size() - i);
            byte[] field = fields.get(other);
            fields.set(other, fields.get(i));
            fields.set(i, field);
        }
        return fields.subList(0, (int) count);
    }

    private static List<Reply> shown(HashValue hash, byte[] field, boolean withValue, boolean nested) {
        if (!withValue) {
            return List.of(Reply.bulk(field));
        }
        List<Reply> pair = List.of(Reply.bulk(field), value(hash, field));
        return nested ? List.of(Reply.array(pair)) : pair;
    }

    private static Reply value(HashValue hash, byte[] field) {
        byte @Nullable [] value = hash.get(field);
        return value == null ? Reply.NULL : Reply.bulk(value);
    }
}
