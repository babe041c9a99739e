package io.rqkit.fakeredis.internal.lua;

/** A function, written in Lua or in Java. */
public abstract sealed class LuaFunction permits LuaClosure, LuaBuiltin {
    /** The table that globals are looked up in. */
    LuaTable environment;

    /** The round of {@link MemoryMeter} that saw this function last. */
    int markedIn;

    LuaFunction(LuaTable environment) {
        this.environment = environment;
    }

    /** Returns the table that globals are looked up in. */
    public final LuaTable environment() {
        return environment;
    }

    /** Gives the function another table of globals. */
    public final void environment(LuaTable table) {
        environment = table;
    }
}
