package io.rqkit.fakeredis.internal.lua;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes that a state's values take. Allocations are added up as they come; only when the sum passes the limit
 * are the values that can still be reached counted, so that garbage does not count.
 */
final class MemoryMeter {
    private static final int MANY = 16;

    private final LuaState state;
    private long limit = Runtime.getRuntime().maxMemory() / 2;
    /** The bytes in use at the last count, and all allocated since. */
    private long allocated;
    /** The sum at which to count anew. */
    private long threshold = limit;

    private int round;
    private long live;
    private final ArrayDeque<Object> pending = new ArrayDeque<>(0);

    MemoryMeter(LuaState state) {
        this.state = state;
    }

    void limit(long bytes) {
        limit = bytes;
        threshold = bytes;
    }

    /** Adds an allocation that is about to be made. */
    void charge(long bytes) {
        allocated += bytes;
        if (allocated > threshold) {
            recount(bytes);
        }
    }

    private void recount(long wanted) {
        if (wanted <= limit) {
            measure();
            allocated += wanted;
            // near the limit not every allocation may cause a count
            threshold = Math.max(limit, allocated + limit / MANY);
        }
        if (wanted > limit || allocated > limit) {
            allocated -= wanted;
            throw LuaError.memory();
        }
    }

    /** Counts the bytes of all values that can be reached. */
    long measure() {
        round++;
        live = 0;
        visit(state.globals());
        visit(state.stringMetatable());
        visit(state.main());
        visit(state.current);
        for (Object next = pending.poll(); next != null; next = pending.poll()) {
            scan(next);
        }
        allocated = live;
        return live;
    }

    private void visit(@Nullable Object value) {
        if (value instanceof LuaTable table) {
            if (table.markedIn != round) {
                table.markedIn = round;
                live += table.footprint();
                pending.add(table);
            }
        } else if (value instanceof LuaString string) {
            if (string.markedIn != round) {
                string.markedIn = round;
                live += 40 + string.length();
            }
        } else if (value instanceof LuaFunction function) {
            if (function.markedIn != round) {
                function.markedIn = round;
                live += 64;
                pending.add(function);
            }
        } else if (value instanceof LuaThread thread) {
            if (thread.markedIn != round) {
                thread.markedIn = round;
                live += 12L * thread.slots.length;
                pending.add(thread);
            }
        } else if (value instanceof Double) {
            live += 24;
        } else if (value instanceof LuaUserdata userdata) {
            visit(userdata.metatable);
        }
    }

    private void scan(Object value) {
        if (value instanceof LuaTable table) {
            visit(table.metatable);
            for (int i = 0; i < table.arraySize(); i++) {
                visit(table.arrayValue(i));
            }
            for (int i = 0; i < table.nodeCount(); i++) {
                if (table.nodeValue(i) != null) {
                    visit(table.nodeKey(i));
                    visit(table.nodeValue(i));
                }
            }
        } else if (value instanceof LuaThread thread) {
            int end = Math.max(thread.top, thread.frame.top);
            for (int i = 0; i < end && i < thread.slots.length; i++) {
                visit(thread.slots[i]);
            }
        } else if (value instanceof LuaFunction function) {
            visit(function.environment);
            scanFunction(function);
        }
    }

    private void scanFunction(LuaFunction function) {
        if (function instanceof LuaClosure closure) {
            for (UpValue upvalue : closure.upvalues) {
                visit(upvalue == null ? null : upvalue.slots[upvalue.index]);
            }
        } else if (function instanceof LuaBuiltin builtin) {
            for (Object held : builtin.values) {
                visit(held);
            }
        }
    }
}
