package io.rqkit.fakeredis.internal.engine;

/**
 * What is decided of scripts before the server starts.
 *
 * @param hardened whether they lack what distributions' patches took from Redis 7.0.15, as getfenv
 * @param covered whether it is counted which of their lines run
 * @param stepLimit how many loop turns and calls a script may make
 */
public record ScriptSettings(boolean hardened, boolean covered, long stepLimit) {
    public static final ScriptSettings STANDARD = new ScriptSettings(true, false, Long.MAX_VALUE);

    public ScriptSettings hardened(boolean yes) {
        return new ScriptSettings(yes, covered, stepLimit);
    }

    public ScriptSettings covered(boolean yes) {
        return new ScriptSettings(hardened, yes, stepLimit);
    }

    public ScriptSettings stepLimit(long limit) {
        return new ScriptSettings(hardened, covered, limit);
    }
}
