package io.rqkit.fakeredis.internal.command.generic;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.after;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;
import static io.rqkit.fakeredis.internal.command.KeySpec.unknown;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/**
 * Commands on keys of any type. Follows <a href="https://redis.io/commands/?group=generic">the group</a> and db.c,
 * expire.c, sort.c, object.c and cluster.c (DUMP and RESTORE).
 */
public enum GenericCommand implements Command {
    COPY(of("copy", -3, Group.GENERIC, "6.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .keys(at(2), range(0, 1, 0), Access.OW, Access.UPDATE)
            .legacyRange(1, 2, 1)),
    DEL(of("del", -2, Group.GENERIC, "1.0.0")
            .flags(Flag.WRITE)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(-1, 1, 0), Access.RM, Access.DELETE)
            .tips("request_policy:multi_shard", "response_policy:agg_sum")),
    DUMP(of("dump", 2, Group.GENERIC, "2.6.0")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    EXISTS(of("exists", -2, Group.GENERIC, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(-1, 1, 0), Access.RO)
            .tips("request_policy:multi_shard", "response_policy:agg_sum")),
    EXPIRE(of("expire", -3, Group.GENERIC, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    EXPIREAT(of("expireat", -3, Group.GENERIC, "1.2.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    EXPIRETIME(of("expiretime", 2, Group.GENERIC, "7.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    KEYS(of("keys", 2, Group.GENERIC, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE, Category.DANGEROUS)
            .tips("request_policy:all_shards", "nondeterministic_output_order")),
    MIGRATE(of("migrate", -6, Group.GENERIC, "2.6.0")
            .flags(Flag.WRITE, Flag.MOVABLEKEYS)
            .categories(Category.KEYSPACE, Category.DANGEROUS)
            .keys(at(3), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(after("KEYS", -2), range(-1, 1, 0), Access.RW, Access.ACCESS, Access.DELETE, Access.INCOMPLETE)
            .tips("nondeterministic_output")),
    MOVE(of("move", 3, Group.GENERIC, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.UPDATE)),
    OBJECT(of("object", -2, Group.GENERIC, "2.2.3")),
    OBJECT_ENCODING(of("object|encoding", 3, Group.GENERIC, "2.2.3")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE)
            .keys(at(2), range(0, 1, 0), Access.RO)
            .tips("nondeterministic_output")),
    OBJECT_FREQ(of("object|freq", 3, Group.GENERIC, "4.0.0")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE)
            .keys(at(2), range(0, 1, 0), Access.RO)
            .tips("nondeterministic_output")),
    OBJECT_HELP(of("object|help", 2, Group.GENERIC, "6.2.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.KEYSPACE)),
    OBJECT_IDLETIME(of("object|idletime", 3, Group.GENERIC, "2.2.3")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE)
            .keys(at(2), range(0, 1, 0), Access.RO)
            .tips("nondeterministic_output")),
    OBJECT_REFCOUNT(of("object|refcount", 3, Group.GENERIC, "2.2.3")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE)
            .keys(at(2), range(0, 1, 0), Access.RO)
            .tips("nondeterministic_output")),
    PERSIST(of("persist", 2, Group.GENERIC, "2.2.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    PEXPIRE(of("pexpire", -3, Group.GENERIC, "2.6.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    PEXPIREAT(of("pexpireat", -3, Group.GENERIC, "2.6.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    PEXPIRETIME(of("pexpiretime", 2, Group.GENERIC, "7.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    PTTL(of("pttl", 2, Group.GENERIC, "2.6.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    RANDOMKEY(of("randomkey", 1, Group.GENERIC, "1.0.0")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE)
            .tips("request_policy:all_shards", "nondeterministic_output")),
    RENAME(of("rename", 3, Group.GENERIC, "1.0.0")
            .flags(Flag.WRITE)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(at(2), range(0, 1, 0), Access.OW, Access.UPDATE)
            .legacyRange(1, 2, 1)),
    RENAMENX(of("renamenx", 3, Group.GENERIC, "1.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.ACCESS, Access.DELETE)
            .keys(at(2), range(0, 1, 0), Access.OW, Access.INSERT)
            .legacyRange(1, 2, 1)),
    RESTORE(of("restore", -4, Group.GENERIC, "2.6.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.KEYSPACE, Category.DANGEROUS)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)),
    RESTORE_ASKING(of("restore-asking", -4, Group.SERVER, "3.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.ASKING)
            .categories(Category.KEYSPACE, Category.DANGEROUS)
            .keys(at(1), range(0, 1, 0), Access.OW, Access.UPDATE)),
    SCAN(of("scan", -2, Group.GENERIC, "2.8.0")
            .flags(Flag.READONLY)
            .categories(Category.KEYSPACE)
            .tips("nondeterministic_output", "request_policy:special")),
    SORT(of("sort", -2, Group.GENERIC, "1.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .categories(Category.SET, Category.SORTEDSET, Category.LIST, Category.DANGEROUS)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .keys(
                    "For the optional BY/GET keyword. It is marked 'unknown' because the key names derive from the content of the key we sort",
                    unknown(),
                    unknown(),
                    Access.RO,
                    Access.ACCESS)
            .keys(
                    "For the optional STORE keyword. It is marked 'unknown' because the keyword can appear anywhere in the argument array",
                    unknown(),
                    unknown(),
                    Access.OW,
                    Access.UPDATE)),
    SORT_RO(of("sort_ro", -2, Group.GENERIC, "7.0.0")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .categories(Category.SET, Category.SORTEDSET, Category.LIST, Category.DANGEROUS)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .keys(
                    "For the optional BY/GET keyword. It is marked 'unknown' because the key names derive from the content of the key we sort",
                    unknown(),
                    unknown(),
                    Access.RO,
                    Access.ACCESS)),
    TOUCH(of("touch", -2, Group.GENERIC, "3.2.1")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(-1, 1, 0), Access.RO)
            .tips("request_policy:multi_shard", "response_policy:agg_sum")),
    TTL(of("ttl", 2, Group.GENERIC, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    TYPE(of("type", 2, Group.GENERIC, "1.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    UNLINK(of("unlink", -2, Group.GENERIC, "4.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.KEYSPACE)
            .keys(at(1), range(-1, 1, 0), Access.RM, Access.DELETE)
            .tips("request_policy:multi_shard", "response_policy:agg_sum"));

    private final CommandSpec spec;

    GenericCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case COPY -> Moves.copy(call);
            case DEL -> Keys.delete(call, call.config().deletionOfUser().equals("UNLINK"));
            case DUMP -> Dumps.dump(call);
            case EXISTS -> Keys.exists(call);
            case EXPIRE -> Expiry.expire(call, Expiry.Unit.SECONDS, call.nowMillis());
            case EXPIREAT -> Expiry.expire(call, Expiry.Unit.SECONDS, 0);
            case EXPIRETIME -> Expiry.expireTime(call, Expiry.Unit.SECONDS);
            case KEYS -> Keys.keys(call);
            case MIGRATE -> Migration.migrate(call);
            case MOVE -> Moves.move(call);
            case OBJECT -> throw new IllegalStateException("A container without subcommand");
            case OBJECT_ENCODING -> Objects.encoding(call);
            case OBJECT_FREQ -> Objects.frequency(call);
            case OBJECT_HELP -> Objects.help(call);
            case OBJECT_IDLETIME -> Objects.idleTime(call);
            case OBJECT_REFCOUNT -> Objects.refcount(call);
            case PERSIST -> Expiry.persist(call);
            case PEXPIRE -> Expiry.expire(call, Expiry.Unit.MILLISECONDS, call.nowMillis());
            case PEXPIREAT -> Expiry.expire(call, Expiry.Unit.MILLISECONDS, 0);
            case PEXPIRETIME -> Expiry.expireTime(call, Expiry.Unit.MILLISECONDS);
            case PTTL -> Expiry.timeToLive(call, Expiry.Unit.MILLISECONDS);
            case RANDOMKEY -> Keys.randomKey(call);
            case RENAME -> Moves.rename(call, false);
            case RENAMENX -> Moves.rename(call, true);
            case RESTORE, RESTORE_ASKING -> Dumps.restore(call);
            case SCAN -> Keys.scan(call);
            case SORT -> Sorting.sort(call);
            case SORT_RO -> Sorting.sortReadOnly(call);
            case TOUCH -> Keys.touch(call);
            case TTL -> Expiry.timeToLive(call, Expiry.Unit.SECONDS);
            case TYPE -> Keys.type(call);
            case UNLINK -> Keys.delete(call, true);
        };
    }
}
