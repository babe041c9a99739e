package io.rqkit.fakeredis.internal.command.stream;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.after;
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

/** Streams. Follows <a href="https://redis.io/commands/?group=stream">the group</a> and t_stream.c. */
public enum StreamCommand implements Command {
    XACK(of("xack", -4, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    XADD(of("xadd", -5, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STREAM)
            .keys(
                    "UPDATE instead of INSERT because of the optional trimming feature",
                    at(1),
                    range(0, 1, 0),
                    Access.RW,
                    Access.UPDATE)
            .tips("nondeterministic_output")),
    XAUTOCLAIM(of("xautoclaim", -6, Group.STREAM, "6.2.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)
            .tips("nondeterministic_output")),
    XCLAIM(of("xclaim", -6, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)
            .tips("nondeterministic_output")),
    XDEL(of("xdel", -3, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE, Flag.FAST)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)),
    XGROUP(of("xgroup", -2, Group.STREAM, "5.0.0")),
    XGROUP_CREATE(of("xgroup|create", -5, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.INSERT)),
    XGROUP_CREATECONSUMER(of("xgroup|createconsumer", 5, Group.STREAM, "6.2.0")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.INSERT)),
    XGROUP_DELCONSUMER(of("xgroup|delconsumer", 5, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.DELETE)),
    XGROUP_DESTROY(of("xgroup|destroy", 4, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.DELETE)),
    XGROUP_HELP(of("xgroup|help", 2, Group.STREAM, "5.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.STREAM)),
    XGROUP_SETID(of("xgroup|setid", -5, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RW, Access.UPDATE)),
    XINFO(of("xinfo", -2, Group.STREAM, "5.0.0")),
    XINFO_CONSUMERS(of("xinfo|consumers", 4, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    XINFO_GROUPS(of("xinfo|groups", 3, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RO, Access.ACCESS)),
    XINFO_HELP(of("xinfo|help", 2, Group.STREAM, "5.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.STREAM)),
    XINFO_STREAM(of("xinfo|stream", -3, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STREAM)
            .keys(at(2), range(0, 1, 0), Access.RO, Access.ACCESS)),
    XLEN(of("xlen", 2, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY, Flag.FAST)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RO)),
    XPENDING(of("xpending", -3, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)
            .tips("nondeterministic_output")),
    XRANGE(of("xrange", -4, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    XREAD(of("xread", -4, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .categories(Category.STREAM)
            .keys(after("STREAMS", 1), range(-1, 1, 2), Access.RO, Access.ACCESS)),
    XREADGROUP(of("xreadgroup", -7, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .categories(Category.STREAM)
            .keys(after("STREAMS", 4), range(-1, 1, 2), Access.RO, Access.ACCESS)),
    XREVRANGE(of("xrevrange", -4, Group.STREAM, "5.0.0")
            .flags(Flag.READONLY)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RO, Access.ACCESS)),
    XSETID(of("xsetid", -3, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.UPDATE)),
    XTRIM(of("xtrim", -4, Group.STREAM, "5.0.0")
            .flags(Flag.WRITE)
            .categories(Category.STREAM)
            .keys(at(1), range(0, 1, 0), Access.RW, Access.DELETE)
            .tips("nondeterministic_output"));

    private final CommandSpec spec;

    StreamCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case XACK -> Pendings.acknowledge(call);
            case XADD -> Entries.add(call);
            case XAUTOCLAIM -> Claims.autoClaim(call);
            case XCLAIM -> Claims.claim(call);
            case XDEL -> Entries.delete(call);
            case XGROUP -> throw new IllegalStateException("A container without subcommand");
            case XGROUP_CREATE -> Groups.create(call);
            case XGROUP_CREATECONSUMER -> Groups.createConsumer(call);
            case XGROUP_DELCONSUMER -> Groups.deleteConsumer(call);
            case XGROUP_DESTROY -> Groups.destroy(call);
            case XGROUP_HELP -> Groups.help(call);
            case XGROUP_SETID -> Groups.setId(call);
            case XINFO -> throw new IllegalStateException("A container without subcommand");
            case XINFO_CONSUMERS -> Infos.consumers(call);
            case XINFO_GROUPS -> Infos.groups(call);
            case XINFO_HELP -> Infos.help(call);
            case XINFO_STREAM -> Infos.stream(call);
            case XLEN -> Entries.length(call);
            case XPENDING -> Pendings.list(call);
            case XRANGE -> Entries.range(call);
            case XREAD -> Reads.read(call);
            case XREADGROUP -> Reads.readGroup(call);
            case XREVRANGE -> Entries.rangeBackward(call);
            case XSETID -> Entries.setId(call);
            case XTRIM -> Entries.trim(call);
        };
    }
}
