package io.rqkit.fakeredis.internal.command.list;

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

/** Lists. Follows <a href="https://redis.io/commands/?group=list">the group</a> and t_list.c. */
public enum ListCommand implements Command {
    BLMOVE(of("blmove", 6, Group.LIST, "6.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.NOSCRIPT, Flag.BLOCKING)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.INSERT)
            .legacyRange(1, 2, 1)),
    BLMPOP(of("blmpop", -5, Group.LIST, "7.0.0")
            .flags(Flag.WRITE, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .categories(Category.LIST)
            .keys(at(2), count(0, 1, 1), Access.RW, Access.ACCESS, Access.DELETE)),
    BLPOP(of("blpop", -3, Group.LIST, "2.0.0")
            .flags(Flag.WRITE, Flag.NOSCRIPT, Flag.BLOCKING)
            .categories(Category.LIST)
            .keys(at(1), range(-2, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    BRPOP(of("brpop", -3, Group.LIST, "2.0.0")
            .flags(Flag.WRITE, Flag.NOSCRIPT, Flag.BLOCKING)
            .categories(Category.LIST)
            .keys(at(1), range(-2, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    BRPOPLPUSH(of("brpoplpush", 4, Group.LIST, "2.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.NOSCRIPT, Flag.BLOCKING)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.INSERT)
            .legacyRange(1, 2, 1)),
    LINDEX(of("lindex", 3, Group.LIST, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    LINSERT(of("linsert", 5, Group.LIST, "2.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    LLEN(of("llen", 2, Group.LIST, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    LMOVE(of("lmove", 5, Group.LIST, "6.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.INSERT)
            .legacyRange(1, 2, 1)),
    LMPOP(of("lmpop", -4, Group.LIST, "7.0.0")
            .flags(Flag.WRITE, Flag.MOVABLEKEYS)
            .categories(Category.LIST)
            .keys(at(1), count(0, 1, 1), Access.RW, Access.ACCESS, Access.DELETE)),
    LPOP(of("lpop", -2, Group.LIST, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    LPOS(of("lpos", -3, Group.LIST, "6.0.6")
            .flags(Flag.READONLY)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    LPUSH(of("lpush", -3, Group.LIST, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    LPUSHX(of("lpushx", -3, Group.LIST, "2.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    LRANGE(of("lrange", 4, Group.LIST, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    LREM(of("lrem", 4, Group.LIST, "1.0.0")
            .flags(Flag.WRITE)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    LSET(of("lset", 4, Group.LIST, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    LTRIM(of("ltrim", 4, Group.LIST, "1.0.0")
            .flags(Flag.WRITE)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    RPOP(of("rpop", -2, Group.LIST, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    RPOPLPUSH(of("rpoplpush", 3, Group.LIST, "1.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.INSERT)
            .legacyRange(1, 2, 1)),
    RPUSH(of("rpush", -3, Group.LIST, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    RPUSHX(of("rpushx", -3, Group.LIST, "2.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.LIST)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT));

    private final CommandSpec spec;

    ListCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case BLMOVE -> Moves.blmove(call);
            case BLMPOP -> Pops.blmpop(call);
            case BLPOP -> Pops.blockingPop(call, End.LEFT);
            case BRPOP -> Pops.blockingPop(call, End.RIGHT);
            case BRPOPLPUSH -> Moves.brpoplpush(call);
            case LINDEX -> Elements.index(call);
            case LINSERT -> Elements.insert(call);
            case LLEN -> Elements.length(call);
            case LMOVE -> Moves.lmove(call);
            case LMPOP -> Pops.lmpop(call);
            case LPOP -> Pops.pop(call, End.LEFT);
            case LPOS -> Elements.positions(call);
            case LPUSH -> Pushes.push(call, End.LEFT);
            case LPUSHX -> Pushes.pushIfExists(call, End.LEFT);
            case LRANGE -> Elements.range(call);
            case LREM -> Elements.remove(call);
            case LSET -> Elements.set(call);
            case LTRIM -> Elements.trim(call);
            case RPOP -> Pops.pop(call, End.RIGHT);
            case RPOPLPUSH -> Moves.rpoplpush(call);
            case RPUSH -> Pushes.push(call, End.RIGHT);
            case RPUSHX -> Pushes.pushIfExists(call, End.RIGHT);
        };
    }
}
