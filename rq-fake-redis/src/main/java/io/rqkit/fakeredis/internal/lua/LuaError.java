package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/**
 * An error that a script can catch. Its value is any Lua value, a string with position for errors of the language itself.
 */
public final class LuaError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What sort of error: only those of the first sort go through an error handler. */
    public enum Kind {
        RUN,
        SYNTAX,
        MEMORY,
        HANDLER
    }

    private final transient @Nullable Object value;
    private final Kind kind;

    LuaError(@Nullable Object value, Kind kind) {
        super(null, null, false, false);
        this.value = value;
        this.kind = kind;
    }

    /** Makes an error with any value, as {@code error(value, 0)} does. */
    public LuaError(@Nullable Object value) {
        this(value, Kind.RUN);
    }

    static LuaError memory() {
        return new LuaError(LuaString.of("not enough memory"), Kind.MEMORY);
    }

    static LuaError inHandler() {
        return new LuaError(LuaString.of("error in error handling"), Kind.HANDLER);
    }

    /** Returns the Lua value that was thrown. */
    public @Nullable Object value() {
        return value;
    }

    /** Returns the sort of error. */
    public Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return String.valueOf(value);
    }
}
