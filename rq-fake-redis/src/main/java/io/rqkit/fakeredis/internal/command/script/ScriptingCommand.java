package io.rqkit.fakeredis.internal.command.script;

import static io.rqkit.fakeredis.internal.command.CommandSpec.of;
import static io.rqkit.fakeredis.internal.command.KeySpec.at;
import static io.rqkit.fakeredis.internal.command.KeySpec.count;

import io.rqkit.fakeredis.internal.command.Category;
import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.command.Flag;
import io.rqkit.fakeredis.internal.command.Group;
import io.rqkit.fakeredis.internal.command.KeySpec.Access;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.Command;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.resp.Reply;

/** Scripts and functions. Follows <a href="https://redis.io/commands/?group=scripting">the group</a>, eval.c, functions.c. */
public enum ScriptingCommand implements Command {
    EVAL(of("eval", -3, Group.SCRIPTING, "2.6.0")
            .flags(
                    Flag.NOSCRIPT,
                    Flag.STALE,
                    Flag.SKIP_MONITOR,
                    Flag.NO_MANDATORY_KEYS,
                    Flag.MOVABLEKEYS,
                    Flag.MAY_REPLICATE)
            .categories(Category.SCRIPTING)
            .keys(
                    "We cannot tell how the keys will be used so we assume the worst, RW and UPDATE",
                    at(2),
                    count(0, 1, 1),
                    Access.RW,
                    Access.ACCESS,
                    Access.UPDATE)),
    EVAL_RO(of("eval_ro", -3, Group.SCRIPTING, "7.0.0")
            .flags(
                    Flag.READONLY,
                    Flag.NOSCRIPT,
                    Flag.STALE,
                    Flag.SKIP_MONITOR,
                    Flag.NO_MANDATORY_KEYS,
                    Flag.MOVABLEKEYS)
            .categories(Category.SCRIPTING)
            .keys(
                    "We cannot tell how the keys will be used so we assume the worst, RO and ACCESS",
                    at(2),
                    count(0, 1, 1),
                    Access.RO,
                    Access.ACCESS)),
    EVALSHA(of("evalsha", -3, Group.SCRIPTING, "2.6.0")
            .flags(
                    Flag.NOSCRIPT,
                    Flag.STALE,
                    Flag.SKIP_MONITOR,
                    Flag.NO_MANDATORY_KEYS,
                    Flag.MOVABLEKEYS,
                    Flag.MAY_REPLICATE)
            .categories(Category.SCRIPTING)
            .keys(at(2), count(0, 1, 1), Access.RW, Access.ACCESS, Access.UPDATE)),
    EVALSHA_RO(of("evalsha_ro", -3, Group.SCRIPTING, "7.0.0")
            .flags(
                    Flag.READONLY,
                    Flag.NOSCRIPT,
                    Flag.STALE,
                    Flag.SKIP_MONITOR,
                    Flag.NO_MANDATORY_KEYS,
                    Flag.MOVABLEKEYS)
            .categories(Category.SCRIPTING)
            .keys(at(2), count(0, 1, 1), Access.RO, Access.ACCESS)),
    FCALL(of("fcall", -3, Group.SCRIPTING, "7.0.0")
            .flags(
                    Flag.NOSCRIPT,
                    Flag.STALE,
                    Flag.SKIP_MONITOR,
                    Flag.NO_MANDATORY_KEYS,
                    Flag.MOVABLEKEYS,
                    Flag.MAY_REPLICATE)
            .categories(Category.SCRIPTING)
            .keys(
                    "We cannot tell how the keys will be used so we assume the worst, RW and UPDATE",
                    at(2),
                    count(0, 1, 1),
                    Access.RW,
                    Access.ACCESS,
                    Access.UPDATE)),
    FCALL_RO(of("fcall_ro", -3, Group.SCRIPTING, "7.0.0")
            .flags(
                    Flag.READONLY,
                    Flag.NOSCRIPT,
                    Flag.STALE,
                    Flag.SKIP_MONITOR,
                    Flag.NO_MANDATORY_KEYS,
                    Flag.MOVABLEKEYS)
            .categories(Category.SCRIPTING)
            .keys(
                    "We cannot tell how the keys will be used so we assume the worst, RO and ACCESS",
                    at(2),
                    count(0, 1, 1),
                    Access.RO,
                    Access.ACCESS)),
    FUNCTION(of("function", -2, Group.SCRIPTING, "7.0.0")),
    FUNCTION_DELETE(of("function|delete", 3, Group.SCRIPTING, "7.0.0")
            .flags(Flag.WRITE, Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    FUNCTION_DUMP(of("function|dump", 2, Group.SCRIPTING, "7.0.0")
            .flags(Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)),
    FUNCTION_FLUSH(of("function|flush", -2, Group.SCRIPTING, "7.0.0")
            .flags(Flag.WRITE, Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    FUNCTION_HELP(of("function|help", 2, Group.SCRIPTING, "7.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.SCRIPTING)),
    FUNCTION_KILL(of("function|kill", 2, Group.SCRIPTING, "7.0.0")
            .flags(Flag.NOSCRIPT, Flag.ALLOW_BUSY)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_shards", "response_policy:one_succeeded")),
    FUNCTION_LIST(of("function|list", -2, Group.SCRIPTING, "7.0.0")
            .flags(Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)
            .tips("nondeterministic_output_order")),
    FUNCTION_LOAD(of("function|load", -3, Group.SCRIPTING, "7.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    FUNCTION_RESTORE(of("function|restore", -3, Group.SCRIPTING, "7.0.0")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_shards", "response_policy:all_succeeded")),
    FUNCTION_STATS(of("function|stats", 2, Group.SCRIPTING, "7.0.0")
            .flags(Flag.NOSCRIPT, Flag.ALLOW_BUSY)
            .categories(Category.SCRIPTING)
            .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")),
    SCRIPT(of("script", -2, Group.SCRIPTING, "2.6.0")),
    SCRIPT_DEBUG(
            of("script|debug", 3, Group.SCRIPTING, "3.2.0").flags(Flag.NOSCRIPT).categories(Category.SCRIPTING)),
    SCRIPT_EXISTS(of("script|exists", -3, Group.SCRIPTING, "2.6.0")
            .flags(Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_shards", "response_policy:agg_logical_and")),
    SCRIPT_FLUSH(of("script|flush", -2, Group.SCRIPTING, "2.6.0")
            .flags(Flag.NOSCRIPT)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_nodes", "response_policy:all_succeeded")),
    SCRIPT_HELP(of("script|help", 2, Group.SCRIPTING, "5.0.0")
            .flags(Flag.LOADING, Flag.STALE)
            .categories(Category.SCRIPTING)),
    SCRIPT_KILL(of("script|kill", 2, Group.SCRIPTING, "2.6.0")
            .flags(Flag.NOSCRIPT, Flag.ALLOW_BUSY)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_shards", "response_policy:one_succeeded")),
    SCRIPT_LOAD(of("script|load", 3, Group.SCRIPTING, "2.6.0")
            .flags(Flag.NOSCRIPT, Flag.STALE)
            .categories(Category.SCRIPTING)
            .tips("request_policy:all_nodes", "response_policy:all_succeeded"));

    private final CommandSpec spec;

    ScriptingCommand(CommandSpec spec) {
        this.spec = spec;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public CommandSpec specOf(Engine engine, byte[][] argv) {
        return switch (this) {
            case EVAL, EVAL_RO -> ScriptFlags.apply(spec, ScriptFlags.ofText(engine, argv));
            case EVALSHA, EVALSHA_RO -> ScriptFlags.apply(spec, ScriptFlags.ofSha(engine, argv));
            case FCALL, FCALL_RO -> ScriptFlags.apply(spec, ScriptFlags.ofFunction(engine, argv));
            default -> spec;
        };
    }

    @Override
    public Reply run(Call call) {
        return switch (this) {
            case EVAL -> Evaluation.eval(call);
            case EVAL_RO -> Evaluation.evalReadOnly(call);
            case EVALSHA -> Evaluation.evalSha(call);
            case EVALSHA_RO -> Evaluation.evalShaReadOnly(call);
            case FCALL -> Functions.call(call);
            case FCALL_RO -> Functions.callReadOnly(call);
            case FUNCTION_DELETE -> Functions.delete(call);
            case FUNCTION_DUMP -> Functions.dump(call);
            case FUNCTION_FLUSH -> Functions.flush(call);
            case FUNCTION_HELP -> FunctionInfo.help(call);
            case FUNCTION_KILL -> FunctionInfo.kill(call);
            case FUNCTION_LIST -> FunctionInfo.list(call);
            case FUNCTION_LOAD -> Functions.load(call);
            case FUNCTION_RESTORE -> Functions.restore(call);
            case FUNCTION_STATS -> FunctionInfo.stats(call);
            case SCRIPT_DEBUG -> CachedScripts.debug(call);
            case SCRIPT_EXISTS -> CachedScripts.exists(call);
            case SCRIPT_FLUSH -> CachedScripts.flush(call);
            case SCRIPT_HELP -> CachedScripts.help(call);
            case SCRIPT_KILL -> CachedScripts.kill(call);
            case SCRIPT_LOAD -> CachedScripts.load(call);
            case FUNCTION, SCRIPT -> throw Errors.wrongArity(spec.fullName());
        };
    }
}
