package io.rqkit.fakeredis.internal.command.zset;

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

/** Sorted sets. Follows <a href="https://redis.io/commands/?group=sorted-set">the group</a> and t_zset.c. */
public enum ZSetCommand implements Command {
    BZMPOP(of("bzmpop", -5, Group.SORTED_SET, "7.0.0")
            .flags(Flag.WRITE, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(2), count(0, 1, 1), Access.RW, Access.ACCESS, Access.DELETE)),
    BZPOPMAX(of("bzpopmax", -3, Group.SORTED_SET, "5.0.0")
            .flags(Flag.WRITE, Flag.NOSCRIPT, Flag.BLOCKING, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(-2, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    BZPOPMIN(of("bzpopmin", -3, Group.SORTED_SET, "5.0.0")
            .flags(Flag.WRITE, Flag.NOSCRIPT, Flag.BLOCKING, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(-2, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    ZADD(of("zadd", -4, Group.SORTED_SET, "1.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    ZCARD(of("zcard", 2, Group.SORTED_SET, "1.2.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    ZCOUNT(of("zcount", 4, Group.SORTED_SET, "2.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZDIFF(of("zdiff", -3, Group.SORTED_SET, "6.2.0")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), count(0, 1, 1), Access.RO, Access.ACCESS)),
    ZDIFFSTORE(of("zdiffstore", -4, Group.SORTED_SET, "6.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(2), count(0, 1, 1), Access.RO, Access.ACCESS)),
    ZINCRBY(of("zincrby", 4, Group.SORTED_SET, "1.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    ZINTER(of("zinter", -3, Group.SORTED_SET, "6.2.0")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), count(0, 1, 1), Access.RO, Access.ACCESS)),
    ZINTERCARD(of("zintercard", -3, Group.SORTED_SET, "7.0.0")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), count(0, 1, 1), Access.RO, Access.ACCESS)),
    ZINTERSTORE(of("zinterstore", -4, Group.SORTED_SET, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(2), count(0, 1, 1), Access.RO, Access.ACCESS)),
    ZLEXCOUNT(of("zlexcount", 4, Group.SORTED_SET, "2.8.9")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZMPOP(of("zmpop", -4, Group.SORTED_SET, "7.0.0")
            .flags(Flag.WRITE, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), count(0, 1, 1), Access.RW, Access.ACCESS, Access.DELETE)),
    ZMSCORE(of("zmscore", -3, Group.SORTED_SET, "6.2.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZPOPMAX(of("zpopmax", -2, Group.SORTED_SET, "5.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    ZPOPMIN(of("zpopmin", -2, Group.SORTED_SET, "5.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)),
    ZRANDMEMBER(of("zrandmember", -2, Group.SORTED_SET, "6.2.0")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    ZRANGE(of("zrange", -4, Group.SORTED_SET, "1.2.0")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZRANGEBYLEX(of("zrangebylex", -4, Group.SORTED_SET, "2.8.9")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZRANGEBYSCORE(of("zrangebyscore", -4, Group.SORTED_SET, "1.0.5")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZRANGESTORE(of("zrangestore", -5, Group.SORTED_SET, "6.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(2), range(0, 1, 0), Access.RO, Access.ACCESS)
            .legacyRange(1, 2, 1)),
    ZRANK(of("zrank", 3, Group.SORTED_SET, "2.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZREM(of("zrem", -3, Group.SORTED_SET, "1.2.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    ZREMRANGEBYLEX(of("zremrangebylex", 4, Group.SORTED_SET, "2.8.9")
            .flags(Flag.WRITE)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    ZREMRANGEBYRANK(of("zremrangebyrank", 4, Group.SORTED_SET, "2.0.0")
            .flags(Flag.WRITE)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    ZREMRANGEBYSCORE(of("zremrangebyscore", 4, Group.SORTED_SET, "1.2.0")
            .flags(Flag.WRITE)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    ZREVRANGE(of("zrevrange", -4, Group.SORTED_SET, "1.2.0")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZREVRANGEBYLEX(of("zrevrangebylex", -4, Group.SORTED_SET, "2.8.9")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZREVRANGEBYSCORE(of("zrevrangebyscore", -4, Group.SORTED_SET, "2.2.0")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZREVRANK(of("zrevrank", 3, Group.SORTED_SET, "2.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZSCAN(of("zscan", -3, Group.SORTED_SET, "2.8.0")
            .flags(Flag.READONLY)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    ZSCORE(of("zscore", 3, Group.SORTED_SET, "1.2.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    ZUNION(of("zunion", -3, Group.SORTED_SET, "6.2.0")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), count(0, 1, 1), Access.RO, Access.ACCESS)),
    ZUNIONSTORE(of("zunionstore", -4, Group.SORTED_SET, "2.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .categories(Category.SORTEDSET)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)
            .keys(at(2), count(0, 1, 1), Access.RO, Access.ACCESS));

    private final CommandSpec spec;

    ZSetCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case BZMPOP -> Pops.bzmpop(call);
            case BZPOPMAX -> Pops.blockingPop(call, End.MAX);
            case BZPOPMIN -> Pops.blockingPop(call, End.MIN);
            case ZADD -> Scores.zadd(call);
            case ZCARD -> Lookups.zcard(call);
            case ZCOUNT -> Lookups.zcount(call);
            case ZDIFF -> ZSetAlgebra.zdiff(call);
            case ZDIFFSTORE -> ZSetAlgebra.zdiffstore(call);
            case ZINCRBY -> Scores.zincrby(call);
            case ZINTER -> ZSetAlgebra.zinter(call);
            case ZINTERCARD -> ZSetAlgebra.zintercard(call);
            case ZINTERSTORE -> ZSetAlgebra.zinterstore(call);
            case ZLEXCOUNT -> Lookups.zlexcount(call);
            case ZMPOP -> Pops.zmpop(call);
            case ZMSCORE -> Lookups.zmscore(call);
            case ZPOPMAX -> Pops.pop(call, End.MAX);
            case ZPOPMIN -> Pops.pop(call, End.MIN);
            case ZRANDMEMBER -> RandomEntries.zrandmember(call);
            case ZRANGE -> Ranges.zrange(call);
            case ZRANGEBYLEX -> Ranges.oldForm(call, RangeBy.LEX, false);
            case ZRANGEBYSCORE -> Ranges.oldForm(call, RangeBy.SCORE, false);
            case ZRANGESTORE -> Ranges.zrangestore(call);
            case ZRANK -> Lookups.zrank(call);
            case ZREM -> Removals.zrem(call);
            case ZREMRANGEBYLEX -> Removals.zremrangebylex(call);
            case ZREMRANGEBYRANK -> Removals.zremrangebyrank(call);
            case ZREMRANGEBYSCORE -> Removals.zremrangebyscore(call);
            case ZREVRANGE -> Ranges.oldForm(call, RangeBy.RANK, true);
            case ZREVRANGEBYLEX -> Ranges.oldForm(call, RangeBy.LEX, true);
            case ZREVRANGEBYSCORE -> Ranges.oldForm(call, RangeBy.SCORE, true);
            case ZREVRANK -> Lookups.zrevrank(call);
            case ZSCAN -> Lookups.zscan(call);
            case ZSCORE -> Lookups.zscore(call);
            case ZUNION -> ZSetAlgebra.zunion(call);
            case ZUNIONSTORE -> ZSetAlgebra.zunionstore(call);
        };
    }
}
