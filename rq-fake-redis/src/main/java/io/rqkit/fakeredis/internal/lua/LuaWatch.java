package io.rqkit.fakeredis.internal.lua;

/** Is asked now and then while a script runs, on the script's thread. */
public interface LuaWatch {
    /**
     * Looks whether the script may go on; throws a {@link LuaInterrupt} if not.
     *
     * @param total the steps made so far
     */
    void steps(long total);
}
