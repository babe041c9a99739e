package io.rqkit.fakeredis.internal.command.diagnostics;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.range;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.resp.Reply;

/**
 * What the server costs. Follows <a href="https://redis.io/commands/?group=server">the group</a>, object.c, slowlog.c and
 * latency.c.
 */
public enum DiagnosticsCommand implements Command {
    MEMORY(of("memory", -2, Group.SERVER, "4.0.0")),
    MEMORY_DOCTOR(of("memory|doctor", 2, Group.SERVER, "4.0.0")
            .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")),
    MEMORY_HELP(of("memory|help", 2, Group.SERVER, "4.0.0").flags(Flag.LOADING, Flag.STALE)),
    MEMORY_MALLOC_STATS(of("memory|malloc-stats", 2, Group.SERVER, "4.0.0")
            .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")),
    MEMORY_PURGE(of("memory|purge", 2, Group.SERVER, "4.0.0")
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    MEMORY_STATS(of("memory|stats", 2, Group.SERVER, "4.0.0")
            .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")),
    MEMORY_USAGE(
            of("memory|usage", -3, Group.SERVER, "4.0.0").flags(Flag.READONLY).keys(at(2), range(0, 1, 0), Access.RO));

    private final CommandSpec spec;

    DiagnosticsCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case MEMORY -> throw new IllegalStateException("A container without subcommand");
            case MEMORY_DOCTOR -> Memory.doctor(call);
            case MEMORY_HELP -> Memory.help(call);
            case MEMORY_MALLOC_STATS -> Memory.allocator(call);
            case MEMORY_PURGE -> Reply.OK;
            case MEMORY_STATS -> MemoryStatistics.reply(call);
            case MEMORY_USAGE -> Memory.usage(call);
        };
    }
}
