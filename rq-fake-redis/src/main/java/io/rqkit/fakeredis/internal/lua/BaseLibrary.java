package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/** The functions without a table of their own. */
public final class BaseLibrary extends LuaLibrary {
    private static final LuaString TOSTRING = LuaString.of("__tostring");
    private static final LuaString METATABLE = LuaString.of("__metatable");
    private static final LuaString LOAD_NAME = LuaString.of("=(load)");

    private static final String[] NAMES = {
        "assert", "collectgarbage", "error", "gcinfo", "getfenv", "getmetatable", "load", "loadstring", "next", "pcall",
        "rawequal", "rawget", "rawset", "select", "setfenv", "setmetatable", "tonumber", "tostring", "type", "unpack",
        "xpcall", "ipairs", "pairs", "newproxy"
    };
    private static final int IPAIRS_STEP = 24;
    private static final int NEXT = 8;

    private final LuaBuiltin next;
    private final LuaBuiltin ipairsStep;
    /** The metatables that {@code newproxy(true)} made. */
    private final LuaTable proxies;

    private BaseLibrary(LuaState state) {
        next = state.builtin(this, NEXT);
        ipairsStep = state.builtin(this, IPAIRS_STEP);
        proxies = state.newTable();
    }

    /** Puts the functions into the globals, with {@code _G} and {@code _VERSION}. */
    public static void install(LuaState state) {
        BaseLibrary library = new BaseLibrary(state);
        LuaTable globals = state.globals();
        globals.put("_G", globals);
        library.register(state, globals, NAMES);
        globals.put("next", library.next);
        state.next = library.next;
        state.ipairsStep = library.ipairsStep;
        globals.put("_VERSION", LuaString.of("Lua 5.1"));
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return switch (number) {
            case 0 -> assertTrue(lua);
            case 1 -> collectGarbage(lua);
            case 2 -> error(lua);
            case 3 -> lua.returns((double) (lua.state.memoryUsed() >> 10));
            case 4 -> getEnvironment(lua);
            case 5 -> getMetatable(lua);
            case 6 -> load(lua);
            case 7 -> loadString(lua);
            case NEXT -> next(lua);
            case 9 -> protectedCall(lua);
            case 10 -> rawEqual(lua);
            case 11 -> rawGet(lua);
            case 12 -> rawSet(lua);
            case 13 -> select(lua);
            case 14 -> setEnvironment(lua);
            case 15 -> setMetatable(lua);
            case 16 -> toNumber(lua);
            case 17 -> toText(lua);
            case 18 -> type(lua);
            case 19 -> unpack(lua);
            case 20 -> protectedCallWithHandler(lua);
            case 21 -> iterator(lua, ipairsStep, 0.0);
            case 22 -> iterator(lua, next, null);
            case 23 -> newProxy(lua);
            default -> ipairsStep(lua);
        };
    }

    // ---- errors

    private static int assertTrue(LuaThread lua) {
        lua.checkAny(1);
        if (!lua.toBoolean(1)) {
            LuaString message = lua.optString(2, LuaString.of("assertion failed!"));
            throw lua.error(cString(message));
        }
        return lua.count();
    }

    private static String cString(LuaString text) {
        String whole = text.toString();
        int zero = whole.indexOf('\0');
        return zero < 0 ? whole : whole.substring(0, zero);
    }

    private static int error(LuaThread lua) {
        int level = lua.optInt(2, 1);
        Object value = lua.argument(1);
        if ((value instanceof LuaString || value instanceof Double) && level > 0) {
            throw new LuaError(LuaString.of(lua.where(level) + lua.checkString(1)));
        }
        throw new LuaError(value);
    }

    private static int protectedCall(LuaThread lua) {
        lua.checkAny(1);
        lua.ensure(1);
        int status = lua.base;
        // the function moves up by one to make room for the status
        for (int i = lua.top; i > status; i--) {
            lua.move(i - 1, i);
        }
        lua.top++;
        boolean succeeded = lua.protectedCall(status + 1, CallStack.MULTIPLE, null);
        lua.slots[status] = succeeded;
        LuaString field = lua.state.errorField;
        if (!succeeded && field != null && lua.slots[status + 1] instanceof LuaTable error) {
            lua.push(null);
            Access.index(lua, error, -1, field, lua.top - 1);
            Object message = lua.get(lua.top - 1);
            if (message instanceof LuaString || message instanceof Double) {
                lua.move(--lua.top, status + 1);
            } // else what was found instead is one result more, as in Redis
        }
        return lua.top - status;
    }

    private static int protectedCallWithHandler(LuaThread lua) {
        if (!lua.hasArgument(2)) {
            throw lua.argumentError(2, "value expected");
        }
        Object handler = lua.argument(2);
        lua.setCount(1);
        lua.ensure(1);
        int status = lua.base;
        lua.move(status, status + 1);
        lua.top++;
        boolean succeeded =
                lua.protectedCall(status + 1, CallStack.MULTIPLE, handler == null ? Boolean.FALSE : handler);
        lua.slots[status] = succeeded;
        return lua.top - status;
    }

    // ---- chunks and environments

    private static int load(LuaThread lua) {
        LuaString name = lua.optString(2, LOAD_NAME);
        LuaFunction reader = lua.checkFunction(1);
        lua.setCount(3);
        int depth = lua.depth;
        int nested = lua.nested;
        int top = lua.top;
        try {
            return compile(lua, readAll(lua, reader), name);
        } catch (LuaError e) {
            lua.unwind(depth, nested, top);
            lua.top = top;
            return lua.returns(null, e.value());
        }
    }

    /** Joins the pieces that a reader gives, up to nil or an empty one. */
    private static byte[] readAll(LuaThread lua, LuaFunction reader) {
        ByteSink text = new ByteSink(lua.state);
        while (true) {
            Object piece = lua.call(reader);
            if (piece != null && !(piece instanceof LuaString) && !(piece instanceof Double)) {
                throw lua.error("reader function must return a string");
            }
            LuaString string = piece == null ? LuaString.EMPTY : LuaState.toText(piece);
            if (string.length() == 0) {
                return text.bytes();
            }
            text.add(string);
        }
    }

    private static int loadString(LuaThread lua) {
        LuaString text = lua.checkString(1);
        return compile(lua, text.bytes, lua.optString(2, text));
    }

    private static int compile(LuaThread lua, byte[] text, LuaString name) {
        try {
            if (text.length > 0 && text[0] == 27) {
                String shown = ChunkName.display(name, ChunkName.SIZE);
                return lua.returns(null, LuaString.of(shown + ": bad binary format (precompiled chunk not supported)"));
            }
            Prototype chunk = LuaCompiler.compile(text, name, lua.nested, false);
            return lua.returns(lua.state.function(chunk, lua.state.globals()));
        } catch (LuaError e) {
            return lua.returns(null, e.value());
        }
    }

    private static @Nullable LuaFunction functionAt(LuaThread lua, int defaultLevel) {
        if (lua.argument(1) instanceof LuaFunction function) {
            return function;
        }
        int level = defaultLevel < 0 ? lua.checkInt(1) : lua.optInt(1, defaultLevel);
        if (level < 0) {
            throw lua.argumentError(1, "level must be non-negative");
        }
        LuaCall call = lua.caller(level);
        if (call == null) {
            throw lua.argumentError(1, "invalid level");
        }
        if (call.function() == null) {
            throw lua.error("no function environment for tail call at level " + level);
        }
        return call.function();
    }

    private static int getEnvironment(LuaThread lua) {
        LuaFunction function = functionAt(lua, 1);
        return lua.returns(function instanceof LuaClosure closure ? closure.environment : lua.state.globals());
    }

    private static int setEnvironment(LuaThread lua) {
        LuaTable table = lua.checkTable(2);
        LuaFunction function = functionAt(lua, -1);
        if (!(function instanceof LuaClosure)) {
            throw lua.error("'setfenv' cannot change environment of given object");
        }
        function.environment(table);
        return lua.returns(function);
    }

    // ---- metatables

    private static int getMetatable(LuaThread lua) {
        lua.checkAny(1);
        LuaTable metatable = lua.state.metatable(lua.argument(1));
        if (metatable == null) {
            return lua.returns(null);
        }
        Object shown = metatable.get(METATABLE);
        return lua.returns(shown != null ? shown : metatable);
    }

    private static int setMetatable(LuaThread lua) {
        Object given = lua.argument(2);
        LuaTable table = lua.checkTable(1);
        if (!(lua.hasArgument(2) && given == null) && !(given instanceof LuaTable)) {
            throw lua.argumentError(2, "nil or table expected");
        }
        LuaTable old = table.metatable;
        if (old != null && old.get(METATABLE) != null) {
            throw lua.error("cannot change a protected metatable");
        }
        if (table.isReadOnly()) {
            throw ErrorText.runError(lua, Access.READ_ONLY);
        }
        table.metatable((LuaTable) given);
        return lua.returns(table);
    }

    private int newProxy(LuaThread lua) {
        Object given = lua.argument(1);
        lua.state.charge(32);
        if (!LuaState.isTrue(given)) {
            return lua.returns(LuaUserdata.full(null));
        }
        LuaTable metatable = null;
        if (given instanceof Boolean) {
            metatable = lua.state.newTable();
            proxies.put(metatable, true);
        } else {
            metatable = lua.state.metatable(given);
            if (metatable == null || proxies.get(metatable) == null) {
                throw lua.argumentError(1, "boolean or proxy expected");
            }
        }
        return lua.returns(LuaUserdata.full(metatable));
    }

    // ---- raw access and going through

    private static int rawEqual(LuaThread lua) {
        lua.checkAny(1);
        lua.checkAny(2);
        return lua.returns(LuaState.rawEquals(lua.argument(1), lua.argument(2)));
    }

    private static int rawGet(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        lua.checkAny(2);
        return lua.returns(table.get(lua.argument(2)));
    }

    private static int rawSet(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        lua.checkAny(2);
        lua.checkAny(3);
        if (table.isReadOnly()) {
            throw ErrorText.runError(lua, Access.READ_ONLY);
        }
        table.put(Access.checkKey(lua, lua.argument(2)), lua.argument(3));
        return lua.returns(table);
    }

    private static int next(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        int cursor = table.cursorOf(lua.argument(2));
        if (cursor == LuaTable.UNKNOWN) {
            throw ErrorText.runError(lua, "invalid key to 'next'");
        }
        cursor = table.next(cursor);
        return cursor < 0 ? lua.returns(null) : lua.returns(table.keyAt(cursor), table.valueAtCursor(cursor));
    }

    private static int iterator(LuaThread lua, LuaBuiltin step, @Nullable Object start) {
        LuaTable table = lua.checkTable(1);
        lua.push(step);
        lua.push(table);
        lua.push(start);
        return 3;
    }

    private static int ipairsStep(LuaThread lua) {
        int index = lua.checkInt(2) + 1;
        Object value = lua.checkTable(1).get(index);
        if (value == null) {
            return 0;
        }
        lua.push((double) index);
        lua.push(value);
        return 2;
    }

    private static int select(LuaThread lua) {
        int count = lua.count();
        if (lua.argument(1) instanceof LuaString string && string.length() > 0 && string.at(0) == '#') {
            return lua.returns((double) (count - 1));
        }
        int n = lua.checkInt(1);
        if (n < 0) {
            n = count + n;
        } else if (n > count) {
            n = count;
        }
        if (n < 1) {
            throw lua.argumentError(1, "index out of range");
        }
        return count - n;
    }

    private static int unpack(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        int from = lua.optInt(2, 1);
        int to = lua.isPresent(3) ? lua.checkInt(3) : table.length();
        if (from > to) {
            return 0;
        }
        int count = to - from + 1;
        if (count <= 0 || !lua.hasRoom(count)) {
            throw lua.error("too many results to unpack");
        }
        lua.ensure(count);
        for (int i = 0; i < count; i++) {
            lua.set(lua.top++, table.get(from + i));
        }
        return count;
    }

    // ---- conversions

    private static int type(LuaThread lua) {
        lua.checkAny(1);
        return lua.returns(LuaString.of(LuaState.typeName(lua.argument(1))));
    }

    private static int toNumber(LuaThread lua) {
        int base = lua.optInt(2, 10);
        if (base == 10) {
            lua.checkAny(1);
            return lua.returns(Arithmetic.toNumber(lua.argument(1)));
        }
        LuaString text = lua.checkString(1);
        if (base < 2 || base > 36) {
            throw lua.argumentError(2, "base out of range");
        }
        return lua.returns(Numbers.parseInBase(text, base));
    }

    private static int toText(LuaThread lua) {
        lua.checkAny(1);
        Object value = lua.argument(1);
        LuaTable metatable = lua.state.metatable(value);
        Object handler = metatable == null ? null : metatable.get(TOSTRING);
        return lua.returns(handler != null ? lua.call(handler, value) : LuaState.toText(value));
    }

    // ---- memory

    private static int collectGarbage(LuaThread lua) {
        String option = lua.optString(1, LuaString.of("collect")).toString();
        switch (option) {
            case "count":
                return lua.returns(lua.state.memoryUsed() / 1024.0);
            case "step":
                return lua.returns(Boolean.TRUE);
            case "setpause", "setstepmul":
                return lua.returns(200.0);
            case "collect", "stop", "restart":
                return lua.returns(0.0);
            default:
                throw lua.argumentError(1, "invalid option '" + option + "'");
        }
    }
}
