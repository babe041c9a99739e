package io.rqkit.fakeredis.internal.lua;

/** Compiles the text of a chunk to code that any number of states can run. */
public final class LuaCompiler {
    private LuaCompiler() {}

    /**
     * Compiles a chunk.
     *
     * @param source the chunk's name: {@code @name} or {@code =name} shows as it is in error texts, anything else as
     *     {@code [string "…"]}
     * @throws LuaError of kind SYNTAX, its value the text with position, if it is not Lua
     */
    public static Prototype compile(byte[] text, LuaString source) {
        return compile(text, source, 0, false);
    }

    /** Compiles a chunk so that a {@link LineHook} hears of each statement. */
    public static Prototype compileForLines(byte[] text, LuaString source) {
        return compile(text, source, 0, true);
    }

    static Prototype compile(byte[] text, LuaString source, int levels, boolean withLines) {
        return new Parser(text, source, levels, withLines).parse();
    }
}
