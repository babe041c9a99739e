package io.rqkit.fakeredis.internal.command.replication;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Replication. Follows replication.c in Redis. */
public enum ReplicationCommand implements Command {
    FAILOVER(of("failover", -1, Group.SERVER, "6.2.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.STALE)),
    PSYNC(of("psync", -3, Group.SERVER, "2.8.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING, Flag.NO_MULTI)),
    REPLCONF(of("replconf", -1, Group.SERVER, "3.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.ALLOW_BUSY)),
    REPLICAOF(of("replicaof", 3, Group.SERVER, "5.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    ROLE(of("role", 1, Group.SERVER, "2.8.12")
            .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.ADMIN, Category.DANGEROUS)),
    SLAVEOF(of("slaveof", 3, Group.SERVER, "1.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    SYNC(of("sync", 1, Group.SERVER, "1.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.NO_ASYNC_LOADING, Flag.NO_MULTI)),
    WAIT(of("wait", 3, Group.GENERIC, "3.0.0")
            .flags(Flag.NOSCRIPT)
            .categories(Category.CONNECTION)
            .tips("request_policy:all_shards", "response_policy:agg_min"));

    private final CommandSpec spec;

    ReplicationCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case FAILOVER -> Following.failover(call);
            case PSYNC -> Synchronizing.partly(call);
            case REPLCONF -> ReplicaSettings.replconf(call);
            case REPLICAOF, SLAVEOF -> Following.replicaOf(call);
            case ROLE -> Roles.role(call);
            case SYNC -> Synchronizing.wholly(call);
            case WAIT -> Roles.await(call);
        };
    }
}
