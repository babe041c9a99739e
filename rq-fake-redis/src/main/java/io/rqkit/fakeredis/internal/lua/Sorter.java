package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * The quicksort of {@code table.sort}, comparing and moving in the same order as Lua 5.1's, since an order function sees
 * which pairs it is asked for and equal elements end where the moves leave them.
 */
final class Sorter {
    private final LuaThread lua;
    private final LuaTable table;
    private final @Nullable LuaFunction order;

    Sorter(LuaThread lua, LuaTable table, @Nullable LuaFunction order) {
        this.lua = lua;
        this.table = table;
        this.order = order;
    }

    private boolean less(@Nullable Object left, @Nullable Object right) {
        lua.state.work(1);
        if (order == null) {
            return Operations.less(lua, left, right);
        }
        int slot = lua.top;
        lua.push(order);
        lua.push(left);
        lua.push(right);
        lua.call(slot, 1);
        Object result = lua.slots[--lua.top];
        return LuaState.isTrue(result);
    }

    private void set(int index, @Nullable Object value) {
        TableLibrary.set(lua, table, index, value);
    }

    void sort(int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            Object first = table.get(low);
            Object last = table.get(high);
            if (less(last, first)) {
                set(low, last);
                set(high, first);
            }
            if (high - low == 1) {
                return;
            }
            int middle = (low + high) / 2;
            sortMiddle(low, middle, high);
            if (high - low == 2) {
                return;
            }
            int split = partition(low, middle, high);
            if (split - low < high - split) {
                sort(low, split - 1);
                low = split + 1;
            } else {
                sort(split + 1, high);
                high = split - 1;
            }
        }
    }

    private void sortMiddle(int low, int middle, int high) {
        Object value = table.get(middle);
        Object first = table.get(low);
        if (less(value, first)) {
            set(middle, first);
            set(low, value);
            return;
        }
        Object last = table.get(high);
        if (less(last, value)) {
            set(middle, last);
            set(high, value);
        }
    }

    /** Moves what is less than the middle element before it and the rest behind; returns where it ends up. */
    private int partition(int low, int middle, int high) {
        Object pivot = table.get(middle);
        Object beforeLast = table.get(high - 1);
        set(middle, beforeLast);
        set(high - 1, pivot);
        int i = low;
        int j = high - 1;
        while (true) {
            Object left = table.get(++i);
            while (less(left, pivot)) {
                if (i > high) {
                    throw lua.error("invalid order function for sorting");
                }
                left = table.get(++i);
            }
            Object right = table.get(--j);
            while (less(pivot, right)) {
                if (j < low) {
                    throw lua.error("invalid order function for sorting");
                }
                right = table.get(--j);
            }
            if (j < i) {
                break;
            }
            set(i, right);
            set(j, left);
        }
        Object end = table.get(high - 1);
        Object atSplit = table.get(i);
        set(high - 1, atSplit);
        set(i, end);
        return i;
    }
}
