package io.rqkit.fakeredis.internal.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A library of functions as FUNCTION LOAD made it. */
public final class Library {
    private final String name;
    private final byte[] code;
    private final Map<String, Function> functions = new LinkedHashMap<>();

    Library(String name, byte[] code) {
        this.name = name;
        this.code = code;
    }

    /**
     * A function of a library.
     *
     * @param callback the Lua function
     * @param description what the library says of it, or null
     */
    public record Function(
            String name, Object callback, byte @Nullable [] description, Set<ScriptFlag> flags, Library library) {
        /** Returns the names of the flags, in Redis's order. */
        public List<String> flagNames() {
            return flags.stream().map(ScriptFlag::text).toList();
        }
    }

    public String name() {
        return name;
    }

    /** Returns the code as it came, its first line included. */
    public byte[] code() {
        return code;
    }

    /** Returns the functions by name, in the order in which they were registered. */
    public Map<String, Function> functions() {
        return functions;
    }
}
