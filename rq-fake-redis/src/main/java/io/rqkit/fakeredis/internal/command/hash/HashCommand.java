package io.rqkit.fakeredis.internal.command.hash;

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

/** Hashes. Follows <a href="https://redis.io/commands/?group=hash">the group</a> and t_hash.c. */
public enum HashCommand implements Command {
    HDEL(of("hdel", -3, Group.HASH, "2.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    HEXISTS(of("hexists", 3, Group.HASH, "2.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    HGET(of("hget", 3, Group.HASH, "2.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    HGETALL(of("hgetall", 2, Group.HASH, "2.0.0")
            .flags(Flag.READONLY)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output_order")),
    HINCRBY(of("hincrby", 4, Group.HASH, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    HINCRBYFLOAT(of("hincrbyfloat", 4, Group.HASH, "2.6.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    HKEYS(of("hkeys", 2, Group.HASH, "2.0.0")
            .flags(Flag.READONLY)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output_order")),
    HLEN(of("hlen", 2, Group.HASH, "2.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    HMGET(of("hmget", -3, Group.HASH, "2.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    HMSET(of("hmset", -4, Group.HASH, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    HRANDFIELD(of("hrandfield", -2, Group.HASH, "6.2.0")
            .flags(Flag.READONLY)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    HSCAN(of("hscan", -3, Group.HASH, "2.8.0")
            .flags(Flag.READONLY)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    HSET(of("hset", -4, Group.HASH, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    HSETNX(of("hsetnx", 4, Group.HASH, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.INSERT)),
    HSTRLEN(of("hstrlen", 3, Group.HASH, "3.2.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    HVALS(of("hvals", 2, Group.HASH, "2.0.0")
            .flags(Flag.READONLY)
            .categories(Category.HASH)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output_order"));

    private final CommandSpec spec;

    HashCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case HDEL -> HashWrites.hdel(call);
            case HEXISTS -> HashReads.hexists(call);
            case HGET -> HashReads.hget(call);
            case HGETALL -> HashReads.hgetall(call);
            case HINCRBY -> HashWrites.hincrby(call);
            case HINCRBYFLOAT -> HashWrites.hincrbyfloat(call);
            case HKEYS -> HashReads.hkeys(call);
            case HLEN -> HashReads.hlen(call);
            case HMGET -> HashReads.hmget(call);
            case HMSET -> HashWrites.hmset(call);
            case HRANDFIELD -> HashRandom.hrandfield(call);
            case HSCAN -> HashReads.hscan(call);
            case HSET -> HashWrites.hset(call);
            case HSETNX -> HashWrites.hsetnx(call);
            case HSTRLEN -> HashReads.hstrlen(call);
            case HVALS -> HashReads.hvals(call);
        };
    }
}
