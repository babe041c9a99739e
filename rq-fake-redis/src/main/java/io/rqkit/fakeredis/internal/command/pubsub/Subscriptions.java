package io.rqkit.fakeredis.internal.command.pubsub;

import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.PubSub;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.ArrayList;
import java.util.List;

/** SUBSCRIBE and UNSUBSCRIBE with their pattern and shard forms: one message for each name. */
final class Subscriptions {
    private Subscriptions() {}

    static Reply subscribe(Call call, PubSub.Kind kind) {
        List<Reply> told = new ArrayList<>();
        for (int i = 1; i < call.argc(); i++) {
            told.add(call.engine().pubSub().subscribe(call.session(), kind, call.arg(i)));
        }
        return new Reply.Several(told);
    }

    static Reply unsubscribe(Call call, PubSub.Kind kind) {
        if (call.argc() == 1) {
            return call.engine().pubSub().unsubscribeAll(call.session(), kind);
        }
        List<Reply> told = new ArrayList<>();
        for (int i = 1; i < call.argc(); i++) {
            told.add(call.engine().pubSub().unsubscribe(call.session(), kind, call.arg(i)));
        }
        return new Reply.Several(told);
    }
}
