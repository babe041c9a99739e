package io.rqkit.fakeredis.internal.command.sentinel;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;
import io.rqkit.fakeredis.internal.sentinel.Questions;

/**
 * What a sentinel answers, apart from what it has in common with all servers. Follows sentinelCommand in Redis's
 * sentinel.c.
 */
public enum SentinelCommand implements Command {
    PUBLISH(of("publish", 3, Group.PUBSUB, "2.0.0")
            .flags(Flag.PUBSUB, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.MAY_REPLICATE)),
    ROLE(of("role", 1, Group.SERVER, "2.8.12")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.ADMIN, Category.DANGEROUS)),
    SENTINEL(of("sentinel", -2, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_CKQUORUM(of("sentinel|ckquorum", 3, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_CONFIG(of("sentinel|config", -3, Group.SENTINEL, "6.2.0").flags(Flag.ADMIN)),
    SENTINEL_DEBUG(of("sentinel|debug", -2, Group.SENTINEL, "7.0.0").flags(Flag.ADMIN)),
    SENTINEL_FAILOVER(of("sentinel|failover", 3, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_FLUSHCONFIG(of("sentinel|flushconfig", 2, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_GET_MASTER_ADDR_BY_NAME(
            of("sentinel|get-master-addr-by-name", 3, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_HELP(of("sentinel|help", 2, Group.SENTINEL, "6.2.0").flags(Flag.LOADING, Flag.STALE)),
    SENTINEL_INFO_CACHE(of("sentinel|info-cache", -3, Group.SENTINEL, "3.2.0").flags(Flag.ADMIN)),
    SENTINEL_IS_MASTER_DOWN_BY_ADDR(
            of("sentinel|is-master-down-by-addr", 6, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_MASTER(of("sentinel|master", 3, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_MASTERS(of("sentinel|masters", 2, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_MONITOR(of("sentinel|monitor", 6, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_MYID(of("sentinel|myid", 2, Group.SENTINEL, "6.2.0").flags(Flag.ADMIN)),
    SENTINEL_PENDING_SCRIPTS(
            of("sentinel|pending-scripts", 2, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_REMOVE(of("sentinel|remove", 3, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_REPLICAS(of("sentinel|replicas", 3, Group.SENTINEL, "5.0.0").flags(Flag.ADMIN)),
    SENTINEL_RESET(of("sentinel|reset", 3, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_SENTINELS(of("sentinel|sentinels", 3, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_SET(of("sentinel|set", -5, Group.SENTINEL, "2.8.4").flags(Flag.ADMIN)),
    SENTINEL_SIMULATE_FAILURE(
            of("sentinel|simulate-failure", -3, Group.SENTINEL, "3.2.0").flags(Flag.ADMIN)),
    SENTINEL_SLAVES(of("sentinel|slaves", 3, Group.SENTINEL, "2.8.0").flags(Flag.ADMIN));

    private final CommandSpec spec;

    SentinelCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case SENTINEL -> throw new IllegalStateException("A container without subcommand");
            case SENTINEL_CKQUORUM -> Questions.of(call).checkQuorum(call);
            case SENTINEL_CONFIG -> SentinelSettings.config(call);
            case SENTINEL_DEBUG -> SentinelSettings.debug(call);
            case SENTINEL_FAILOVER -> Questions.of(call).failover(call);
            case SENTINEL_FLUSHCONFIG -> Reply.OK;
            case SENTINEL_GET_MASTER_ADDR_BY_NAME -> Questions.of(call).masterAddress(call);
            case SENTINEL_HELP -> SentinelHelp.help(call);
            case SENTINEL_INFO_CACHE -> Questions.of(call).infoCache(call);
            case SENTINEL_IS_MASTER_DOWN_BY_ADDR -> Questions.of(call).isMasterDown(call);
            case SENTINEL_MASTER -> Questions.of(call).master(call);
            case SENTINEL_MASTERS -> Questions.of(call).masters();
            case SENTINEL_MONITOR -> Questions.of(call).monitor(call);
            case SENTINEL_MYID -> Questions.of(call).id();
            case SENTINEL_PENDING_SCRIPTS -> Reply.EMPTY_ARRAY;
            case SENTINEL_REMOVE -> Questions.of(call).remove(call);
            case SENTINEL_RESET -> Questions.of(call).reset(call);
            case SENTINEL_SENTINELS -> Questions.of(call).sentinels(call);
            case SENTINEL_SET -> Questions.of(call).set(call);
            case SENTINEL_SIMULATE_FAILURE -> Questions.of(call).simulateFailure(call);
            case SENTINEL_REPLICAS, SENTINEL_SLAVES -> Questions.of(call).replicas(call);
            case PUBLISH -> SentinelServer.publish(call);
            case ROLE -> SentinelServer.role(call);
        };
    }
}
