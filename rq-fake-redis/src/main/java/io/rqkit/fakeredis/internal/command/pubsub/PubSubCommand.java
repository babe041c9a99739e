package io.rqkit.fakeredis.internal.command.pubsub;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.PubSub;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Publish and subscribe. Follows <a href="https://redis.io/docs/manual/pubsub/">Redis Pub/Sub</a> and pubsub.c. */
public enum PubSubCommand implements Command {
    PSUBSCRIBE(of("psubscribe", -2, Group.PUBSUB, "2.0.0").flags(Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    PUBLISH(of("publish", 3, Group.PUBSUB, "2.0.0")
            .flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.MAY_REPLICATE)),
    PUBSUB(of("pubsub", -2, Group.PUBSUB, "2.8.0")),
    PUBSUB_CHANNELS(of("pubsub|channels", -2, Group.PUBSUB, "2.8.0").flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE)),
    PUBSUB_HELP(of("pubsub|help", 2, Group.PUBSUB, "6.2.0").flags(Flag.LOADING, Flag.STALE)),
    PUBSUB_NUMPAT(of("pubsub|numpat", 2, Group.PUBSUB, "2.8.0").flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE)),
    PUBSUB_NUMSUB(of("pubsub|numsub", -2, Group.PUBSUB, "2.8.0").flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE)),
    PUBSUB_SHARDCHANNELS(
            of("pubsub|shardchannels", -2, Group.PUBSUB, "7.0.0").flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE)),
    PUBSUB_SHARDNUMSUB(
            of("pubsub|shardnumsub", -2, Group.PUBSUB, "7.0.0").flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE)),
    PUNSUBSCRIBE(
            of("punsubscribe", -1, Group.PUBSUB, "2.0.0").flags(Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    SPUBLISH(of("spublish", 3, Group.PUBSUB, "7.0.0")
            .flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.MAY_REPLICATE)
            .keys(at(1), range(0, 1, 0), Access.NOT_KEY)),
    SSUBSCRIBE(of("ssubscribe", -2, Group.PUBSUB, "7.0.0")
            .flags(Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .keys(at(1), range(-1, 1, 0), Access.NOT_KEY)),
    SUBSCRIBE(of("subscribe", -2, Group.PUBSUB, "2.0.0").flags(Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)),
    SUNSUBSCRIBE(of("sunsubscribe", -1, Group.PUBSUB, "7.0.0")
            .flags(Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .keys(at(1), range(-1, 1, 0), Access.NOT_KEY)),
    UNSUBSCRIBE(
            of("unsubscribe", -1, Group.PUBSUB, "2.0.0").flags(Flag.PUBSUB, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE));

    private final CommandSpec spec;

    PubSubCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case PSUBSCRIBE -> Subscriptions.subscribe(call, PubSub.Kind.PATTERN);
            case PUBLISH -> Publishing.publish(call);
            case PUBSUB -> throw new IllegalStateException("A container without subcommand");
            case PUBSUB_CHANNELS -> Publishing.channels(call, PubSub.Kind.CHANNEL);
            case PUBSUB_HELP -> Publishing.help(call);
            case PUBSUB_NUMPAT -> Publishing.patternCount(call);
            case PUBSUB_NUMSUB -> Publishing.listenerCounts(call, PubSub.Kind.CHANNEL);
            case PUBSUB_SHARDCHANNELS -> Publishing.channels(call, PubSub.Kind.SHARD);
            case PUBSUB_SHARDNUMSUB -> Publishing.listenerCounts(call, PubSub.Kind.SHARD);
            case PUNSUBSCRIBE -> Subscriptions.unsubscribe(call, PubSub.Kind.PATTERN);
            case SPUBLISH -> Publishing.publishShard(call);
            case SSUBSCRIBE -> Subscriptions.subscribe(call, PubSub.Kind.SHARD);
            case SUBSCRIBE -> Subscriptions.subscribe(call, PubSub.Kind.CHANNEL);
            case SUNSUBSCRIBE -> Subscriptions.unsubscribe(call, PubSub.Kind.SHARD);
            case UNSUBSCRIBE -> Subscriptions.unsubscribe(call, PubSub.Kind.CHANNEL);
        };
    }
}
