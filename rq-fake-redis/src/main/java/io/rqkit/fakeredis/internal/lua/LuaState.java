package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * A world of Lua values: a table of globals, a main coroutine, and the limits that hold for all its scripts. One thread at a
 * time may use it, {@link #interrupt} aside.
 */
public final class LuaState {
    static final LuaString N = LuaString.of("n");
    private static final int SLICE = 1000;

    final MemoryMeter meter;
    private final LuaTable globals;
    private final LuaThread main;
    /** The coroutine that runs. */
    LuaThread current;

    @Nullable
    LuaTable stringMetatable;

    @Nullable
    LineHook lineHook;

    private @Nullable LuaCall endedAt;

    /** The functions behind {@code pairs} and {@code ipairs}, which loops run without a call. */
    @Nullable
    LuaBuiltin next;

    @Nullable
    LuaBuiltin ipairsStep;

    /** What {@code pcall} takes out of an error that is a table; null for the table itself. */
    @Nullable
    LuaString errorField;

    /** Loop turns and calls until the next look at the limits. */
    int budget;

    private int slice;
    private long stepsBefore;
    private long stepLimit = Long.MAX_VALUE;
    private @Nullable LuaWatch watch;
    private volatile @Nullable LuaInterrupt interrupt;

    /** Makes a state without any function. */
    public LuaState() {
        meter = new MemoryMeter(this);
        globals = newTable(0, 2);
        main = new LuaThread(this);
        current = main;
        refill();
    }

    // ---- making values

    /** Returns the table of globals that new functions get. */
    public LuaTable globals() {
        return globals;
    }

    /** Makes an empty table. */
    public LuaTable newTable() {
        return new LuaTable(meter, 0, 0);
    }

    /** Makes an empty table with room for so many elements and fields. */
    public LuaTable newTable(int elements, int fields) {
        return new LuaTable(meter, elements, fields);
    }

    /** Makes a function of a chunk, with the state's globals. */
    public LuaClosure function(Prototype chunk) {
        return function(chunk, globals);
    }

    /** Makes a function of a chunk, with a table of globals. */
    public LuaClosure function(Prototype chunk, LuaTable environment) {
        meter.charge(64 + 72L * chunk.upvalueCount);
        return new LuaClosure(chunk, environment);
    }

    /** Makes a function of a library's, with values of its own. */
    public LuaBuiltin builtin(LuaLibrary library, int number, Object... values) {
        return new LuaBuiltin(library, number, globals, values);
    }

    /** Sets the metatable that all strings share. */
    public void stringMetatable(@Nullable LuaTable table) {
        stringMetatable = table;
    }

    /** Returns the metatable that all strings share. */
    public @Nullable LuaTable stringMetatable() {
        return stringMetatable;
    }

    /** Has {@code pcall} return, of an error that is a table with text in this field, the text. */
    public void errorField(@Nullable LuaString name) {
        errorField = name;
    }

    // ---- running

    /**
     * Calls a function from outside. Returns when it returned.
     *
     * @param handler a function that sees an error's value while the calls that led to it still stand, and whose result
     *     becomes the error's value; or null
     * @return all its results, perhaps none
     * @throws LuaError if it failed
     * @throws LuaInterrupt if something ended it
     * @throws IllegalStateException if a script of this state is running
     */
    public @Nullable Object[] call(LuaFunction function, @Nullable LuaFunction handler, @Nullable Object... arguments) {
        if (main.depth > 0 || main.nested > 0) {
            throw new IllegalStateException("a script of this state is running");
        }
        boolean done = false;
        try {
            int slot = main.top;
            main.push(function);
            for (Object argument : arguments) {
                main.push(argument);
            }
            boolean succeeded = main.protectedCall(slot, CallStack.MULTIPLE, handler);
            @Nullable Object[] results = new @Nullable Object[main.top - slot];
            for (int i = 0; i < results.length; i++) {
                results[i] = main.get(slot + i);
            }
            main.top = slot;
            done = true;
            if (!succeeded) {
                throw new LuaError(results[0]);
            }
            return results;
        } finally {
            endedAt = done ? null : place(current);
            current = main;
            if (!done) {
                main.reset();
            }
            main.clear();
        }
    }

    /** Returns where the last script was when a {@link LuaInterrupt} ended it, or null. */
    public @Nullable LuaCall endedAt() {
        return endedAt;
    }

    private static @Nullable LuaCall place(LuaThread thread) {
        LuaCall call = thread.caller(0);
        return call != null && call.line() < 0 ? thread.caller(1) : call;
    }

    // ---- limits

    /** Ends the running script as soon as may be; if none runs, the next one. Any thread may call this. */
    public void interrupt(LuaInterrupt reason) {
        interrupt = reason;
    }

    /** Takes back an interrupt that nothing has met. */
    public void clearInterrupt() {
        interrupt = null;
    }

    /** Returns how many steps, that is loop turns and calls, were made since the last {@link #resetSteps}. */
    public long steps() {
        return stepsBefore + slice - budget;
    }

    /** Starts counting steps anew, and ends scripts at a number of steps with a {@link LuaInterrupt}. */
    public void resetSteps(long limit) {
        stepLimit = limit;
        stepsBefore = 0;
        slice = 0;
        budget = 0;
        refill();
    }

    /** Sets what is asked about every thousand steps, or null. */
    public void watch(@Nullable LuaWatch newWatch) {
        watch = newWatch;
    }

    /** Sets what hears of each statement of chunks compiled for it, or null. */
    public void lineHook(@Nullable LineHook hook) {
        lineHook = hook;
    }

    /** Limits the bytes that values may occupy, roughly counted; beyond it scripts fail with "not enough memory". */
    public void memoryLimit(long bytes) {
        meter.limit(bytes);
    }

    /** Returns roughly how many bytes the values of this state occupy. */
    public long memoryUsed() {
        return meter.measure();
    }

    /** Counts work that a function in Java does in one go, so that it can be interrupted too. */
    public void work(int steps) {
        budget -= steps;
        if (budget < 0) {
            tick();
        }
    }

    /** Accounts for bytes that a value made outside takes; throws {@link LuaError} when there is no room for them. */
    public void charge(long bytes) {
        meter.charge(bytes);
    }

    void tick() {
        long steps = steps();
        stepsBefore = steps;
        refill();
        LuaInterrupt reason = interrupt;
        if (reason != null) {
            interrupt = null;
            throw reason;
        }
        if (steps > stepLimit) {
            throw new LuaInterrupt("more than " + stepLimit + " steps");
        }
        LuaWatch asked = watch;
        if (asked != null) {
            asked.steps(steps);
        }
    }

    private void refill() {
        slice = (int) Math.max(0, Math.min(SLICE, stepLimit - stepsBefore));
        budget = slice;
    }

    LuaThread main() {
        return main;
    }

    // ---- on values

    /** Says whether a value counts as true. */
    public static boolean isTrue(@Nullable Object value) {
        return value != null && value != Boolean.FALSE;
    }

    /** Returns the name of a value's type. */
    public static String typeName(@Nullable Object value) {
        if (value == null) {
            return "nil";
        } else if (value instanceof LuaString) {
            return "string";
        } else if (value instanceof Double) {
            return "number";
        } else if (value instanceof LuaTable) {
            return "table";
        } else if (value instanceof Boolean) {
            return "boolean";
        } else if (value instanceof LuaFunction) {
            return "function";
        } else if (value instanceof LuaThread) {
            return "thread";
        }
        return "userdata";
    }

    /** Converts to text as {@code tostring} does for a value without metatable. */
    public static LuaString toText(@Nullable Object value) {
        if (value instanceof LuaString string) {
            return string;
        } else if (value instanceof Double number) {
            return Numbers.format(number);
        } else if (value == null || value instanceof Boolean) {
            return LuaString.of(value == null ? "nil" : value.toString());
        } else if (value instanceof LuaUserdata userdata && userdata.isLight() && userdata.address() == 0) {
            return LuaString.of("userdata: (nil)");
        }
        // as long as an address on 64-bit Linux, and the same for a value as long as it lives
        String digits = Long.toHexString(0x7f0000000000L + ((long) System.identityHashCode(value) << 4));
        return LuaString.of(typeName(value) + ": 0x" + digits);
    }

    /** Compares without metamethods. */
    public static boolean rawEquals(@Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return !(left instanceof Double number) || !Double.isNaN(number);
        }
        if (left instanceof Double one && right instanceof Double other) {
            return one.doubleValue() == other.doubleValue();
        }
        return left != null && !(left instanceof Double) && left.equals(right);
    }

    /** Returns the metatable of a value, or null. */
    public @Nullable LuaTable metatable(@Nullable Object value) {
        if (value instanceof LuaTable table) {
            return table.metatable;
        } else if (value instanceof LuaString) {
            return stringMetatable;
        }
        return value instanceof LuaUserdata userdata ? userdata.metatable : null;
    }

    @Nullable
    Object handler(@Nullable Object value, int event) {
        LuaTable metatable = metatable(value);
        return metatable == null ? null : metatable.get(Metatables.name(event));
    }
}
