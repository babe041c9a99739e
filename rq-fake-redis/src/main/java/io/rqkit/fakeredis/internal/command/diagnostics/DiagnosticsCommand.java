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
import io.rqkit.fakeredis.internal.engine.SlowLog;
import io.rqkit.fakeredis.internal.resp.Reply;

/**
 * What the server costs. Follows <a href="https://redis.io/commands/?group=server">the group</a>, object.c, slowlog.c and
 * latency.c.
 */
public enum DiagnosticsCommand implements Command {
    LATENCY(of("latency", -2, Group.SERVER, "2.8.13")),
    LATENCY_DOCTOR(of("latency|doctor", 2, Group.SERVER, "2.8.13")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")),
    LATENCY_GRAPH(of("latency|graph", 3, Group.SERVER, "2.8.13")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")),
    LATENCY_HELP(of("latency|help", 2, Group.SERVER, "2.8.13").flags(Flag.LOADING, Flag.STALE)),
    LATENCY_HISTOGRAM(of("latency|histogram", -2, Group.SERVER, "7.0.0")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")),
    LATENCY_HISTORY(of("latency|history", 3, Group.SERVER, "2.8.13")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")),
    LATENCY_LATEST(of("latency|latest", 2, Group.SERVER, "2.8.13")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")),
    LATENCY_RESET(of("latency|reset", -2, Group.SERVER, "2.8.13")
            .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
            .tips("request_policy:all_nodes", "response_policy:all_succeeded")),
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
            of("memory|usage", -3, Group.SERVER, "4.0.0").flags(Flag.READONLY).keys(at(2), range(0, 1, 0), Access.RO)),
    SLOWLOG(of("slowlog", -2, Group.SERVER, "2.2.12")),
    SLOWLOG_GET(of("slowlog|get", -2, Group.SERVER, "2.2.12")
            .flags(Flag.ADMIN, Flag.LOADING, Flag.STALE)
            .tips("request_policy:all_nodes", "nondeterministic_output")),
    SLOWLOG_HELP(of("slowlog|help", 2, Group.SERVER, "6.2.0").flags(Flag.LOADING, Flag.STALE)),
    SLOWLOG_LEN(of("slowlog|len", 2, Group.SERVER, "2.2.12")
            .flags(Flag.ADMIN, Flag.LOADING, Flag.STALE)
            .tips("request_policy:all_nodes", "response_policy:agg_sum", "nondeterministic_output")),
    SLOWLOG_RESET(of("slowlog|reset", 2, Group.SERVER, "2.2.12")
            .flags(Flag.ADMIN, Flag.LOADING, Flag.STALE)
            .tips("request_policy:all_nodes", "response_policy:all_succeeded"));

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
            case LATENCY_DOCTOR -> Latency.doctor(call);
            case LATENCY_GRAPH -> Latency.graph(call);
            case LATENCY_HELP -> Latency.help(call);
            case LATENCY_HISTOGRAM -> LatencyHistograms.reply(call);
            case LATENCY_HISTORY -> Latency.history(call);
            case LATENCY_LATEST -> Latency.latest(call);
            case LATENCY_RESET -> Latency.reset(call);
            case LATENCY, MEMORY, SLOWLOG -> throw new IllegalStateException("A container without subcommand");
            case MEMORY_DOCTOR -> Memory.doctor(call);
            case MEMORY_HELP -> Memory.help(call);
            case MEMORY_MALLOC_STATS -> Memory.allocator(call);
            case MEMORY_PURGE -> Reply.OK;
            case MEMORY_STATS -> MemoryStatistics.reply(call);
            case MEMORY_USAGE -> Memory.usage(call);
            case SLOWLOG_GET -> SlowLogs.get(call);
            case SLOWLOG_HELP -> SlowLogs.help(call);
            case SLOWLOG_LEN -> Reply.of(SlowLog.of(call.engine()).size());
            case SLOWLOG_RESET -> SlowLogs.reset(call);
        };
    }
}
