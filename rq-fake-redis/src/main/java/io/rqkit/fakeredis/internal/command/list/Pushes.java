package io.rqkit.fakeredis.internal.command.list;

import io.rqkit.fakeredis.internal.data.ListValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;

/** LPUSH, RPUSH, LPUSHX and RPUSHX. */
final class Pushes {
    private Pushes() {}

    static Reply push(Call call, End end) {
        ListValue list = call.write(call.arg(1), ListValue.class);
        return pushAll(call, end, list == null ? create(call, call.arg(1)) : list);
    }

    static Reply pushIfExists(Call call, End end) {
        ListValue list = call.write(call.arg(1), ListValue.class);
        return list == null ? Reply.ZERO : pushAll(call, end, list);
    }

    private static Reply pushAll(Call call, End end, ListValue list) {
        for (int i = 2; i < call.argc(); i++) {
            end.push(list, call.arg(i));
        }
        call.keyspace().changed(call.arg(1), KeyEvent.LIST, end.pushEvent());
        return Reply.of(list.size());
    }

    /** Adds an empty list under a key that does not exist; the caller fills it. */
    static ListValue create(Call call, byte[] key) {
        ListValue list = new ListValue(call.limits());
        call.keyspace().add(key, list);
        return list;
    }
}
