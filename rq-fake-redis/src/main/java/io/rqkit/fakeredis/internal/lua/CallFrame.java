package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/** One call in progress. Frames are used again and again. */
final class CallFrame {
    /** The running function, null only in the frame below all calls. */
    @Nullable
    LuaFunction function;
    /** The same, if it is written in Lua. */
    @Nullable
    LuaClosure closure;
    /** The slot that held the function and receives its first result. */
    int functionSlot;

    int base;
    int top;
    /** The instruction after the one that runs. */
    int pc;
    /** How many results the caller wants, or -1 for all. */
    int wanted;
    /** How many calls were lost to tail calls in this frame. */
    int tailCalls;
}
