package io.rqkit.fakeredis.internal.lua;

/**
 * A set of functions written in Java, told apart by number.
 *
 * <p>One class with a {@code switch} instead of a lambda a function: the JVM loads one class for the whole library, which is
 * what keeps the first script of a fresh JVM quick.
 */
public abstract class LuaLibrary {
    /** The value to return from {@link #call} after {@link LuaThread#yield}. */
    static final int YIELD = -1;

    /**
     * Runs one function. Its arguments are {@code lua.argument(1)} and so on; its results are the last values it pushed.
     *
     * @param lua the running coroutine
     * @param number which function
     * @return how many of the values pushed last are results
     */
    protected abstract int call(LuaThread lua, int number);

    /** Puts functions into a table, numbered from 0 in the order of their names. */
    protected final void register(LuaState state, LuaTable table, String... names) {
        for (int i = 0; i < names.length; i++) {
            table.put(names[i], state.builtin(this, i));
        }
    }
}
