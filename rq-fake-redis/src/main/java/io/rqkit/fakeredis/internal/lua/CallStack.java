package io.rqkit.fakeredis.internal.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Calls and returns, protected calls, and the limits of their depth, on one coroutine's stack. */
abstract class CallStack extends ValueStack {
    static final int MULTIPLE = -1;
    /** Slots that a function written in Java may push without asking. */
    static final int BUILTIN_ROOM = 20;

    private static final int MAX_CALLS = 20000;
    static final int MAX_NESTED = 200;

    /** What {@link #enter} did: put a frame on for the interpreter, ran a builtin, or ran one that yielded. */
    static final int ENTERED_LUA = 0;

    static final int RAN_BUILTIN = 1;
    static final int YIELDED = 2;

    private CallFrame[] frames = new CallFrame[8];
    /** How many frames C Lua would have made room for: its doubling shows in when a stack overflows. */
    private int frameLimit = 8;

    int depth;
    CallFrame frame;
    /** Calls that need a frame of the JVM's stack too: from builtins and metamethods. */
    int nested;
    /** What {@link #nested} was when the coroutine was resumed. */
    int nestedAtResume;

    CallStack(LuaState state) {
        super(state);
        frame = new CallFrame();
        frames[0] = frame;
        frame.base = 1;
        frame.top = 1 + BUILTIN_ROOM;
        base = 1;
        top = 1;
    }

    // ---- frames

    final CallFrame frame(int level) {
        return frames[level];
    }

    private CallFrame push() {
        if (depth == frameLimit - 1) {
            growFrames();
        }
        int next = depth + 1;
        if (next == frames.length) {
            frames = Arrays.copyOf(frames, 2 * next);
        }
        CallFrame made = frames[next];
        if (made == null) {
            made = new CallFrame();
            frames[next] = made;
        }
        depth = next;
        frame = made;
        return made;
    }

    private void growFrames() {
        if (frameLimit > MAX_CALLS) {
            throw LuaError.inHandler();
        }
        frameLimit *= 2;
        if (frameLimit > MAX_CALLS) {
            throw ErrorText.runError(self(), "stack overflow");
        }
    }

    private void restoreFrameLimit() {
        if (frameLimit > MAX_CALLS && depth + 1 < MAX_CALLS) {
            frameLimit = MAX_CALLS;
        }
    }

    abstract LuaThread self();

    // ---- calls

    /** Starts the call of the function at a slot, its arguments from there to {@link #top}. */
    final int enter(int functionSlot, int wanted) {
        if (--state.budget < 0) {
            state.tick();
        }
        Object function = slots[functionSlot];
        if (function instanceof LuaClosure closure) {
            enterClosure(closure, functionSlot, wanted);
            return ENTERED_LUA;
        }
        if (function instanceof LuaBuiltin builtin) {
            return run(builtin, functionSlot, wanted);
        }
        insertCallHandler(functionSlot);
        return enter(functionSlot, wanted);
    }

    private void enterClosure(LuaClosure closure, int functionSlot, int wanted) {
        Prototype prototype = closure.prototype;
        ensure(prototype.stackSize + prototype.parameterCount);
        int newBase;
        if (prototype.varargFlags == 0) {
            newBase = functionSlot + 1;
            top = Math.min(top, newBase + prototype.parameterCount);
        } else {
            newBase = moveVarargs(prototype, top - functionSlot - 1);
        }
        CallFrame made = push();
        made.function = closure;
        made.closure = closure;
        made.functionSlot = functionSlot;
        made.base = newBase;
        made.top = newBase + prototype.stackSize;
        made.pc = 0;
        made.wanted = wanted;
        made.tailCalls = 0;
        base = newBase;
        @Nullable Object[] all = slots;
        for (int i = top; i < made.top; i++) {
            all[i] = null;
        }
        top = made.top;
    }

    /** Moves the fixed parameters above the other arguments, which stay between function and frame. */
    private int moveVarargs(Prototype prototype, int given) {
        int fixedCount = prototype.parameterCount;
        int actual = given;
        for (; actual < fixedCount; actual++) {
            slots[top++] = null;
        }
        LuaTable arg = null;
        if ((prototype.varargFlags & Prototype.NEEDS_ARG) != 0) {
            int extra = actual - fixedCount;
            ensure(prototype.stackSize);
            arg = state.newTable(extra, 1);
            for (int i = 0; i < extra; i++) {
                arg.put(i + 1, get(top - extra + i));
            }
            arg.put(LuaState.N, (double) extra);
        }
        int fixed = top - actual;
        int newBase = top;
        for (int i = 0; i < fixedCount; i++) {
            move(fixed + i, top++);
            slots[fixed + i] = null;
        }
        if (arg != null) {
            slots[top++] = arg;
        }
        return newBase;
    }

    private int run(LuaBuiltin builtin, int functionSlot, int wanted) {
        ensure(BUILTIN_ROOM);
        CallFrame made = push();
        made.function = builtin;
        made.closure = null;
        made.functionSlot = functionSlot;
        made.base = functionSlot + 1;
        made.top = top + BUILTIN_ROOM;
        made.wanted = wanted;
        base = functionSlot + 1;
        int results = builtin.library.call(self(), builtin.number);
        if (results < 0) {
            return YIELDED;
        }
        leave(top - results);
        return RAN_BUILTIN;
    }

    /** Puts the handler of {@code __call} below the value that is called. */
    private void insertCallHandler(int functionSlot) {
        Object handler = state.handler(get(functionSlot), Metatables.CALL);
        if (!(handler instanceof LuaFunction)) {
            throw ErrorText.typeError(self(), get(functionSlot), functionSlot - base, "call");
        }
        ensure(1);
        for (int i = top; i > functionSlot; i--) {
            move(i - 1, i);
        }
        top++;
        slots[functionSlot] = handler;
    }

    /** Ends a call: moves its results, from a slot to {@link #top}, to where the function was. Says whether their number was fixed. */
    final boolean leave(int firstResult) {
        CallFrame left = frame;
        int wanted = left.wanted;
        int to = left.functionSlot;
        frame = frames[--depth];
        base = frame.base;
        int from = firstResult;
        int missing = wanted;
        while (missing != 0 && from < top) {
            slots[to] = slots[from];
            numbers[to++] = numbers[from++];
            missing--;
        }
        while (missing-- > 0) {
            slots[to++] = null;
        }
        top = to;
        return wanted != MULTIPLE;
    }

    /** Replaces the running frame by the one just entered above it. */
    final void becomeTailCall() {
        CallFrame upper = frame;
        CallFrame lower = frames[depth - 1];
        int from = upper.functionSlot;
        int to = lower.functionSlot;
        closeFrom(lower.base);
        lower.base = to + (upper.base - from);
        base = lower.base;
        int count = top - from;
        System.arraycopy(slots, from, slots, to, count);
        System.arraycopy(numbers, from, numbers, to, count);
        top = to + count;
        lower.function = upper.function;
        lower.closure = upper.closure;
        lower.top = top;
        lower.pc = upper.pc;
        lower.tailCalls++;
        depth--;
        frame = lower;
    }

    /** Calls the function at a slot, its arguments above it; its results take its place. */
    final void call(int functionSlot, int wanted) {
        if (++nested >= MAX_NESTED) {
            if (nested == MAX_NESTED) {
                throw ErrorText.runError(self(), "C stack overflow");
            } else if (nested >= MAX_NESTED + (MAX_NESTED >> 3)) {
                throw LuaError.inHandler();
            }
        }
        if (enter(functionSlot, wanted) == ENTERED_LUA) {
            Interpreter.execute(self(), 1);
        }
        nested--;
    }

    // ---- protected calls

    /**
     * Calls the function at a slot. After an error the stack is as it was, with the error's value in the function's place.
     *
     * @param handler a function that sees the error's value while the calls that led to it still stand, or null
     * @return whether there was no error
     */
    final boolean protectedCall(int functionSlot, int wanted, @Nullable Object handler) {
        int oldDepth = depth;
        int oldNested = nested;
        Object value;
        try {
            call(functionSlot, wanted);
            return true;
        } catch (LuaError e) {
            value = handled(e, handler);
        } catch (StackOverflowError e) {
            value = LuaString.of("stack overflow");
        } catch (OutOfMemoryError e) {
            value = LuaError.memory().value();
        }
        unwind(oldDepth, oldNested, functionSlot);
        set(functionSlot, value);
        top = functionSlot + 1;
        return false;
    }

    /** Goes back to a frame after an error above it. */
    final void unwind(int oldDepth, int oldNested, int fromSlot) {
        closeFrom(fromSlot);
        depth = oldDepth;
        frame = frames[oldDepth];
        base = frame.base;
        nested = oldNested;
        restoreFrameLimit();
    }

    /** Passes an error through a handler; an error in the handler goes through it again, until the nesting ends that. */
    private @Nullable Object handled(LuaError error, @Nullable Object handler) {
        LuaError current = error;
        while (handler != null && current.kind() == LuaError.Kind.RUN) {
            if (!(handler instanceof LuaFunction)) {
                return LuaError.inHandler().value();
            }
            ensure(2);
            int slot = Math.max(top, frame.closure != null ? frame.top : top);
            top = slot;
            slots[top++] = handler;
            set(top++, current.value());
            try {
                call(slot, 1);
                return get(slot);
            } catch (LuaError e) {
                current = e;
            } catch (StackOverflowError e) {
                return LuaError.inHandler().value();
            }
        }
        return current.value();
    }

    /** Forgets all calls, after something ended the script that no {@code pcall} catches. */
    final void reset() {
        closeFrom(0);
        depth = 0;
        frame = frames[0];
        base = 1;
        top = 1;
        nested = 0;
        restoreFrameLimit();
    }
}
