package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.lua.LuaCall;
import io.rqkit.fakeredis.internal.lua.LuaLibrary;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;

/** What Redis changes of Lua itself: reading of unknown globals fails, errors note their place, and chance is its own. */
final class GuardLibrary extends LuaLibrary {
    static final int UNKNOWN_GLOBAL = 0;
    static final int ERROR_HANDLER = 1;
    static final int RANDOM = 2;
    static final int RANDOM_SEED = 3;
    private final LuaRoom room;

    GuardLibrary(LuaRoom room) {
        this.room = room;
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return switch (number) {
            case UNKNOWN_GLOBAL -> throw unknownGlobal(lua);
            case ERROR_HANDLER -> lua.returns(handled(lua));
            case RANDOM -> lua.returns(random(lua));
            default -> randomSeed(lua);
        };
    }

    private static RuntimeException unknownGlobal(LuaThread lua) {
        if (lua.count() != 2) {
            return lua.error("Wrong number of arguments to luaProtectedTableError");
        }
        Object name = lua.argument(2);
        if (!(name instanceof LuaString) && !(name instanceof Double)) {
            return lua.error("Second argument to luaProtectedTableError must be a string or number");
        }
        String text = lua.checkString(2).toString();
        int nul = text.indexOf(0);
        return lua.error("Script attempted to access nonexistent global variable '"
                + (nul < 0 ? text : text.substring(0, nul)) + "'");
    }

    /** Makes a table of an error and adds where it happened: for a function of the host's, where that was called. */
    private Object handled(LuaThread lua) {
        LuaCall place = lua.caller(1);
        if (place != null && place.what().equals("C")) {
            place = lua.caller(2);
        }
        Object error = lua.argument(1);
        LuaTable table;
        if (error instanceof LuaTable given) {
            table = given;
        } else {
            table = room.state().newTable(0, 3);
            table.put("err", LuaString.of("ERR " + LuaState.toText(error)));
        }
        if (place != null) {
            table.put("source", LuaString.of(place.source()));
            table.put("line", (double) place.line());
        }
        return table;
    }

    private double random(LuaThread lua) {
        requireRun(lua, "math.random");
        double r = (double) (room.random().next() % RedisRandom.LIMIT) / RedisRandom.LIMIT;
        switch (lua.count()) {
            case 0:
                return r;
            case 1: {
                int upper = lua.checkInt(1);
                if (upper < 1) {
                    throw lua.argumentError(1, "interval is empty");
                }
                return Math.floor(r * upper) + 1;
            }
            case 2: {
                int lower = lua.checkInt(1);
                int upper = lua.checkInt(2);
                if (lower > upper) {
                    throw lua.argumentError(2, "interval is empty");
                }
                return Math.floor(r * (upper - lower + 1)) + lower;
            }
            default:
                throw lua.error("wrong number of arguments");
        }
    }

    private int randomSeed(LuaThread lua) {
        requireRun(lua, "math.randomseed");
        room.random().seed(lua.checkInt(1));
        return 0;
    }

    private void requireRun(LuaThread lua, String function) {
        if (room.run() == null) {
            throw lua.error(function + " can only be called inside a script invocation");
        }
    }
}
