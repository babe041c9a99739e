package io.rqkit.fakeredis.internal.command.hash;

import io.rqkit.fakeredis.internal.command.CommandException;
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
        return reply(call, hash, chosen(call, hash, count), withValues);
    }

    /** A negative count may choose a field several times; a positive one never does. */
    private static List<byte[]> chosen(Call call, HashValue hash, long count) {
        List<byte[]> fields = new ArrayList<>();
        if (count < 0) {
            for (long i = count; i < 0; i++) {
                fields.add(hash.randomField(call.chance()));
            }
            return fields;
        }
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

    private static Reply reply(Call call, HashValue hash, List<byte[]> fields, boolean withValues) {
        List<Reply> shown = new ArrayList<>(fields.size());
        for (byte[] field : fields) {
            if (!withValues) {
                shown.add(Reply.bulk(field));
            } else if (call.isResp3()) {
                shown.add(Reply.array(Reply.bulk(field), value(hash, field)));
            } else {
                shown.add(Reply.bulk(field));
                shown.add(value(hash, field));
            }
        }
        return Reply.array(shown);
    }

    private static Reply value(HashValue hash, byte[] field) {
        byte @Nullable [] value = hash.get(field);
        return value == null ? Reply.NULL : Reply.bulk(value);
    }
}
