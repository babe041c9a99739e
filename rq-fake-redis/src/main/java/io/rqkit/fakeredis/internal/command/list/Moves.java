package io.rqkit.fakeredis.internal.command.list;

import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.data.ValueType;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.List;

/** LMOVE, RPOPLPUSH and those that wait: BLMOVE, BRPOPLPUSH. */
final class Moves {
    private Moves() {}

    static Reply lmove(Call call) {
        End from = End.of(call.arg(3));
        return move(call, from, End.of(call.arg(4)));
    }

    static Reply rpoplpush(Call call) {
        return move(call, End.RIGHT, End.LEFT);
    }

    static Reply blmove(Call call) {
        End from = End.of(call.arg(3));
        End to = End.of(call.arg(4));
        long deadline = call.deadlineArg(5);
        call.propagateAs("LMOVE", call.arg(1), call.arg(2), call.arg(3), call.arg(4));
        return blockingMove(call, from, to, deadline);
    }

    static Reply brpoplpush(Call call) {
        long deadline = call.deadlineArg(3);
        call.propagateAs("RPOPLPUSH", call.arg(1), call.arg(2));
        return blockingMove(call, End.RIGHT, End.LEFT, deadline);
    }

    private static Reply blockingMove(Call call, End from, End to, long deadline) {
        byte[] source = call.arg(1);
        if (call.write(source, ListValue.class) != null) {
            return move(call, from, to);
        }
        // the two nulls differ in RESP2: a missing string at once, a missing array when the time has run out
        return call.mayWait() ? call.block(ValueType.LIST, List.of(source), deadline, Reply.NULL_ARRAY) : Reply.NULL;
    }

    private static Reply move(Call call, End from, End to) {
        byte[] source = call.arg(1);
        byte[] destination = call.arg(2);
        ListValue list = call.write(source, ListValue.class);
        if (list == null) {
            return Reply.NULL;
        }
        ListValue target = call.write(destination, ListValue.class);
        byte[] element = from.pop(list);
        if (target == null) {
            target = Pushes.create(call, destination);
        }
        to.push(target, element);
        call.keyspace().changed(destination, KeyEvent.LIST, to.pushEvent());
        Pops.removed(call, source, list, from);
        return Reply.bulk(element);
    }
}
