package io.rqkit.fakeredis.internal.command.zset;

import io.rqkit.fakeredis.internal.data.ZSetValue;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.KeyEvent;
import io.rqkit.fakeredis.internal.resp.Reply;

/** The end of commands that store a sorted set under their first argument. */
final class Results {
    private Results() {}

    /** Overwrites the destination with the result and replies its size; an empty one deletes it. */
    static Reply store(Call call, ZSetValue result, String event) {
        byte[] destination = call.arg(1);
        if (result.size() > 0) {
            call.keyspace().set(destination, result, false);
            call.keyspace().notify(destination, KeyEvent.ZSET, event);
        } else if (call.keyspace().delete(destination)) {
            call.keyspace().changed(destination, KeyEvent.GENERIC, "del");
        }
        return Reply.of(result.size());
    }
}
