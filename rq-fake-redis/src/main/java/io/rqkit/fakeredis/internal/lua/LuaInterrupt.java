package io.rqkit.fakeredis.internal.lua;

/** Ends a script at once. No {@code pcall} catches it; it leaves by {@link LuaState#call}. */
public class LuaInterrupt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an interrupt that says why the script was ended. */
    public LuaInterrupt(String reason) {
        super(reason, null, false, false);
    }
}
