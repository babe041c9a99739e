package io.rqkit.fakeredis.internal.lua;

import java.util.function.DoubleSupplier;

/** {@code os.clock} and no more: a script sees nothing of the machine. */
public final class OsLibrary extends LuaLibrary {
    private final DoubleSupplier seconds;

    private OsLibrary(DoubleSupplier seconds) {
        this.seconds = seconds;
    }

    /**
     * Puts {@code os} into the globals.
     *
     * @param seconds the processor time that {@code os.clock} tells
     */
    public static void install(LuaState state, DoubleSupplier seconds) {
        LuaTable table = state.newTable(0, 1);
        new OsLibrary(seconds).register(state, table, "clock");
        state.globals().put("os", table);
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return lua.returns(seconds.getAsDouble());
    }
}
