package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * A call in progress, as {@code debug.getinfo} tells of it.
 *
 * @param what {@code Lua}, {@code C}, {@code main} or {@code tail}
 * @param source the chunk's name as given to the compiler
 * @param displayName the chunk's name as error texts show it
 * @param line the line it is at, or -1
 * @param name what the caller calls it, or null
 * @param function the function, or null for a lost tail call
 */
public record LuaCall(
        String what,
        String source,
        String displayName,
        int line,
        @Nullable String name,
        @Nullable LuaFunction function) {
    static final LuaCall TAIL = new LuaCall("tail", "=(tail call)", "(tail call)", -1, null, null);

    static LuaCall of(LuaThread lua, int level) {
        CallFrame frame = lua.frame(level);
        String name = ErrorText.calledAs(lua, level, true);
        LuaClosure closure = frame.closure;
        if (closure == null) {
            return new LuaCall("C", "=[C]", "[C]", -1, name, frame.function);
        }
        LuaString source = closure.prototype.source;
        return new LuaCall(
                closure.prototype.lineDefined == 0 ? "main" : "Lua",
                source.toString(),
                ChunkName.display(source, ChunkName.SIZE),
                ErrorText.line(frame),
                name,
                closure);
    }
}
