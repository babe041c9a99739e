package io.rqkit.fakeredis.internal.lua.lib;

import io.rqkit.fakeredis.internal.lua.LuaError;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads MessagePack, with the nesting on a stack of its own. */
final class MessageUnpacker {
    private static final int MAX_STACK = 8000;
    private final LuaThread lua;
    private final LuaString text;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    /** How much of its stack the library in C would use. */
    private int slots;

    MessageUnpacker(LuaThread lua, LuaString text, int from, int slots) {
        this.lua = lua;
        this.text = text;
        this.at = from;
        this.slots = slots;
    }

    /** An array or map that is being read. */
    private static final class Open {
        final LuaTable table;
        final boolean array;
        long left;
        int index;
        boolean hasKey;

        @Nullable
        Object key;

        Open(LuaTable table, boolean array, long count) {
            this.table = table;
            this.array = array;
            this.left = count;
        }

        /** Returns the slots that an item uses beside the table: an array's index, or the key that waits for a value. */
        int beside() {
            return array || hasKey ? 1 : 0;
        }
    }

    @Nullable
    Object[] unpack(long limit) {
        List<@Nullable Object> values = new ArrayList<>();
        while (at < text.length() && values.size() < limit) {
            values.add(one());
            slots++;
        }
        return values.toArray();
    }

    /** Returns where the next call is to begin, -1 when everything has been read. */
    int offsetOfRest() {
        return at == text.length() ? -1 : at;
    }

    private @Nullable Object one() {
        @Nullable Object[] value = new @Nullable Object[1];
        boolean complete = item(value);
        while (!complete || !open.isEmpty()) {
            if (complete) {
                Open current = open.element();
                slots -= current.beside();
                add(current, value[0]);
                complete = false;
            }
            Open current = open.element();
            if (current.left == 0) {
                open.pop();
                slots--;
                value[0] = current.table;
                complete = true;
            } else {
                slots += current.beside();
                complete = item(value);
            }
        }
        return value[0];
    }

    private static void add(Open current, @Nullable Object value) {
        if (current.array) {
            current.table.put(++current.index, value);
            current.left--;
        } else if (!current.hasKey) {
            current.key = value;
            current.hasKey = true;
        } else {
            put(current.table, current.key, value);
            current.hasKey = false;
            current.left--;
        }
    }

    private static void put(LuaTable table, @Nullable Object key, @Nullable Object value) {
        if (key == null) {
            throw new LuaError(LuaString.of("table index is nil"));
        }
        if (key instanceof Double number && number.isNaN()) {
            throw new LuaError(LuaString.of("table index is NaN"));
        }
        table.put(key, value);
    }

    private void requireStack(String where) {
        if (slots + 1 > MAX_STACK) {
            throw lua.error("stack overflow (" + where + ")");
        }
    }

    private void require(long bytes) {
        if (text.length() - at < bytes) {
            throw lua.error("Missing bytes in input.");
        }
    }

    /** Reads an item into {@code value}; false when it is an array or map, of which the items follow. */
    private boolean item(@Nullable Object[] value) {
        require(1);
        requireStack("too many return values at once; use unpack_one or unpack_limit instead.");
        int type = text.at(at);
        if (type <= 0x7f || type >= 0xe0) {
            at++;
            value[0] = (double) (byte) type;
        } else if (type < 0x90) {
            return begin(false, type & 0xf, 1);
        } else if (type < 0xa0) {
            return begin(true, type & 0xf, 1);
        } else if (type < 0xc0) {
            value[0] = string(1, type & 0x1f);
        } else {
            return longItem(type, value);
        }
        return true;
    }

    private boolean longItem(int type, @Nullable Object[] value) {
        switch (type) {
            case 0xc0, 0xc2, 0xc3 -> {
                at++;
                value[0] = type == 0xc0 ? null : (Object) (type == 0xc3);
            }
            case 0xca -> value[0] = (double) Float.intBitsToFloat((int) unsigned(1, 4));
            case 0xcb -> value[0] = Double.longBitsToDouble(unsigned(1, 8));
            case 0xcc, 0xcd, 0xce, 0xcf -> value[0] = (double) unsigned(1, 1 << (type - 0xcc));
            case 0xd0 -> value[0] = (double) (byte) unsigned(1, 1);
            case 0xd1 -> value[0] = (double) (short) unsigned(1, 2);
            case 0xd2 -> value[0] = (double) (int) unsigned(1, 4);
            case 0xd3 -> value[0] = (double) unsigned(1, 8);
            case 0xd9, 0xda, 0xdb -> {
                int size = 1 << (type - 0xd9);
                long length = unsigned(1, size);
                value[0] = string(0, length);
            }
            case 0xdc, 0xdd -> {
                return begin(true, unsigned(1, type == 0xdc ? 2 : 4), 0);
            }
            case 0xde, 0xdf -> {
                return begin(false, unsigned(1, type == 0xde ? 2 : 4), 0);
            }
            default -> throw lua.error("Bad data format in input.");
        }
        return true;
    }

    /** Reads a number of so many bytes after {@code skipped} ones; one of eight is a signed one to Lua. */
    private long unsigned(int skipped, int bytes) {
        require(skipped + bytes);
        at += skipped;
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | text.at(at++);
        }
        return number;
    }

    private LuaString string(int skipped, long length) {
        require(skipped + length);
        at += skipped;
        LuaString string = LuaString.copy(text.bytes(), at, (int) (at + length));
        at += (int) length;
        return string;
    }

    private boolean begin(boolean array, long count, int skipped) {
        at += skipped;
        slots++;
        if (array) {
            requireStack("in function mp_decode_to_lua_array");
        }
        open.push(new Open(lua.state().newTable(), array, count));
        return false;
    }
}
