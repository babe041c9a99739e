package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.ScriptRun;
import io.rqkit.fakeredis.internal.engine.Scripts;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.lua.LuaBuiltin;
import io.rqkit.fakeredis.internal.lua.LuaCall;
import io.rqkit.fakeredis.internal.lua.LuaError;
import io.rqkit.fakeredis.internal.lua.LuaFunction;
import io.rqkit.fakeredis.internal.lua.LuaInterrupt;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.lib.BitLibrary;
import io.rqkit.fakeredis.internal.lua.lib.JsonLibrary;
import io.rqkit.fakeredis.internal.lua.lib.MessagePackLibrary;
import io.rqkit.fakeredis.internal.lua.lib.StructLibrary;
import io.rqkit.fakeredis.internal.resp.Reply;
import org.jspecify.annotations.Nullable;

/** A Lua state with what Redis puts into it, and the way of running things there: one for scripts, one for functions. */
final class LuaRoom {
    private static final String KILLED = "ERR Script killed by user with SCRIPT KILL...";
    private static final int ERROR_SHOWN = 100;
    private static final long MEMORY_LIMIT = 512L << 20;
    private final Engine engine;
    private final LuaState state = new LuaState();
    private final LineCounts coverage;
    private final ReplyReader reader = new ReplyReader(state);
    private final RedisRandom random;
    private final Session session;
    private final LuaBuiltin errorHandler;
    private final GuardLibrary guard = new GuardLibrary(this);
    private @Nullable ScriptRun run;

    private LuaRoom(Engine engine, RedisRandom random, LineCounts coverage, boolean forScripts) {
        this.engine = engine;
        this.coverage = coverage;
        this.random = random;
        this.session = Session.forScripts(engine);
        state.errorField(LuaString.of("err"));
        errorHandler = state.builtin(guard, GuardLibrary.ERROR_HANDLER);
        LuaTable globals = state.globals();
        StandardGlobals.install(state, engine.config().scripts().hardened());
        globals.put("cjson", JsonLibrary.create(state));
        globals.put("struct", StructLibrary.create(state));
        globals.put("cmsgpack", MessagePackLibrary.create(state));
        globals.put("bit", BitLibrary.create(state));
        LuaTable redis = RedisLibrary.create(this);
        globals.put("redis", redis);
        if (globals.get("math") instanceof LuaTable math) {
            math.put("random", state.builtin(guard, GuardLibrary.RANDOM));
            math.put("randomseed", state.builtin(guard, GuardLibrary.RANDOM_SEED));
        }
        if (forScripts) {
            RedisLibrary.addDebugging(this, redis);
            globals.put("__redis__err__handler", errorHandler);
        }
        failOnUnknown(globals);
        StandardGlobals.protect(state, globals);
        coverage.listen(state);
        // a script that takes without end must not take what the tests around it need
        state.memoryLimit(Math.min(MEMORY_LIMIT, Runtime.getRuntime().maxMemory() / 4));
    }

    static LuaRoom forScripts(Engine engine, RedisRandom random, LineCounts coverage) {
        return new LuaRoom(engine, random, coverage, true);
    }

    static LuaRoom forFunctions(Engine engine, RedisRandom random, LineCounts coverage) {
        return new LuaRoom(engine, random, coverage, false);
    }

    /** Gives a table the metatable that makes the reading of unknown names an error. */
    void failOnUnknown(LuaTable table) {
        LuaTable metatable = state.newTable();
        metatable.put("__index", state.builtin(guard, GuardLibrary.UNKNOWN_GLOBAL));
        table.metatable(metatable);
    }

    LuaState state() {
        return state;
    }

    Engine engine() {
        return engine;
    }

    ReplyReader reader() {
        return reader;
    }

    RedisRandom random() {
        return random;
    }

    Session session() {
        return session;
    }

    LineCounts coverage() {
        return coverage;
    }

    /** Returns the script that runs here, or null. */
    @Nullable
    ScriptRun run() {
        return run;
    }

    /** Makes a table of strings. */
    LuaTable strings(byte[][] values) {
        LuaTable table = state.newTable(values.length, 0);
        for (int i = 0; i < values.length; i++) {
            state.charge(values[i].length);
            table.put(i + 1, LuaString.wrap(values[i]));
        }
        return table;
    }

    /** Runs a function for a client and returns what that client is to be told. */
    Reply run(ScriptRun starting, String covered, LuaFunction function, @Nullable Object... arguments) {
        Scripts scripts = engine.scripts();
        session.select(starting.caller().session().database());
        session.resp(2);
        session.authenticated(starting.caller().session().user());
        scripts.begin(starting);
        run = starting;
        try {
            coverage.running(covered);
            state.resetSteps(engine.config().scripts().stepLimit());
            state.watch(total -> requireAlive(scripts, starting));
            @Nullable Object[] results = state.call(function, errorHandler, arguments);
            ReplyWriter writer = new ReplyWriter(
                    session.resp() == 3, starting.caller().session().resp());
            return counted(starting, results.length == 0 ? null : results[0], writer);
        } catch (LuaError error) {
            return failure(starting, error.value());
        } catch (LuaInterrupt killed) {
            return failure(starting, ended(killed));
        } finally {
            run = null;
            state.watch(null);
            scripts.end(starting);
        }
    }

    private LuaTable ended(LuaInterrupt killed) {
        String reason = String.valueOf(killed.getMessage());
        LuaTable error = reader.error(reason.startsWith("ERR ") ? "-" + reason : "Script ended: " + reason);
        LuaCall place = state.endedAt();
        if (place != null) {
            error.put("source", LuaString.of(place.source()));
            error.put("line", (double) place.line());
        }
        return error;
    }

    private static void requireAlive(Scripts scripts, ScriptRun run) {
        if (scripts.poll(run)) {
            throw new LuaInterrupt(KILLED);
        }
    }

    /** An error that a command replied with was counted then. */
    private static Reply counted(ScriptRun run, @Nullable Object result, ReplyWriter writer) {
        if (result instanceof LuaTable table && table.get("ignore_error_stats_update") == Boolean.TRUE) {
            run.caller().errorCounted();
        }
        return writer.write(result);
    }

    private static Reply failure(ScriptRun run, @Nullable Object value) {
        if (!(value instanceof LuaTable table)) {
            String text = value instanceof LuaString message ? message.toString() : "execution failure";
            return Reply.error("ERR Error running script " + run.name() + ", "
                    + text.substring(0, Math.min(text.length(), ERROR_SHOWN)));
        }
        if (table.get("ignore_error_stats_update") == Boolean.TRUE) {
            run.caller().errorCounted();
        }
        String message = field(table, "err");
        StringBuilder text = new StringBuilder(message == null ? "ERR unknown error" : message);
        String source = field(table, "source");
        String line = field(table, "line");
        if (source != null && line != null) {
            text.append(" script: ")
                    .append(run.name())
                    .append(", on ")
                    .append(source)
                    .append(':')
                    .append(line)
                    .append('.');
        }
        return Reply.error(ReplyWriter.errorText(LuaString.of(text.toString())));
    }

    private static @Nullable String field(LuaTable table, String name) {
        Object value = table.get(name);
        return value instanceof LuaString || value instanceof Double
                ? LuaState.toText(value).toString()
                : null;
    }

    /** Makes an error of what the code of a library threw while it was loaded. */
    static CommandException loadFailure(@Nullable Object value) {
        String text = value instanceof LuaTable table ? field(table, "err") : "ERR " + LuaState.toText(value);
        return new CommandException(ReplyWriter.errorText(
                LuaString.of("ERR Error registering functions: " + (text == null ? "unknown error" : text))));
    }
}
