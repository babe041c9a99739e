package io.rqkit.fakeredis.internal.lua;

import static io.rqkit.fakeredis.internal.lua.Opcode.BIT_RK;

import org.jspecify.annotations.Nullable;

/** Reading and writing fields, with metatables. */
final class Access {
    private static final int MAX_CHAIN = 100;
    static final String READ_ONLY = "Attempt to modify a readonly table";

    private Access() {}

    /** Runs {@code GETTABLE} or {@code SELF} in its general form. */
    static void indexRegister(LuaThread lua, Prototype p, int i, int to) {
        int b = Opcode.b(i);
        index(lua, lua.get(lua.base + b), b, operand(lua, p, Opcode.c(i)), to);
    }

    static @Nullable Object operand(LuaThread lua, Prototype p, int rk) {
        return rk < BIT_RK ? lua.get(lua.base + rk) : p.constants[rk & ~BIT_RK];
    }

    /**
     * Reads a field into a slot.
     *
     * @param register where the running function has the value that is indexed, or -1
     */
    static void index(LuaThread lua, @Nullable Object indexed, int register, @Nullable Object key, int to) {
        Object value = indexed;
        for (int loop = 0; loop < MAX_CHAIN; loop++) {
            Object handler;
            if (value instanceof LuaTable table) {
                Object found = table.get(key);
                LuaTable metatable = table.metatable;
                if (found != null || metatable == null) {
                    lua.set(to, found);
                    return;
                }
                handler = metatable.event(Metatables.INDEX);
                if (handler == null) {
                    lua.set(to, null);
                    return;
                }
            } else {
                handler = lua.state.handler(value, Metatables.INDEX);
                if (handler == null) {
                    throw ErrorText.typeError(lua, value, loop == 0 ? register : -1, "index");
                }
            }
            if (handler instanceof LuaFunction) {
                Operations.callHandler(lua, to, handler, value, key);
                return;
            }
            value = handler;
        }
        throw ErrorText.runError(lua, "loop in gettable");
    }

    /** Runs {@code SETTABLE}. */
    static void setRegister(LuaThread lua, Prototype p, int i, int a) {
        Object indexed = lua.slots[a];
        int b = Opcode.b(i);
        Object value = operand(lua, p, Opcode.c(i));
        if (indexed instanceof LuaTable table && !table.isReadOnly() && value != null) {
            if (b >= BIT_RK) {
                if (p.constants[b & ~BIT_RK] instanceof LuaString key && table.replace(key, value)) {
                    return;
                }
            } else if (lua.slots[lua.base + b] == ValueStack.NUMBER) {
                double key = lua.numbers[lua.base + b];
                if (table.replace(key, value)) {
                    return;
                }
                if (table.metatable == null && !Double.isNaN(key)) {
                    table.setAt(table.slot(key), value);
                    return;
                }
            }
        }
        setIndex(lua, lua.get(a), a - lua.base, operand(lua, p, b), value);
    }

    /** Writes a field; the other parameters are those of {@link #index}. */
    static void setIndex(
            LuaThread lua, @Nullable Object indexed, int register, @Nullable Object key, @Nullable Object value) {
        Object target = indexed;
        for (int loop = 0; loop < MAX_CHAIN; loop++) {
            Object handler;
            if (target instanceof LuaTable table) {
                if (table.isReadOnly()) {
                    throw ErrorText.runError(lua, READ_ONLY);
                }
                // the place is made even when a metamethod then takes the value, as in C
                int slot = table.slot(checkKey(lua, key));
                LuaTable metatable = table.metatable;
                handler =
                        table.valueAt(slot) != null || metatable == null ? null : metatable.event(Metatables.NEWINDEX);
                if (handler == null) {
                    table.setAt(slot, value);
                    return;
                }
            } else {
                handler = lua.state.handler(target, Metatables.NEWINDEX);
                if (handler == null) {
                    throw ErrorText.typeError(lua, target, loop == 0 ? register : -1, "index");
                }
            }
            if (handler instanceof LuaFunction) {
                callSetter(lua, handler, target, key, value);
                return;
            }
            target = handler;
        }
        throw ErrorText.runError(lua, "loop in settable");
    }

    /** Refuses nil and NaN as keys. */
    static Object checkKey(LuaThread lua, @Nullable Object key) {
        if (key == null) {
            throw ErrorText.runError(lua, "table index is nil");
        }
        if (key instanceof Double number && Double.isNaN(number)) {
            throw ErrorText.runError(lua, "table index is NaN");
        }
        return key;
    }

    private static void callSetter(
            LuaThread lua, Object handler, @Nullable Object target, @Nullable Object key, @Nullable Object value) {
        int slot = lua.top;
        lua.ensure(4);
        lua.set(slot, handler);
        lua.set(slot + 1, target);
        lua.set(slot + 2, key);
        lua.set(slot + 3, value);
        lua.top = slot + 4;
        lua.call(slot, 0);
    }

    /** Runs {@code SETLIST}: stores the registers above a table as its next elements. */
    static void setList(LuaThread lua, int a, int given, int batch) {
        int count = given;
        if (count == 0) {
            count = lua.top - a - 1;
            lua.top = lua.frame.top;
        }
        LuaTable table = (LuaTable) lua.slots[a];
        if (table == null) {
            throw new IllegalStateException("no table");
        }
        int last = (batch - 1) * Opcode.FIELDS_PER_FLUSH + count;
        table.ensureArray(last);
        for (int n = count; n > 0; n--) {
            table.put(last--, lua.get(a + n));
        }
    }
}
