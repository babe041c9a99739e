package io.rqkit.fakeredis.internal.lua;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shortcuts for tests of the language. */
final class Lua {
    private Lua() {}

    /** Makes a state with all libraries. */
    static LuaState state() {
        LuaState state = new LuaState();
        BaseLibrary.install(state);
        CoroutineLibrary.install(state);
        TableLibrary.install(state);
        StringLibrary.install(state);
        MathLibrary.install(state);
        return state;
    }

    static Prototype compile(String text) {
        return LuaCompiler.compile(text.getBytes(StandardCharsets.ISO_8859_1), LuaString.of("@test"));
    }

    /** Runs a chunk and returns its results as {@code tostring} shows them. */
    static List<String> run(LuaState state, String text) {
        List<String> results = new ArrayList<>();
        for (Object result : state.call(state.function(compile(text)), null)) {
            results.add(LuaState.toText(result).toString());
        }
        return results;
    }
}
