package io.rqkit.fakeredis.internal.lua;

/** The events that a metatable can handle, by number and by the name of their field. */
final class Metatables {
    static final int INDEX = 0;
    static final int NEWINDEX = 1;
    static final int EQ = 4;
    static final int ADD = 5;
    static final int UNM = 11;
    static final int LEN = 12;
    static final int LT = 13;
    static final int LE = 14;
    static final int CONCAT = 15;
    static final int CALL = 16;

    private static final LuaString[] NAMES = {
        LuaString.of("__index"),
        LuaString.of("__newindex"),
        LuaString.of("__gc"),
        LuaString.of("__mode"),
        LuaString.of("__eq"),
        LuaString.of("__add"),
        LuaString.of("__sub"),
        LuaString.of("__mul"),
        LuaString.of("__div"),
        LuaString.of("__mod"),
        LuaString.of("__pow"),
        LuaString.of("__unm"),
        LuaString.of("__len"),
        LuaString.of("__lt"),
        LuaString.of("__le"),
        LuaString.of("__concat"),
        LuaString.of("__call")
    };

    private Metatables() {}

    static LuaString name(int event) {
        return NAMES[event];
    }
}
