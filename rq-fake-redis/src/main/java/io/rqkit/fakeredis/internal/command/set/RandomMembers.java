package io.rqkit.fakeredis.internal.command.set;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Draws;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.data.SetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** SPOP and SRANDMEMBER: members chosen by chance. */
final class RandomMembers {
    private static final CommandException COUNT_OUT_OF_RANGE = new CommandException(
            "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807");

    private RandomMembers() {}

    static Reply spop(Call call) {
        if (call.argc() > 3) {
            throw Errors.SYNTAX;
        }
        if (call.argc() == 3) {
            return popMany(call);
        }
        byte[] key = call.arg(1);
        SetValue set = call.write(key, SetValue.class);
        if (set == null) {
            return Reply.NULL;
        }
        byte[] member = set.pop(call.chance());
        call.propagateAs("SREM", key, member);
        call.keyspace().notify(key, KeyEvent.SET, "spop");
        if (set.size() == 0) {
            call.keyspace().deleteEmptied(key);
        }
        call.keyspace().modified(key);
        return Reply.bulk(member);
    }

    private static Reply popMany(Call call) {
        long count = call.longArg(2, Errors.MUST_BE_POSITIVE);
        if (count < 0) {
            throw Errors.MUST_BE_POSITIVE;
        }
        byte[] key = call.arg(1);
        SetValue set = call.write(key, SetValue.class);
        if (set == null || count == 0) {
            return Reply.EMPTY_SET;
        }
        call.keyspace().notify(key, KeyEvent.SET, "spop");
        List<Reply> popped = new ArrayList<>();
        if (count >= set.size()) {
            SetAlgebra.union(call, List.of(key)).forEach(member -> popped.add(Reply.bulk(member)));
            call.keyspace().deleteEmptied(key);
            call.propagateAs("DEL", key);
        } else {
            set.pop((int) count, call.chance(), call.limits(), member -> {
                popped.add(Reply.bulk(member));
                call.propagateAlso("SREM", key, member);
            });
            call.preventPropagation();
        }
        call.keyspace().modified(key);
        return new Reply.SetOf(popped);
    }

    static Reply srandmember(Call call) {
        if (call.argc() > 3) {
            throw Errors.SYNTAX;
        }
        if (call.argc() == 2) {
            SetValue set = call.read(call.arg(1), SetValue.class);
            return set == null ? Reply.NULL : Reply.bulk(set.random(call.chance()));
        }
        long count = call.longArg(2);
        if (count == Long.MIN_VALUE) {
            throw COUNT_OUT_OF_RANGE;
        }
        SetValue set = call.read(call.arg(1), SetValue.class);
        if (set == null || count == 0) {
            return Reply.EMPTY_ARRAY;
        }
        // with a negative count a member may be chosen several times
        return count < 0
                ? Reply.array(new Draws(-count, 1, () -> List.of(Reply.bulk(set.random(call.chance())))))
                : Reply.bulks(chosen(call, set, count));
    }

    private static List<byte[]> chosen(Call call, SetValue set, long count) {
        List<byte[]> members = new ArrayList<>();
        set.forEach(members::add);
        if (count >= members.size()) {
            return members;
        }
        for (int i = 0; i < count; i++) {
            int other = i + call.chance().nextInt(members.size() - i);
            byte[] member = members.get(other);
            members.set(other, members.get(i));
            members.set(i, member);
        }
        return members.subList(0, (int) count);
    }
}
