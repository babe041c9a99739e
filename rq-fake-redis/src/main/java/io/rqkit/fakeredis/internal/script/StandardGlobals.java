package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.lua.BaseLibrary;
import io.rqkit.fakeredis.internal.lua.CoroutineLibrary;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.MathLibrary;
import io.rqkit.fakeredis.internal.lua.StringLibrary;
import io.rqkit.fakeredis.internal.lua.TableLibrary;

/** Lua's own globals, as far as Redis lets scripts have them, and their protection. */
final class StandardGlobals {
    /** Redis never has these; the last three are gone where distributions have patched it. */
    private static final String[] NEVER = {"dofile", "loadfile", "print", "require", "module", "debug", "os", "io"};

    private static final String[] NOT_HARDENED = {"getfenv", "setfenv", "newproxy"};

    private StandardGlobals() {}

    static void install(LuaState state, boolean hardened) {
        BaseLibrary.install(state);
        CoroutineLibrary.install(state);
        TableLibrary.install(state);
        StringLibrary.install(state);
        MathLibrary.install(state);
        LuaTable globals = state.globals();
        for (String name : NEVER) {
            globals.put(name, null);
        }
        if (hardened) {
            for (String name : NOT_HARDENED) {
                globals.put(name, null);
            }
        }
        LuaTable strings = state.stringMetatable();
        if (hardened && strings != null) {
            protect(state, strings);
        }
    }

    /** Keeps scripts from changing a table, and all tables that it leads to. */
    static void protect(LuaState state, LuaTable table) {
        if (table.isReadOnly()) {
            return;
        }
        table.readOnly(true);
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            if (table.valueAtCursor(cursor) instanceof LuaTable inner) {
                protect(state, inner);
            }
        }
        LuaTable metatable = table.metatable();
        if (metatable != null) {
            protect(state, metatable);
        }
    }
}
