package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaLibrary;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;

/** MessagePack: the library {@code cmsgpack}, as <a href="https://github.com/antirez/lua-cmsgpack">0.4.0</a>. */
public final class MessagePackLibrary extends LuaLibrary {
    private static final int PACK = 0;
    private static final int UNPACK = 1;
    private static final int UNPACK_ONE = 2;

    private MessagePackLibrary() {}

    /** Makes the library's table. */
    public static LuaTable create(LuaState state) {
        LuaTable table = state.newTable();
        new MessagePackLibrary().register(state, table, "pack", "unpack", "unpack_one", "unpack_limit");
        table.put("_NAME", LuaString.of("cmsgpack"));
        table.put("_VERSION", LuaString.of("lua-cmsgpack 0.4.0"));
        table.put("_COPYRIGHT", LuaString.of("Copyright (C) 2012, Salvatore Sanfilippo"));
        table.put("_DESCRIPTION", LuaString.of("MessagePack C implementation for Lua"));
        return table;
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return switch (number) {
            case PACK -> pack(lua);
            case UNPACK -> unpack(lua, 0, 0);
            case UNPACK_ONE -> unpack(lua, 1, lua.optLong(2, 0));
            default -> unpack(lua, lua.checkLong(2), lua.optLong(3, 0));
        };
    }

    private static int pack(LuaThread lua) {
        if (lua.count() == 0) {
            throw lua.argumentError(0, "MessagePack pack needs input.");
        }
        MessagePacker packer = new MessagePacker();
        for (int i = 1; i <= lua.count(); i++) {
            packer.pack(lua.argument(i), 0);
        }
        return lua.returns(packer.result());
    }

    private static int unpack(LuaThread lua, long limit, long offset) {
        LuaString text = lua.checkString(1);
        boolean all = limit == 0 && offset == 0;
        if (offset < 0 || limit < 0) {
            throw lua.error("Invalid request to unpack with offset of " + (int) offset + " and limit of "
                    + text.length() + ".");
        }
        if (offset > text.length()) {
            throw lua.error("Start offset " + (int) offset + " greater than input length " + text.length() + ".");
        }
        MessageUnpacker unpacker = new MessageUnpacker(lua, text, (int) offset, all ? lua.count() : 1);
        Object[] values = unpacker.unpack(all ? Integer.MAX_VALUE : limit);
        if (!all) {
            lua.push((double) unpacker.offsetOfRest());
        }
        for (Object value : values) {
            lua.push(value);
        }
        return values.length + (all ? 0 : 1);
    }
}
