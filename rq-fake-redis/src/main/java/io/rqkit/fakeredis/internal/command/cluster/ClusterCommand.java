package io.rqkit.fakeredis.internal.command.cluster;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Redis Cluster, as a server answers that is no part of one: every command with the same error. */
public enum ClusterCommand implements Command {
    ASKING(of("asking", 1, Group.CLUSTER, "3.0.0").flags(Flag.FAST).categories(Category.CONNECTION)),
    CLUSTER(of("cluster", -2, Group.CLUSTER, "3.0.0")),
    CLUSTER_ADDSLOTS(
            of("cluster|addslots", -3, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_ADDSLOTSRANGE(of("cluster|addslotsrange", -4, Group.CLUSTER, "7.0.0")
            .flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_BUMPEPOCH(of("cluster|bumpepoch", 2, Group.CLUSTER, "3.0.0")
            .flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)
            .tips("nondeterministic_output")),
    CLUSTER_COUNT_FAILURE_REPORTS(of("cluster|count-failure-reports", 3, Group.CLUSTER, "3.0.0")
            .flags(Flag.ADMIN, Flag.STALE)
            .tips("nondeterministic_output")),
    CLUSTER_COUNTKEYSINSLOT(
            of("cluster|countkeysinslot", 3, Group.CLUSTER, "3.0.0").flags(Flag.STALE)),
    CLUSTER_DELSLOTS(
            of("cluster|delslots", -3, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_DELSLOTSRANGE(of("cluster|delslotsrange", -4, Group.CLUSTER, "7.0.0")
            .flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_FAILOVER(
            of("cluster|failover", -2, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_FLUSHSLOTS(
            of("cluster|flushslots", 2, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_FORGET(
            of("cluster|forget", 3, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_GETKEYSINSLOT(of("cluster|getkeysinslot", 4, Group.CLUSTER, "3.0.0")
            .flags(Flag.STALE)
            .tips("nondeterministic_output")),
    CLUSTER_HELP(of("cluster|help", 2, Group.CLUSTER, "5.0.0").flags(Flag.LOADING, Flag.STALE)),
    CLUSTER_INFO(of("cluster|info", 2, Group.CLUSTER, "3.0.0").flags(Flag.STALE).tips("nondeterministic_output")),
    CLUSTER_KEYSLOT(of("cluster|keyslot", 3, Group.CLUSTER, "3.0.0").flags(Flag.STALE)),
    CLUSTER_LINKS(
            of("cluster|links", 2, Group.CLUSTER, "7.0.0").flags(Flag.STALE).tips("nondeterministic_output")),
    CLUSTER_MEET(of("cluster|meet", -4, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_MYID(of("cluster|myid", 2, Group.CLUSTER, "3.0.0").flags(Flag.STALE)),
    CLUSTER_NODES(
            of("cluster|nodes", 2, Group.CLUSTER, "3.0.0").flags(Flag.STALE).tips("nondeterministic_output")),
    CLUSTER_REPLICAS(of("cluster|replicas", 3, Group.CLUSTER, "5.0.0")
            .flags(Flag.ADMIN, Flag.STALE)
            .tips("nondeterministic_output")),
    CLUSTER_REPLICATE(
            of("cluster|replicate", 3, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_RESET(of("cluster|reset", -2, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.STALE)),
    CLUSTER_SAVECONFIG(
            of("cluster|saveconfig", 2, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_SET_CONFIG_EPOCH(of("cluster|set-config-epoch", 3, Group.CLUSTER, "3.0.0")
            .flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_SETSLOT(
            of("cluster|setslot", -4, Group.CLUSTER, "3.0.0").flags(Flag.ADMIN, Flag.STALE, Flag.NO_ASYNC_LOADING)),
    CLUSTER_SHARDS(
            of("cluster|shards", 2, Group.CLUSTER, "7.0.0").flags(Flag.STALE).tips("nondeterministic_output")),
    CLUSTER_SLAVES(of("cluster|slaves", 3, Group.CLUSTER, "3.0.0")
            .flags(Flag.ADMIN, Flag.STALE)
            .tips("nondeterministic_output")),
    CLUSTER_SLOTS(
            of("cluster|slots", 2, Group.CLUSTER, "3.0.0").flags(Flag.STALE).tips("nondeterministic_output")),
    READONLY(of("readonly", 1, Group.CLUSTER, "3.0.0")
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.CONNECTION)),
    READWRITE(of("readwrite", 1, Group.CLUSTER, "3.0.0")
            .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
            .categories(Category.CONNECTION));

    private static final CommandException DISABLED =
            new CommandException("ERR This instance has cluster support disabled");

    private final CommandSpec spec;

    ClusterCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        throw DISABLED;
    }
}
