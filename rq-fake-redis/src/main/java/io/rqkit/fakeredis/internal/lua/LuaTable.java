package io.rqkit.fakeredis.internal.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table laid out as in Lua 5.1: an array part for keys from 1 on, and a hash part of chained nodes whose collisions go to
 * the last free node. The order of {@code next} and the border that {@code #} finds follow from this layout.
 *
 * <p>Values are null for nil, {@link Boolean}, {@link Double}, {@link LuaString}, {@link LuaTable}, {@link LuaFunction},
 * {@link LuaUserdata} and {@link LuaThread}. All access here is raw; nothing asks a metatable or the read-only mark.
 */
public final class LuaTable {
    private static final int MAX_BITS = 26;
    private static final int MAX_ARRAY = 1 << MAX_BITS;
    private static final @Nullable Object[] NO_SLOTS = {};
    private static final int[] NO_LINKS = {};

    private final MemoryMeter meter;

    private @Nullable Object[] array = NO_SLOTS;
    private @Nullable Object[] keys = NO_SLOTS;
    private @Nullable Object[] values = NO_SLOTS;
    private int[] links = NO_LINKS;
    private int lastFree;

    @Nullable
    LuaTable metatable;

    private boolean readOnly;

    /** One bit an event: set when this table, as a metatable, is known to lack it. */
    private int absentEvents;

    /** The round of {@link MemoryMeter} that saw this table last. */
    int markedIn;

    LuaTable(MemoryMeter meter, int arraySize, int hashSize) {
        this.meter = meter;
        meter.charge(64);
        if (arraySize > 0) {
            meter.charge(8L * arraySize);
            array = new @Nullable Object[arraySize];
        }
        if (hashSize > 0) {
            makeNodes(hashSize);
        }
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

    /**
     * Finds the place of a key, making one if it has none.
     *
     * @return 0 or more for the array part, the complement of a node's index for the hash part; good until the next call
     */
    int slot(Object key) {
        absentEvents = 0;
        if (key instanceof Double number) {
            return slot(number.doubleValue());
        }
        int node = keys.length == 0 ? -1 : findNode(key);
        return node >= 0 ? ~node : newKey(key);
    }

    int slot(double key) {
        absentEvents = 0;
        int index = (int) key;
        if (index == key && index > 0 && index <= array.length) {
            return index - 1;
        }
        int node = keys.length == 0 ? -1 : findNumber(key);
        return node >= 0 ? ~node : newKey(key);
    }

    @Nullable
    Object valueAt(int slot) {
        return slot >= 0 ? array[slot] : values[~slot];
    }

    void setAt(int slot, @Nullable Object value) {
        if (slot >= 0) {
            array[slot] = value;
        } else {
            values[~slot] = value;
        }
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

    /** Returns the cursor of a key that is or was in the table, -1 for null, or -2 for a key it never had. */
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
        return node < 0 ? -2 : node + array.length;
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

    // ---- the hash part

    private static int mod(int hash, int size) {
        return Integer.remainderUnsigned(hash, size - 1 | 1);
    }

    private static int hashNumber(double key, int size) {
        if (key == 0) {
            return 0;
        }
        long bits = Double.doubleToRawLongBits(key);
        return mod((int) bits + (int) (bits >>> 32), size);
    }

    private int mainPosition(Object key) {
        int size = keys.length;
        if (key instanceof LuaString string) {
            return string.luaHash() & size - 1;
        }
        if (key instanceof Double number) {
            return hashNumber(number, size);
        }
        if (key instanceof Boolean bool) {
            return bool ? 1 & size - 1 : 0;
        }
        return mod(key.hashCode(), size);
    }

    private int findNode(Object key) {
        if (key instanceof Double number) {
            return findNumber(number);
        }
        int node = mainPosition(key);
        do {
            Object found = keys[node];
            if (found == key || found != null && found.equals(key)) {
                return node;
            }
            node = links[node];
        } while (node >= 0);
        return -1;
    }

    private int findNumber(double key) {
        int node = hashNumber(key, keys.length);
        do {
            if (keys[node] instanceof Double number && number == key) {
                return node;
            }
            node = links[node];
        } while (node >= 0);
        return -1;
    }

    private int newKey(Object key) {
        if (keys.length == 0) {
            rehash(key);
            return slot(key);
        }
        int main = mainPosition(key);
        if (values[main] != null) {
            int free = freePosition();
            if (free < 0) {
                rehash(key);
                return slot(key);
            }
            Object inTheWay = keys[main];
            int other = inTheWay == null ? main : mainPosition(inTheWay);
            if (other != main) {
                // it is not at home here: it moves to the free node, the new key takes its home
                while (links[other] != main) {
                    other = links[other];
                }
                links[other] = free;
                keys[free] = keys[main];
                values[free] = values[main];
                links[free] = links[main];
                links[main] = -1;
                values[main] = null;
            } else {
                links[free] = links[main];
                links[main] = free;
                main = free;
            }
        }
        keys[main] = key;
        return ~main;
    }

    private int freePosition() {
        while (lastFree-- > 0) {
            if (keys[lastFree] == null) {
                return lastFree;
            }
        }
        return -1;
    }

    // ---- growing

    private static int ceilLog2(int n) {
        return 32 - Integer.numberOfLeadingZeros(n - 1);
    }

    private static int arrayIndex(@Nullable Object key) {
        if (key instanceof Double number) {
            int index = number.intValue();
            if (index == number) {
                return index;
            }
        }
        return -1;
    }

    private static int countIndex(@Nullable Object key, int[] counts) {
        int index = arrayIndex(key);
        if (index > 0 && index <= MAX_ARRAY) {
            counts[ceilLog2(index)]++;
            return 1;
        }
        return 0;
    }

    /** Makes room for a key by counting all keys and choosing both sizes anew. */
    private void rehash(Object extra) {
        int[] counts = new int[MAX_BITS + 1];
        int indices = countArray(counts);
        int all = indices;
        for (int node = keys.length - 1; node >= 0; node--) {
            if (values[node] != null) {
                indices += countIndex(keys[node], counts);
                all++;
            }
        }
        indices += countIndex(extra, counts);
        all++;
        int size = 0;
        int taken = 0;
        int below = 0;
        for (int i = 0, power = 1; power / 2 < indices; i++, power *= 2) {
            if (counts[i] > 0) {
                below += counts[i];
                if (below > power / 2) {
                    size = power;
                    taken = below;
                }
            }
            if (below == indices) {
                break;
            }
        }
        resize(size, all - taken);
    }

    private int countArray(int[] counts) {
        int used = 0;
        int i = 1;
        for (int slice = 0, power = 1; slice <= MAX_BITS; slice++, power *= 2) {
            int limit = Math.min(power, array.length);
            if (i > limit) {
                break;
            }
            int count = 0;
            for (; i <= limit; i++) {
                if (array[i - 1] != null) {
                    count++;
                }
            }
            counts[slice] += count;
            used += count;
        }
        return used;
    }

    private void makeNodes(int size) {
        if (size == 0) {
            keys = NO_SLOTS;
            values = NO_SLOTS;
            links = NO_LINKS;
            lastFree = 0;
            return;
        }
        int bits = ceilLog2(size);
        if (bits > MAX_BITS) {
            throw new LuaError(LuaString.of("table overflow"));
        }
        int nodes = 1 << bits;
        meter.charge(20L * nodes);
        keys = new @Nullable Object[nodes];
        values = new @Nullable Object[nodes];
        links = new int[nodes];
        Arrays.fill(links, -1);
        lastFree = nodes;
    }

    private void resize(int arraySize, int hashSize) {
        @Nullable Object[] oldArray = array;
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        if (arraySize != oldArray.length) {
            meter.charge(Math.max(0, 8L * (arraySize - oldArray.length)));
        }
        makeNodes(hashSize);
        if (arraySize != oldArray.length) {
            array = Arrays.copyOf(oldArray, arraySize);
        }
        for (int i = arraySize; i < oldArray.length; i++) {
            if (oldArray[i] != null) {
                setAt(slot((double) (i + 1)), oldArray[i]);
            }
        }
        for (int node = oldKeys.length - 1; node >= 0; node--) {
            Object key = oldKeys[node];
            if (oldValues[node] != null && key != null) {
                setAt(slot(key), oldValues[node]);
            }
        }
    }
}
