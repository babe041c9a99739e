package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/** The functions of {@code table}. */
public final class TableLibrary extends LuaLibrary {
    private static final String[] NAMES = {
        "concat", "foreach", "foreachi", "getn", "maxn", "insert", "remove", "setn", "sort"
    };

    private TableLibrary() {}

    /** Puts {@code table} into the globals. */
    public static void install(LuaState state) {
        LuaTable table = state.newTable(0, NAMES.length);
        new TableLibrary().register(state, table, NAMES);
        state.globals().put("table", table);
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return switch (number) {
            case 0 -> concat(lua);
            case 1 -> forEach(lua);
            case 2 -> forEachIndex(lua);
            case 3 -> lua.returns((double) lua.checkTable(1).length());
            case 4 -> largestKey(lua);
            case 5 -> insert(lua);
            case 6 -> remove(lua);
            case 7 -> setLength(lua);
            default -> sort(lua);
        };
    }

    /** Sets an element as C's lua_rawseti does, which heeds the read-only mark. */
    static void set(LuaThread lua, LuaTable table, int index, @Nullable Object value) {
        if (table.isReadOnly()) {
            throw ErrorText.runError(lua, Access.READ_ONLY);
        }
        table.put(index, value);
    }

    // ---- joining

    private static int concat(LuaThread lua) {
        LuaString separator = lua.optString(2, LuaString.EMPTY);
        LuaTable table = lua.checkTable(1);
        int i = lua.optInt(3, 1);
        int last = lua.isPresent(4) ? lua.checkInt(4) : table.length();
        ByteSink out = new ByteSink(lua.state);
        for (; i < last; i++) {
            append(lua, table, i, out);
            out.add(separator);
        }
        if (i == last) {
            append(lua, table, i, out);
        }
        return lua.returns(out.string());
    }

    private static void append(LuaThread lua, LuaTable table, int index, ByteSink out) {
        Object value = table.get(index);
        LuaString text;
        if (value instanceof LuaString string) {
            text = string;
        } else if (value instanceof Double number) {
            text = Numbers.format(number);
        } else {
            throw lua.error(
                    "invalid value (" + LuaState.typeName(value) + ") at index " + index + " in table for 'concat'");
        }
        lua.state.work(1);
        out.add(text);
    }

    // ---- going through

    private static int forEach(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        LuaFunction function = lua.checkFunction(2);
        Object key = null;
        while (true) {
            int cursor = table.cursorOf(key);
            if (cursor == LuaTable.UNKNOWN) {
                throw ErrorText.runError(lua, "invalid key to 'next'");
            }
            cursor = table.next(cursor);
            if (cursor < 0) {
                return 0;
            }
            key = table.keyAt(cursor);
            Object result = lua.call(function, key, table.valueAtCursor(cursor));
            if (result != null) {
                return lua.returns(result);
            }
        }
    }

    private static int forEachIndex(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        int count = table.length();
        LuaFunction function = lua.checkFunction(2);
        for (int i = 1; i <= count; i++) {
            Object result = lua.call(function, (double) i, table.get(i));
            if (result != null) {
                return lua.returns(result);
            }
        }
        return 0;
    }

    private static int largestKey(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        double largest = 0;
        for (int cursor = table.next(-1); cursor >= 0; cursor = table.next(cursor)) {
            if (table.keyAt(cursor) instanceof Double number && number > largest) {
                largest = number;
            }
        }
        return lua.returns(largest);
    }

    // ---- elements

    private static int insert(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        int end = table.length() + 1;
        int position;
        switch (lua.count()) {
            case 2 -> position = end;
            case 3 -> {
                position = lua.checkInt(2);
                for (int i = Math.max(position, end); i > position; i--) {
                    lua.state.work(1);
                    set(lua, table, i, table.get(i - 1));
                }
            }
            default -> throw lua.error("wrong number of arguments to 'insert'");
        }
        set(lua, table, position, lua.argument(lua.count()));
        return 0;
    }

    private static int remove(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        int end = table.length();
        int position = lua.optInt(2, end);
        if (position < 1 || position > end) {
            return 0;
        }
        Object removed = table.get(position);
        for (int i = position; i < end; i++) {
            lua.state.work(1);
            set(lua, table, i, table.get(i + 1));
        }
        set(lua, table, end, null);
        return lua.returns(removed);
    }

    private static int setLength(LuaThread lua) {
        lua.checkTable(1);
        throw lua.error("'setn' is obsolete");
    }

    private static int sort(LuaThread lua) {
        LuaTable table = lua.checkTable(1);
        int count = table.length();
        LuaFunction order = lua.isPresent(2) ? lua.checkFunction(2) : null;
        new Sorter(lua, table, order).sort(1, count);
        return 0;
    }
}
