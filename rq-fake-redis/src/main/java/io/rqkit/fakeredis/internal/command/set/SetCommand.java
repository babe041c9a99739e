package io.rqkit.fakeredis.internal.command.set;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.count;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Sets. Follows <a href="https://redis.io/commands/?group=set">the group</a> and t_set.c. */
public enum SetCommand implements Command {
    SADD(of("sadd", -3, Group.SET, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    SCARD(of("scard", 2, Group.SET, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    SDIFF(of("sdiff", -2, Group.SET, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.SET)
            .keys(at(1), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output_order")),
    SDIFFSTORE(of("sdiffstore", -3, Group.SET, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(2), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .legacyRange(1, -1, 1)),
    SINTER(of("sinter", -2, Group.SET, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.SET)
            .keys(at(1), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output_order")),
    SINTERCARD(of("sintercard", -3, Group.SET, "7.0.0")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .categories(Category.SET)
            .keys(at(1), count(0, 1, 1), Access.RO, Access.ACCESS)),
    SINTERSTORE(of("sinterstore", -3, Group.SET, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)
            .keys(at(2), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .legacyRange(1, -1, 1)),
    SISMEMBER(of("sismember", 3, Group.SET, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    SMEMBERS(of("smembers", 2, Group.SET, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output_order")),
    SMISMEMBER(of("smismember", -3, Group.SET, "6.2.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    SMOVE(of("smove", 4, Group.SET, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.INSERT)
            .legacyRange(1, 2, 1)),
    SPOP(of("spop", -2, Group.SET, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .tips("nondeterministic_output")),
    SRANDMEMBER(of("srandmember", -2, Group.SET, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    SREM(of("srem", -3, Group.SET, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    SSCAN(of("sscan", -3, Group.SET, "2.8.0")
            .flags(Flag.READONLY)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    SUNION(of("sunion", -2, Group.SET, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.SET)
            .keys(at(1), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output_order")),
    SUNIONSTORE(of("sunionstore", -3, Group.SET, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.SET)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(2), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .legacyRange(1, -1, 1));

    private final CommandSpec spec;

    SetCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case SADD -> Members.sadd(call);
            case SCARD -> Members.scard(call);
            case SDIFF -> SetAlgebra.sdiff(call);
            case SDIFFSTORE -> SetAlgebra.sdiffstore(call);
            case SINTER -> SetAlgebra.sinter(call);
            case SINTERCARD -> SetAlgebra.sintercard(call);
            case SINTERSTORE -> SetAlgebra.sinterstore(call);
            case SISMEMBER -> Members.sismember(call);
            case SMEMBERS -> SetAlgebra.sinter(call);
            case SMISMEMBER -> Members.smismember(call);
            case SMOVE -> Members.smove(call);
            case SPOP -> RandomMembers.spop(call);
            case SRANDMEMBER -> RandomMembers.srandmember(call);
            case SREM -> Members.srem(call);
            case SSCAN -> Members.sscan(call);
            case SUNION -> SetAlgebra.sunion(call);
            case SUNIONSTORE -> SetAlgebra.sunionstore(call);
        };
    }
}
