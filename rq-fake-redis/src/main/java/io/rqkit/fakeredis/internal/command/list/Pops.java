package io.rqkit.fakeredis.internal.command.list;

import io.rqkit.fakeredis.internal.command.Args;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Numbers;
import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LPOP, RPOP, LMPOP and those that wait: BLPOP, BRPOP, BLMPOP. */
final class Pops {
    private static final CommandException NUMKEYS = new CommandException("ERR numkeys should be greater than 0");
    private static final CommandException COUNT = new CommandException("ERR count should be greater than 0");

    private Pops() {}

    /** What LMPOP and BLMPOP say after the time-out. */
    private record Request(List<byte[]> keys, End end, long count) {}

    static Reply pop(Call call, End end) {
        if (call.argc() > 3) {
            throw Errors.wrongArity(call.command().spec().fullName());
        }
        boolean hasCount = call.argc() == 3;
        long count = hasCount ? positive(call.arg(2)) : 1;
        byte[] key = call.arg(1);
        ListValue list = call.write(key, ListValue.class);
        if (list == null) {
            return hasCount ? Reply.NULL_ARRAY : Reply.NULL;
        }
        if (count == 0) {
            return Reply.EMPTY_ARRAY;
        }
        return hasCount ? popMany(call, key, list, end, count) : popOne(call, key, list, end);
    }

    static Reply lmpop(Call call) {
        Request request = parse(call, 1);
        Reply popped = popFirst(call, request);
        return popped == null ? Reply.NULL_ARRAY : popped;
    }

    static Reply blmpop(Call call) {
        Request request = parse(call, 2);
        long deadline = call.deadlineArg(1);
        Reply popped = popFirst(call, request);
        return popped == null ? call.block(ValueType.LIST, request.keys, deadline, Reply.NULL_ARRAY) : popped;
    }

    static Reply blockingPop(Call call, End end) {
        int last = call.argc() - 1;
        long deadline = call.deadlineArg(last);
        List<byte[]> keys = Arrays.asList(call.argv()).subList(1, last);
        for (byte[] key : call.orReady(keys)) {
            ListValue list = call.write(key, ListValue.class);
            if (list != null) {
                call.propagateAs(end.popCommand(), key);
                return Reply.array(Reply.bulk(key), popOne(call, key, list, end));
            }
        }
        return call.block(ValueType.LIST, keys, deadline, Reply.NULL_ARRAY);
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
            ListValue list = call.write(key, ListValue.class);
            if (list != null) {
                call.propagateAs(request.end.popCommand(), key, Math.min(request.count, list.size()));
                return Reply.array(Reply.bulk(key), popMany(call, key, list, request.end, request.count));
            }
        }
        return null;
    }

    private static Reply popOne(Call call, byte[] key, ListValue list, End end) {
        byte[] element = end.pop(list);
        removed(call, key, list, end);
        return Reply.bulk(element);
    }

    private static Reply popMany(Call call, byte[] key, ListValue list, End end, long count) {
        int length = (int) Math.min(count, list.size());
        List<byte[]> elements = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            elements.add(end.pop(list));
        }
        removed(call, key, list, end);
        return Reply.bulks(elements);
    }

    /** Tells of a pop; listElementsRemoved in t_list.c. */
    static void removed(Call call, byte[] key, ListValue list, End end) {
        call.keyspace().notify(key, KeyEvent.LIST, end.popEvent());
        if (list.size() == 0) {
            call.keyspace().deleteEmptied(key);
        }
        call.keyspace().modified(key);
    }

    private static long positive(byte[] argument) {
        long count = Numbers.parseLong(argument, Errors.MUST_BE_POSITIVE);
        if (count < 0) {
            throw Errors.MUST_BE_POSITIVE;
        }
        return count;
    }
}
