package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.ScriptRun;
import io.rqkit.fakeredis.internal.lua.LuaError;
import io.rqkit.fakeredis.internal.lua.LuaInterrupt;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.Prototype;
import java.nio.charset.StandardCharsets;

/**
 * Where functions live. Their globals are an empty table that leads to the real ones, and while a library is loaded to a few
 * that it may use then.
 */
final class FunctionRoom implements Libraries.Loader {
    private static final LuaString NAME = LuaString.of("@user_function");
    private static final LuaString INDEX = LuaString.of("__index");
    private static final String TIMEOUT = "ERR Error registering functions: ERR FUNCTION LOAD timeout";
    private static final int LOAD_MILLIS = 500;
    private final LuaRoom room;
    private final RegisterLibrary register;
    private final LuaTable globals;
    private final LuaTable globalsMetatable;
    private final LuaTable whileLoading;

    FunctionRoom(Engine engine, RedisRandom random, LineCounts coverage) {
        room = LuaRoom.forFunctions(engine, random, coverage);
        register = new RegisterLibrary(room);
        LuaState state = room.state();
        whileLoading = whileLoading(state);
        globals = state.newTable();
        globalsMetatable = state.newTable();
        globalsMetatable.put(INDEX, state.globals());
        globalsMetatable.readOnly(true);
        globals.metatable(globalsMetatable);
        globals.readOnly(true);
    }

    private LuaTable whileLoading(LuaState state) {
        LuaTable redis = state.newTable();
        redis.put("register_function", state.builtin(register, 0));
        RedisLibrary.addForLoading(room, redis);
        room.failOnUnknown(redis);
        LuaTable table = state.newTable();
        table.put("redis", redis);
        room.failOnUnknown(table);
        StandardGlobals.protect(state, table);
        return table;
    }

    LuaRoom room() {
        return room;
    }

    @Override
    public void load(Library library, String code) {
        Prototype chunk = ScriptCompiler.compile(
                room, library.name(), code.getBytes(StandardCharsets.ISO_8859_1), NAME, "Error compiling function: ");
        LuaState state = room.state();
        globalsMetatable.put(INDEX, whileLoading);
        register.loading(library);
        ScriptRun.Timeout timeout = new ScriptRun.Timeout(LOAD_MILLIS);
        try {
            room.coverage().running(library.name());
            state.resetSteps(Long.MAX_VALUE);
            state.watch(total -> requireTime(timeout));
            state.call(state.function(chunk, globals), null);
        } catch (LuaError error) {
            throw LuaRoom.loadFailure(error.value());
        } catch (LuaInterrupt late) {
            throw new CommandException(TIMEOUT);
        } finally {
            state.watch(null);
            register.loading(null);
            globalsMetatable.put(INDEX, state.globals());
        }
    }

    private static void requireTime(ScriptRun.Timeout timeout) {
        if (timeout.isOver()) {
            throw new LuaInterrupt(TIMEOUT);
        }
    }
}
