package io.rqkit.fakeredis.internal.lua;

/**
 * A function written in Java: a number in a library, with values of its own.
 *
 * <p>Values are what a C function keeps as upvalues: the state that each copy of a function has for itself.
 */
public final class LuaBuiltin extends LuaFunction {
    final LuaLibrary library;
    final int number;
    final Object[] values;

    LuaBuiltin(LuaLibrary library, int number, LuaTable environment, Object... values) {
        super(environment);
        this.library = library;
        this.number = number;
        this.values = values;
    }
}
