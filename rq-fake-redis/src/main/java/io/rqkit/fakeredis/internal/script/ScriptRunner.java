package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.command.Errors;
import io.rqkit.fakeredis.internal.engine.Call;
import io.rqkit.fakeredis.internal.engine.ScriptRun;
import io.rqkit.fakeredis.internal.lua.LuaFunction;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts scripts and functions. Follows scriptPrepareForRun and luaCallFunction in Redis. */
final class ScriptRunner {
    private static final CommandException WRITES_IN_READ_ONLY =
            new CommandException("ERR Can not execute a script with write flag using *_ro command.");
    private static final CommandException NO_CLUSTER =
            new CommandException("ERR Can not run script on cluster, 'no-cluster' flag is set.");

    private static final CommandException STALE =
            new CommandException("MASTERDOWN Link with MASTER is down, replica-serve-stale-data is set to 'no' and"
                    + " 'allow-stale' flag is not set on the script.");
    private static final CommandException NOT_BY_REPLICA =
            new CommandException("READONLY Can not run script with write flag on readonly replica");

    private static final CommandException OUT_OF_MEMORY = new CommandException(
            "OOM allow-oom flag is not set on the script," + " can not run it when used memory > 'maxmemory'");

    private static final LuaString KEYS = LuaString.of("KEYS");
    private static final LuaString ARGV = LuaString.of("ARGV");

    private ScriptRunner() {}

    static Reply run(
            LuaRoom room, Call call, Scripting.Script script, byte[][] keys, byte[][] arguments, boolean readOnly) {
        ScriptRun run = prepare(room, call, script.sha(), true, script.flags(), readOnly);
        LuaTable globals = room.state().globals();
        globals.put(KEYS, room.strings(keys));
        globals.put(ARGV, room.strings(arguments));
        return room.run(run, script.sha(), (LuaFunction) script.function());
    }

    static Reply run(
            LuaRoom room, Call call, Library.Function function, byte[][] keys, byte[][] arguments, boolean readOnly) {
        ScriptRun run = prepare(room, call, function.name(), false, function.flags(), readOnly);
        return room.run(
                run,
                function.library().name(),
                (LuaFunction) function.callback(),
                room.strings(keys),
                room.strings(arguments));
    }

    /** Refuses what the flags and the state of the server don't allow; a script without flags is asked almost nothing. */
    private static ScriptRun prepare(
            LuaRoom room, Call call, String name, boolean eval, @Nullable Set<ScriptFlag> flags, boolean readOnly) {
        boolean stale = call.engine().replication().isStale();
        if (flags == null) {
            if (stale) {
                throw new CommandException(Errors.MASTER_DOWN);
            }
            return new ScriptRun(call, room.session(), name, eval, readOnly, false);
        }
        if (flags.contains(ScriptFlag.NO_CLUSTER)
                && call.config().value("cluster-enabled").equals("yes")) {
            throw NO_CLUSTER;
        }
        if (stale && !flags.contains(ScriptFlag.ALLOW_STALE)) {
            throw STALE;
        }
        boolean writes = !flags.contains(ScriptFlag.NO_WRITES);
        if (writes
                && call.engine().replication().isReadOnly()
                && !call.session().isMaster()) {
            throw NOT_BY_REPLICA;
        }
        if (writes && readOnly) {
            throw WRITES_IN_READ_ONLY;
        }
        if (writes && call.engine().replication().lacksReplicas()) {
            throw new CommandException(Errors.NO_REPLICAS);
        }
        if (writes
                && !flags.contains(ScriptFlag.ALLOW_OOM)
                && call.config().maxmemory() > 0
                && call.engine().eviction().isOutOfMemory()) {
            throw OUT_OF_MEMORY;
        }
        boolean allowsOom = flags.contains(ScriptFlag.ALLOW_OOM);
        return new ScriptRun(call, room.session(), name, eval, readOnly || !writes, allowsOom);
    }
}
