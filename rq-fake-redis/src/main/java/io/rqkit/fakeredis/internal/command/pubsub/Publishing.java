package io.rqkit.fakeredis.internal.command.pubsub;

import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Glob;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.PubSub;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PUBLISH, SPUBLISH and PUBSUB's questions. */
final class Publishing {
    private Publishing() {}

    static Reply publish(Call call) {
        call.forcePropagation();
        return Reply.of(call.engine().pubSub().publish(call.arg(1), call.arg(2)));
    }

    static Reply publishShard(Call call) {
        call.forcePropagation();
        return Reply.of(call.engine().pubSub().publishShard(call.arg(1), call.arg(2)));
    }

    static Reply channels(Call call, PubSub.Kind kind) {
        if (call.argc() > 3) {
            throw Errors.subcommandSyntax(call.argv());
        }
        List<Reply> names = new ArrayList<>();
        for (String name : call.engine().pubSub().active(kind).keySet()) {
            byte[] channel = name.getBytes(StandardCharsets.ISO_8859_1);
            if (call.argc() == 2 || Glob.matches(call.arg(2), channel)) {
                names.add(Reply.bulk(channel));
            }
        }
        return Reply.array(names);
    }

    static Reply listenerCounts(Call call, PubSub.Kind kind) {
        Map<String, Integer> counts = call.engine().pubSub().active(kind);
        List<Reply> pairs = new ArrayList<>();
        for (int i = 2; i < call.argc(); i++) {
            pairs.add(Reply.bulk(call.arg(i)));
            pairs.add(Reply.of(counts.getOrDefault(call.text(i), 0)));
        }
        return Reply.array(pairs);
    }

    static Reply patternCount(Call call) {
        return Reply.of(call.engine().pubSub().active(PubSub.Kind.PATTERN).size());
    }

    static Reply help(Call call) {
        return call.help(
                "CHANNELS [<pattern>]",
                "    Return the currently active channels matching a <pattern> (default: '*').",
                "NUMPAT",
                "    Return number of subscriptions to patterns.",
                "NUMSUB [<channel> ...]",
                "    Return the number of subscribers for the specified channels, excluding",
                "    pattern subscriptions(default: no channels).",
                "SHARDCHANNELS [<pattern>]",
                "    Return the currently active shard level channels matching a <pattern> (default: '*').",
                "SHARDNUMSUB [<shardchannel> ...]",
                "    Return the number of subscribers for the specified shard level channel(s)");
    }
}
