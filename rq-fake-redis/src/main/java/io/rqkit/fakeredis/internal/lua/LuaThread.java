package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine, and what a function written in Java sees of the one that calls it: its arguments, numbered from 1, and the
 * values it pushes as results.
 */
public final class LuaThread extends CallStack {
    /** Runs, or was not started yet. */
    static final int NORMAL = 0;
    /** Gave its values away by yielding. */
    static final int SUSPENDED = 1;
    /** Ended by an error. */
    static final int FAILED = 2;

    private static final int MAX_VALUES = 8000;

    int status = NORMAL;

    /** The round of {@link MemoryMeter} that saw this coroutine last. */
    int markedIn;

    LuaThread(LuaState state) {
        super(state);
    }

    @Override
    LuaThread self() {
        return this;
    }

    /** Returns the state that this coroutine belongs to. */
    public LuaState state() {
        return state;
    }

    /** Returns the running function written in Java. */
    public LuaBuiltin running() {
        LuaFunction function = frame.function;
        if (function instanceof LuaBuiltin builtin) {
            return builtin;
        }
        throw new IllegalStateException("no function written in Java is running");
    }

    // ---- arguments

    /** Returns how many arguments, or how many values, the running function has. */
    public int count() {
        return top - base;
    }

    /** Returns an argument, null for nil and where there is none. */
    public @Nullable Object argument(int n) {
        int index = base + n - 1;
        return index < top ? get(index) : null;
    }

    /** Says whether an argument was given, nil or not. */
    public boolean hasArgument(int n) {
        return base + n - 1 < top;
    }

    /** Says whether an argument is neither nil nor missing. */
    public boolean isPresent(int n) {
        int index = base + n - 1;
        return index < top && slots[index] != null;
    }

    /** Says whether an argument counts as true. */
    public boolean toBoolean(int n) {
        return LuaState.isTrue(argument(n));
    }

    /** Returns an argument that is a number or reads as one. */
    public double checkNumber(int n) {
        int index = base + n - 1;
        if (index < top) {
            Object value = slots[index];
            if (value == NUMBER) {
                return numbers[index];
            }
            if (value instanceof LuaString string) {
                Double number = Numbers.parse(string);
                if (number != null) {
                    return number;
                }
            }
        }
        throw typeError(n, "number");
    }

    /** Returns an argument that is a number or reads as one, or a default for nil and none. */
    public double optNumber(int n, double otherwise) {
        return isPresent(n) ? checkNumber(n) : otherwise;
    }

    /** Returns an argument as a 64-bit integer, cut as C's cast does on x86. */
    public long checkLong(int n) {
        return Numbers.toLong(checkNumber(n));
    }

    /** Returns an argument as a 64-bit integer, or a default for nil and none. */
    public long optLong(int n, long otherwise) {
        return isPresent(n) ? checkLong(n) : otherwise;
    }

    /** Returns an argument as a 32-bit integer, which keeps the lower bits of the 64-bit one. */
    public int checkInt(int n) {
        return (int) checkLong(n);
    }

    /** Returns an argument as a 32-bit integer, or a default for nil and none. */
    public int optInt(int n, int otherwise) {
        return isPresent(n) ? checkInt(n) : otherwise;
    }

    /** Returns an argument that is a string or a number, as a string. */
    public LuaString checkString(int n) {
        int index = base + n - 1;
        if (index < top) {
            Object value = slots[index];
            if (value instanceof LuaString string) {
                return string;
            }
            if (value == NUMBER) {
                return Numbers.format(numbers[index]);
            }
        }
        throw typeError(n, "string");
    }

    /** Returns an argument as a string, or a default for nil and none. */
    public LuaString optString(int n, LuaString otherwise) {
        return isPresent(n) ? checkString(n) : otherwise;
    }

    /** Returns an argument that is a table. */
    public LuaTable checkTable(int n) {
        if (argument(n) instanceof LuaTable table) {
            return table;
        }
        throw typeError(n, "table");
    }

    /** Returns an argument that is a function. */
    public LuaFunction checkFunction(int n) {
        if (argument(n) instanceof LuaFunction function) {
            return function;
        }
        throw typeError(n, "function");
    }

    /** Returns the bytes of a string, or of a number with so many digits that none is lost; null for anything else. */
    public byte @Nullable [] word(int n) {
        int index = base + n - 1;
        Object value = slots[index];
        if (value instanceof LuaString string) {
            return string.bytes;
        }
        return value == NUMBER ? Numbers.exact(numbers[index]).bytes : null;
    }

    /** Fails unless an argument was given. */
    public void checkAny(int n) {
        if (!hasArgument(n)) {
            throw argumentError(n, "value expected");
        }
    }

    // ---- results

    /** Pushes a value. */
    public void push(@Nullable Object value) {
        ensure(1);
        set(top++, value);
    }

    /** Pushes a number. */
    public void push(double value) {
        ensure(1);
        set(top++, value);
    }

    /** Pushes a value as the only result. */
    public int returns(@Nullable Object value) {
        push(value);
        return 1;
    }

    /** Pushes a number as the only result. */
    public int returns(double value) {
        push(value);
        return 1;
    }

    /** Pushes two values as results. */
    public int returns(@Nullable Object first, @Nullable Object second) {
        push(first);
        push(second);
        return 2;
    }

    /** Cuts or fills with nil, so that so many values are left: the first arguments. */
    public void setCount(int count) {
        int newTop = base + count;
        if (newTop > top) {
            ensure(newTop - top);
        }
        while (top < newTop) {
            slots[top++] = null;
        }
        top = newTop;
    }

    /** Says whether so many more values are allowed on the running function's stack, which 8000 are. */
    public boolean hasRoom(int more) {
        return more <= MAX_VALUES && count() + more <= MAX_VALUES;
    }

    /** Fails unless so many more values are allowed. */
    public void checkRoom(int more, String message) {
        if (!hasRoom(more)) {
            throw error("stack overflow (" + message + ")");
        }
    }

    // ---- calls

    /** Calls a value with arguments and returns its first result. */
    public @Nullable Object call(@Nullable Object function, @Nullable Object... arguments) {
        int slot = top;
        push(function);
        for (Object argument : arguments) {
            push(argument);
        }
        call(slot, 1);
        return get(--top);
    }

    /** Gives the results, the values pushed last, to the one who resumed this coroutine. Return what this returns. */
    int yield(int results) {
        if (nested > nestedAtResume) {
            throw ErrorText.runError(this, "attempt to yield across metamethod/C-call boundary");
        }
        base = top - results;
        status = SUSPENDED;
        return LuaLibrary.YIELD;
    }

    /**
     * Runs the coroutine until it yields, returns or fails. Its first values, or the results of its yield, are the last ones
     * on its stack; afterwards its results, or the error's value, are the values from {@link #base} or the last one.
     *
     * @return whether it did not fail
     */
    boolean resume(int arguments) {
        if (nested >= MAX_NESTED) {
            top = frame.base;
            push(LuaString.of("C stack overflow"));
            return false;
        }
        nestedAtResume = ++nested;
        try {
            start(top - arguments);
            return true;
        } catch (LuaError e) {
            return fail(e.value());
        } catch (StackOverflowError e) {
            return fail(LuaString.of("stack overflow"));
        } catch (OutOfMemoryError e) {
            return fail(LuaError.memory().value());
        } finally {
            nested = nestedAtResume - 1;
        }
    }

    private void start(int firstArgument) {
        if (status == NORMAL) {
            if (enter(firstArgument - 1, MULTIPLE) != ENTERED_LUA) {
                return;
            }
        } else {
            status = NORMAL;
            if (leave(firstArgument)) {
                top = frame.top;
            }
        }
        Interpreter.execute(this, depth);
    }

    private boolean fail(@Nullable Object value) {
        status = FAILED;
        push(value);
        return false;
    }

    // ---- errors

    /** Makes an error with the position of the function that called the running one. */
    public LuaError error(String message) {
        return new LuaError(LuaString.of(where(1) + message));
    }

    /** Makes an error about an argument of the running function. */
    public LuaError argumentError(int n, String message) {
        String name = ErrorText.calledAs(this, depth, false);
        if (name == null) {
            return error("bad argument #" + n + " to '?' (" + message + ")");
        }
        String bare = name.substring(name.indexOf('\'') + 1, name.length() - 1);
        int number = n;
        if (name.startsWith("method")) {
            number--;
            if (number == 0) {
                return error("calling '" + bare + "' on bad self (" + message + ")");
            }
        }
        return error("bad argument #" + number + " to '" + bare + "' (" + message + ")");
    }

    /** Makes an error about an argument of the wrong type. */
    public LuaError typeError(int n, String expected) {
        String given = hasArgument(n) ? LuaState.typeName(argument(n)) : "no value";
        return argumentError(n, expected + " expected, got " + given);
    }

    /** Returns {@code name:line: } of a caller: 0 is the running function, 1 the one that called it. Empty if it has no line. */
    public String where(int level) {
        LuaCall call = caller(level);
        return call != null && call.line() > 0 ? call.displayName() + ":" + call.line() + ": " : "";
    }

    /** Describes a call in progress: 0 is the running function, 1 the one that called it. Null if there is none. */
    public @Nullable LuaCall caller(int level) {
        int left = level;
        int at = depth;
        while (left > 0 && at > 0) {
            left--;
            CallFrame here = frame(at);
            if (here.closure != null) {
                left -= here.tailCalls;
            }
            at--;
        }
        if (left < 0) {
            return LuaCall.TAIL;
        }
        return left == 0 && at > 0 ? LuaCall.of(this, at) : null;
    }
}
