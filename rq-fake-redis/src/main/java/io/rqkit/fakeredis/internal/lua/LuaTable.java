package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * A table laid out as in Lua 5.1: an array part for keys from 1 on, and a hash part of chained nodes whose collisions go to
 * the last free node. The order of {@code next} and the border that {@code #} finds follow from this layout.
 *
 * <p>Values are null for nil, {@link Boolean}, {@link Double}, {@link LuaString}, {@link LuaTable}, {@link LuaFunction},
 * {@link LuaUserdata} and {@link LuaThread}. All access here is raw; nothing asks a metatable or the read-only mark.
 */
public final class LuaTable extends TableLayout {
    /** What {@link #cursorOf} returns for a key that was never there. */
    static final int UNKNOWN = -2;

    @Nullable
    LuaTable metatable;

    private boolean readOnly;

    /** The round of {@link MemoryMeter} that saw this table last. */
    int markedIn;

    LuaTable(MemoryMeter meter, int arraySize, int hashSize) {
        super(meter, arraySize, hashSize);
    }

    // ---- reading

    /** Returns the value of a key, or null for nil. */
    public @Nullable Object get(@Nullable Object key) {
        if (key instanceof LuaString string) {
            return get(string);
        }
        if (key instanceof Double number) {
            return get(number.doubleValue());
        }
        if (key == null || keys.length == 0) {
            return null;
        }
        int node = findNode(key);
        return node < 0 ? null : values[node];
    }

    /** Returns the value of a string key, or null for nil. */
    public @Nullable Object get(LuaString key) {
        @Nullable Object[] all = keys;
        if (all.length == 0) {
            return null;
        }
        int node = key.luaHash() & all.length - 1;
        do {
            Object found = all[node];
            if (found == key || found instanceof LuaString string && string.same(key)) {
                return values[node];
            }
            node = links[node];
        } while (node >= 0);
        return null;
    }

    /** Returns the value of a number key, or null for nil. */
    public @Nullable Object get(double key) {
        int index = (int) key;
        if (index == key) {
            return get(index);
        }
        if (keys.length == 0) {
            return null;
        }
        int node = findNumber(key);
        return node < 0 ? null : values[node];
    }

    /** Returns the value of an integer key, or null for nil. */
    public @Nullable Object get(int key) {
        int index = key - 1;
        if (index >= 0 && index < array.length) {
            return array[index];
        }
        if (keys.length == 0) {
            return null;
        }
        int node = findNumber(key);
        return node < 0 ? null : values[node];
    }

    /** Returns the value of a string key, one char a byte. */
    public @Nullable Object get(String key) {
        return get(LuaString.of(key));
    }

    /** Returns a border: {@code n} with a value at {@code n} and none at {@code n + 1}, as {@code #} finds it. */
    public int length() {
        int high = array.length;
        if (high > 0 && array[high - 1] == null) {
            int low = 0;
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (array[middle - 1] == null) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return low;
        }
        return keys.length == 0 ? high : unboundSearch(high);
    }

    private int unboundSearch(int start) {
        int low = start;
        long high = start + 1L;
        while (get((double) high) != null) {
            low = (int) high;
            high *= 2;
            if (high > Integer.MAX_VALUE) {
                // made for mischief: go one by one
                int i = 1;
                while (get(i) != null) {
                    i++;
                }
                return i - 1;
            }
        }
        while (high - low > 1) {
            int middle = (int) ((low + high) / 2);
            if (get(middle) == null) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    // ---- writing

    /** Sets the value of a key; null stores nil, which leaves the key's place until the next rehash. */
    public void put(Object key, @Nullable Object value) {
        setAt(slot(key), value);
    }

    /** Sets the value of an integer key. */
    public void put(int key, @Nullable Object value) {
        int index = key - 1;
        if (index >= 0 && index < array.length) {
            array[index] = value;
        } else {
            setAt(slot((double) key), value);
        }
    }

    /** Sets the value of a string key, one char a byte. */
    public void put(String key, @Nullable Object value) {
        put(LuaString.of(key), value);
    }

    /** Overwrites the value of a string key that has one; says whether it had. */
    boolean replace(LuaString key, Object value) {
        @Nullable Object[] all = keys;
        if (all.length == 0) {
            return false;
        }
        int node = key.luaHash() & all.length - 1;
        do {
            Object found = all[node];
            if (found == key || found instanceof LuaString string && string.same(key)) {
                if (values[node] == null) {
                    return false;
                }
                values[node] = value;
                absentEvents = 0;
                return true;
            }
            node = links[node];
        } while (node >= 0);
        return false;
    }

    /** Overwrites the value of an index that has one and lies in the array part; says whether it did. */
    boolean replace(double key, Object value) {
        int index = (int) key;
        if (index == key && index > 0 && index <= array.length && array[index - 1] != null) {
            array[index - 1] = value;
            return true;
        }
        return false;
    }

    /** Grows the array part to a size at once. */
    void ensureArray(int size) {
        if (size > array.length) {
            resize(size, keys.length);
        }
    }

    // ---- going through

    /**
     * Returns the cursor of the first entry after another, in the order of {@code next}.
     *
     * @param cursor -1 to start
     * @return -1 when there is none
     */
    public int next(int cursor) {
        int i = cursor + 1;
        for (; i < array.length; i++) {
            if (array[i] != null) {
                return i;
            }
        }
        for (int node = i - array.length; node < keys.length; node++) {
            if (values[node] != null) {
                return node + array.length;
            }
        }
        return -1;
    }

    /** Returns the key at a cursor. */
    public Object keyAt(int cursor) {
        if (cursor < array.length) {
            return (double) (cursor + 1);
        }
        Object key = keys[cursor - array.length];
        if (key == null) {
            throw new IllegalArgumentException("no entry at cursor " + cursor);
        }
        return key;
    }

    /** Returns the value at a cursor. */
    public Object valueAtCursor(int cursor) {
        Object value = cursor < array.length ? array[cursor] : values[cursor - array.length];
        if (value == null) {
            throw new IllegalArgumentException("no entry at cursor " + cursor);
        }
        return value;
    }

    /** Returns the cursor of a key that is or was in the table, -1 for null, or UNKNOWN for a key it never had. */
    int cursorOf(@Nullable Object key) {
        if (key == null) {
            return -1;
        }
        if (key instanceof Double number) {
            int index = number.intValue();
            if (index == number && index > 0 && index <= array.length) {
                return index - 1;
            }
        }
        int node = keys.length == 0 ? -1 : findNode(key);
        return node < 0 ? UNKNOWN : node + array.length;
    }

    // ---- marks

    /** Returns the metatable. */
    public @Nullable LuaTable metatable() {
        return metatable;
    }

    /** Sets the metatable without asking the read-only mark. */
    public void metatable(@Nullable LuaTable table) {
        metatable = table;
    }

    /** Says whether scripts are kept from changing this table. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Keeps scripts from changing this table, or lets them. Java code that uses the raw methods is not kept. */
    public void readOnly(boolean on) {
        readOnly = on;
    }

    /** Returns the handler of an event when this table is a metatable, remembering when there is none. */
    @Nullable
    Object event(int event) {
        if ((absentEvents & 1 << event) != 0) {
            return null;
        }
        Object handler = get(Metatables.name(event));
        if (handler == null) {
            absentEvents |= 1 << event;
        }
        return handler;
    }

    /** Returns roughly how many bytes the table occupies, without what it refers to. */
    long footprint() {
        return 64 + 8L * array.length + 20L * keys.length;
    }

    int arraySize() {
        return array.length;
    }

    @Nullable
    Object arrayValue(int index) {
        return array[index];
    }

    int nodeCount() {
        return keys.length;
    }

    @Nullable
    Object nodeKey(int node) {
        return keys[node];
    }

    @Nullable
    Object nodeValue(int node) {
        return values[node];
    }
}
