package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaLibrary;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;

/** JSON: the library {@code cjson}, as <a href="https://kyne.au/~mark/software/lua-cjson-manual.html">lua-cjson 2.1.0</a>. */
public final class JsonLibrary extends LuaLibrary {
    private static final int ENCODE = 0;
    private static final int DECODE = 1;
    private static final int SPARSE_ARRAY = 2;
    private static final int ENCODE_MAX_DEPTH = 3;
    private static final int DECODE_MAX_DEPTH = 4;
    private static final int NUMBER_PRECISION = 5;
    private static final int KEEP_BUFFER = 6;
    private static final int ENCODE_INVALID = 7;
    private static final int DECODE_INVALID = 8;
    private static final int MAX_PRECISION = 14;

    private final LuaState state;
    private final JsonConfig config = new JsonConfig();

    private JsonLibrary(LuaState state) {
        this.state = state;
    }

    /** Makes the library's table, with settings of its own. */
    public static LuaTable create(LuaState state) {
        LuaTable table = state.newTable();
        new JsonLibrary(state)
                .register(
                        state,
                        table,
                        "encode",
                        "decode",
                        "encode_sparse_array",
                        "encode_max_depth",
                        "decode_max_depth",
                        "encode_number_precision",
                        "encode_keep_buffer",
                        "encode_invalid_numbers",
                        "decode_invalid_numbers",
                        "new");
        table.put("null", JsonConfig.NULL);
        table.put("_NAME", LuaString.of("cjson"));
        table.put("_VERSION", LuaString.of("2.1.0"));
        return table;
    }

    @Override
    protected int call(LuaThread lua, int number) {
        switch (number) {
            case ENCODE -> lua.push(encode(lua));
            case DECODE -> lua.push(decode(lua));
            case SPARSE_ARRAY -> {
                return sparseArray(lua);
            }
            case ENCODE_MAX_DEPTH -> config.encodeMaxDepth = depth(lua, config.encodeMaxDepth);
            case DECODE_MAX_DEPTH -> config.decodeMaxDepth = depth(lua, config.decodeMaxDepth);
            case NUMBER_PRECISION -> precision(lua);
            case KEEP_BUFFER -> keepBuffer(lua);
            case ENCODE_INVALID -> encodeInvalid(lua);
            case DECODE_INVALID -> decodeInvalid(lua);
            default -> lua.push(create(state));
        }
        return 1;
    }

    private LuaString encode(LuaThread lua) {
        requireOne(lua);
        return new JsonEncoder(lua, config).encode(lua.argument(1));
    }

    private Object decode(LuaThread lua) {
        requireOne(lua);
        LuaString text = lua.checkString(1);
        if (text.length() >= 2 && (text.at(0) == 0 || text.at(1) == 0)) {
            throw lua.error("JSON parser does not support UTF-16 or UTF-32");
        }
        return new JsonDecoder(lua, config, text).decode();
    }

    private static void requireOne(LuaThread lua) {
        if (lua.count() != 1) {
            throw lua.argumentError(1, "expected 1 argument");
        }
    }

    private static void requireAtMost(LuaThread lua, int count) {
        if (lua.count() > count) {
            throw lua.argumentError(count + 1, "found too many arguments");
        }
    }

    private int sparseArray(LuaThread lua) {
        requireAtMost(lua, 3);
        config.sparseConvert = flag(lua, config.sparseConvert);
        config.sparseRatio = integer(lua, 2, config.sparseRatio, 0, Integer.MAX_VALUE);
        config.sparseSafe = integer(lua, 3, config.sparseSafe, 0, Integer.MAX_VALUE);
        lua.push(config.sparseConvert);
        lua.push((double) config.sparseRatio);
        lua.push((double) config.sparseSafe);
        return 3;
    }

    private static int depth(LuaThread lua, int before) {
        requireAtMost(lua, 1);
        int depth = integer(lua, 1, before, 1, Integer.MAX_VALUE);
        lua.push((double) depth);
        return depth;
    }

    private void precision(LuaThread lua) {
        requireAtMost(lua, 1);
        config.precision = integer(lua, 1, config.precision, 1, MAX_PRECISION);
        lua.push((double) config.precision);
    }

    private void keepBuffer(LuaThread lua) {
        requireAtMost(lua, 1);
        config.keepBuffer = flag(lua, config.keepBuffer);
        lua.push(config.keepBuffer);
    }

    private void decodeInvalid(LuaThread lua) {
        requireAtMost(lua, 1);
        config.decodeInvalid = flag(lua, config.decodeInvalid);
        lua.push(config.decodeInvalid);
    }

    private void encodeInvalid(LuaThread lua) {
        requireAtMost(lua, 1);
        Object wanted = lua.argument(1);
        if (wanted instanceof Boolean on) {
            config.encodeInvalid = on ? JsonConfig.InvalidNumbers.ON : JsonConfig.InvalidNumbers.OFF;
        } else if (wanted != null) {
            config.encodeInvalid = JsonConfig.InvalidNumbers.values()[option(lua, "off", "on", "null")];
        }
        lua.push(
                config.encodeInvalid == JsonConfig.InvalidNumbers.NULL
                        ? LuaString.of("null")
                        : Boolean.valueOf(config.encodeInvalid == JsonConfig.InvalidNumbers.ON));
    }

    /** Reads the first argument as true, false, "on" or "off"; nil leaves the setting as it is. */
    private static boolean flag(LuaThread lua, boolean before) {
        Object wanted = lua.argument(1);
        if (wanted == null) {
            return before;
        }
        return wanted instanceof Boolean on ? on : option(lua, "off", "on") == 1;
    }

    private static int option(LuaThread lua, String... names) {
        String given = lua.checkString(1).toString();
        int nul = given.indexOf(0);
        String name = nul < 0 ? given : given.substring(0, nul);
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        throw lua.argumentError(1, "invalid option '" + name + "'");
    }

    /** Nil leaves the setting as it is; an error names the first argument whichever it is, as lua-cjson does. */
    private static int integer(LuaThread lua, int index, int before, int min, int max) {
        if (lua.argument(index) == null) {
            return before;
        }
        int value = lua.checkInt(index);
        if (value < min || value > max) {
            throw lua.argumentError(1, "expected integer between " + min + " and " + max);
        }
        return value;
    }
}
