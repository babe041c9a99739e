package io.rqkit.fakeredis.internal.command.hyperloglog;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** HyperLogLogs. Follows <a href="https://redis.io/commands/?group=hyperloglog">the group</a> and hyperloglog.c. */
public enum HyperLogLogCommand implements Command {
    PFADD(of("pfadd", -2, Group.HYPERLOGLOG, "2.8.9")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.HYPERLOGLOG)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    PFCOUNT(of("pfcount", -2, Group.HYPERLOGLOG, "2.8.9")
            .flags(Flag.READONLY, Flag.MAY_REPLICATE)
            .categories(Category.HYPERLOGLOG)
            .keys(
                    "RW because it may change the internal representation of the key, and propagate to replicas",
                    at(1),
                    range(-1, 1, 0),
                    Access.RW,
                    Access.ACCESS)),
    PFDEBUG(of("pfdebug", 3, Group.HYPERLOGLOG, "2.8.9")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.ADMIN)
            .categories(Category.HYPERLOGLOG)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.ACCESS)),
    PFMERGE(of("pfmerge", -2, Group.HYPERLOGLOG, "2.8.9")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.HYPERLOGLOG)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.INSERT)
            .keys(at(2), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .legacyRange(1, -1, 1)),
    PFSELFTEST(of("pfselftest", 1, Group.HYPERLOGLOG, "2.8.9").flags(Flag.ADMIN).categories(Category.HYPERLOGLOG));

    private final CommandSpec spec;

    HyperLogLogCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case PFADD -> Counting.add(call);
            case PFCOUNT -> Counting.count(call);
            case PFDEBUG -> Debugging.debug(call);
            case PFMERGE -> Counting.merge(call);
            case PFSELFTEST -> SelfTest.run(call);
        };
    }
}
