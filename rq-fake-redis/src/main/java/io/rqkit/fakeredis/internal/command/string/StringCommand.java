package io.rqkit.fakeredis.internal.command.string;

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

/** Strings. Follows <a href="https://redis.io/commands/?group=string">the group</a> and t_string.c. */
public enum StringCommand implements Command {
    APPEND(of("append", 3, Group.STRING, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    DECR(of("decr", 2, Group.STRING, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    DECRBY(of("decrby", 3, Group.STRING, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    GET(of("get", 2, Group.STRING, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GETDEL(of("getdel", 2, Group.STRING, "6.2.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    GETEX(of("getex", -2, Group.STRING, "6.2.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.STRING)
            .keys(
                    "RW and UPDATE because it changes the TTL",
                    at(1),
                    range(0, 1, 0),
                    Access.RW,
                    Access.ACCESS,
                    Access.UPDATE)),
    GETRANGE(of("getrange", 4, Group.STRING, "2.4.0")
            .flags(Flag.READONLY)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    GETSET(of("getset", 3, Group.STRING, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    INCR(of("incr", 2, Group.STRING, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    INCRBY(of("incrby", 3, Group.STRING, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    INCRBYFLOAT(of("incrbyfloat", 3, Group.STRING, "2.6.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    LCS(of("lcs", -3, Group.STRING, "7.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STRING)
            .keys(at(1), range(1, 1, 0), Access.RO, Access.ACCESS)),
    MGET(of("mget", -2, Group.STRING, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(-1, 1, 0), Access.RO, Access.ACCESS)
            .tips("request_policy:multi_shard")),
    MSET(of("mset", -3, Group.STRING, "1.0.1")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STRING)
            .keys(at(1), range(-1, 2, 0), Access.OW, Access.UPDATE)
            .tips("request_policy:multi_shard", "response_policy:all_succeeded")),
    MSETNX(of("msetnx", -3, Group.STRING, "1.0.1")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STRING)
            .keys(at(1), range(-1, 2, 0), Access.OW, Access.INSERT)
            .tips("request_policy:multi_shard", "response_policy:agg_min")),
    PSETEX(of("psetex", 4, Group.STRING, "2.6.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)),
    SET(of("set", -3, Group.STRING, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STRING)
            .keys(
                    "RW and ACCESS due to the optional `GET` argument",
                    at(1),
                    range(0, 1, 0),
                    Access.RW,
                    Access.ACCESS,
                    Access.UPDATE,
                    Access.VARIABLE_FLAGS)),
    SETEX(of("setex", 4, Group.STRING, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)),
    SETNX(of("setnx", 3, Group.STRING, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.INSERT)),
    SETRANGE(of("setrange", 4, Group.STRING, "2.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    STRLEN(of("strlen", 2, Group.STRING, "2.2.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    SUBSTR(of("substr", 4, Group.STRING, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STRING)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS));

    private final CommandSpec spec;

    StringCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case APPEND -> Editing.append(call);
            case DECR -> Counting.decr(call);
            case DECRBY -> Counting.decrBy(call);
            case GET -> Getting.get(call);
            case GETDEL -> Getting.getDel(call);
            case GETEX -> Getting.getEx(call);
            case GETRANGE -> Getting.getRange(call);
            case GETSET -> Setting.getSet(call);
            case INCR -> Counting.incr(call);
            case INCRBY -> Counting.incrBy(call);
            case INCRBYFLOAT -> Counting.incrByFloat(call);
            case LCS -> Lcs.lcs(call);
            case MGET -> Getting.mget(call);
            case MSET -> Setting.mset(call);
            case MSETNX -> Setting.msetNx(call);
            case PSETEX -> Setting.psetEx(call);
            case SET -> Setting.set(call);
            case SETEX -> Setting.setEx(call);
            case SETNX -> Setting.setNx(call);
            case SETRANGE -> Editing.setRange(call);
            case STRLEN -> Getting.strLen(call);
            case SUBSTR -> Getting.getRange(call);
        };
    }
}
