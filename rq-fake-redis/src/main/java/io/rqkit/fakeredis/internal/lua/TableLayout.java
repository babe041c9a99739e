package io.rqkit.fakeredis.internal.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How a table keeps its entries: what lies where, and how it grows. */
abstract class TableLayout {
    private static final int MAX_BITS = 26;
    private static final int MAX_ARRAY = 1 << MAX_BITS;
    private static final @Nullable Object[] NO_SLOTS = {};
    private static final int[] NO_LINKS = {};

    /** What a slot, or a node, takes when it holds a number of its own, as each may until somebody looks. */
    private static final long SLOT_BYTES = 28;

    private static final long NODE_BYTES = 44;
    private final MemoryMeter meter;

    @Nullable
    Object[] array = NO_SLOTS;

    @Nullable
    Object[] keys = NO_SLOTS;

    @Nullable
    Object[] values = NO_SLOTS;

    int[] links = NO_LINKS;
    private int lastFree;

    /** One bit an event: set when this table, as a metatable, is known to lack it. */
    int absentEvents;

    TableLayout(MemoryMeter meter, int arraySize, int hashSize) {
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

    // ---- places

    /**
     * Finds the place of a key, making one if it has none.
     *
     * @return 0 or more for the array part, the complement of a node's index for the hash part; good until the next call
     */
    final int slot(Object key) {
        absentEvents = 0;
        if (key instanceof Double number) {
            return slot(number.doubleValue());
        }
        int node = keys.length == 0 ? -1 : findNode(key);
        return node >= 0 ? ~node : newKey(key);
    }

    final int slot(double key) {
        absentEvents = 0;
        int index = (int) key;
        if (index == key && index > 0 && index <= array.length) {
            return index - 1;
        }
        int node = keys.length == 0 ? -1 : findNumber(key);
        return node >= 0 ? ~node : newKey(key);
    }

    final @Nullable Object valueAt(int slot) {
        return slot >= 0 ? array[slot] : values[~slot];
    }

    final void setAt(int slot, @Nullable Object value) {
        if (slot >= 0) {
            array[slot] = value;
        } else {
            values[~slot] = value;
        }
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

    final int findNode(Object key) {
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

    final int findNumber(double key) {
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
        meter.charge(NODE_BYTES * nodes);
        keys = new @Nullable Object[nodes];
        values = new @Nullable Object[nodes];
        links = new int[nodes];
        Arrays.fill(links, -1);
        lastFree = nodes;
    }

    final void resize(int arraySize, int hashSize) {
        @Nullable Object[] oldArray = array;
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        if (arraySize != oldArray.length) {
            meter.charge(Math.max(0, SLOT_BYTES * (arraySize - oldArray.length)));
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
