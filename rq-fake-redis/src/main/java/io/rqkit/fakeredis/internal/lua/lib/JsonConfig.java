package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaUserdata;

/** The settings of one copy of the library {@code cjson}. */
final class JsonConfig {
    /** How JSON's null appears in Lua, where a table can't hold nil. */
    static final LuaUserdata NULL = LuaUserdata.light(0);

    /** How much of Lua's stack C may use: where a nesting ends that no setting ends before. */
    static final int MAX_STACK = 8000;

    private static final int DEPTH = 1000;
    boolean sparseConvert;
    int sparseRatio = 2;
    int sparseSafe = 10;
    int encodeMaxDepth = DEPTH;
    int decodeMaxDepth = DEPTH;
    int precision = 14;
    boolean keepBuffer = true;
    InvalidNumbers encodeInvalid = InvalidNumbers.OFF;
    boolean decodeInvalid = true;

    /** What becomes of numbers that JSON can't express. */
    enum InvalidNumbers {
        OFF,
        ON,
        NULL
    }
}
