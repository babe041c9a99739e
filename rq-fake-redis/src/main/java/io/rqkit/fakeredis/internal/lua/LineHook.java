package io.rqkit.fakeredis.internal.lua;

/** Hears of each statement that runs in chunks compiled by {@link LuaCompiler#compileForLines}. */
public interface LineHook {
    /** A statement is about to run. */
    void line(Prototype function, int line);
}
