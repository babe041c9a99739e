package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.lua.LuaCompiler;
import io.rqkit.fakeredis.internal.lua.LuaState;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.Prototype;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts which lines of scripts and libraries run, where that is wanted; elsewhere it costs nothing. */
final class LineCounts {
    private final boolean wanted;
    private final Map<String, Scripting.Covered> byName = new LinkedHashMap<>();
    private Scripting.@Nullable Covered running;

    LineCounts(boolean wanted) {
        this.wanted = wanted;
    }

    /** Compiles a text that is known by a name; one compiled again goes on with its counts. */
    Prototype compile(String name, byte[] code, LuaString chunkName) {
        if (!wanted) {
            return LuaCompiler.compile(code, chunkName);
        }
        Prototype chunk = LuaCompiler.compileForLines(code, chunkName);
        String text = new String(code, StandardCharsets.ISO_8859_1);
        Scripting.Covered known = byName.get(name);
        if (known == null || !known.text().equals(text)) {
            SortedMap<Integer, Long> runs = new TreeMap<>();
            chunk.statementLines().stream().forEach(line -> runs.put(line, 0L));
            byName.put(name, new Scripting.Covered(name, text, runs));
        }
        return chunk;
    }

    /** Notes what runs from now on. */
    void running(String name) {
        if (wanted) {
            running = byName.get(name);
        }
    }

    void listen(LuaState state) {
        if (wanted) {
            state.lineHook((function, line) -> count(function, line));
        }
    }

    /** What a script compiles itself has lines of its own, which are not those of its text. */
    private void count(Prototype function, int line) {
        Scripting.Covered covered = running;
        if (covered != null && function.source().toString().startsWith("@user_")) {
            covered.runs().computeIfPresent(line, (same, times) -> times + 1);
        }
    }

    List<Scripting.Covered> all() {
        return byName.values().stream()
                .map(each -> new Scripting.Covered(each.name(), each.text(), new TreeMap<>(each.runs())))
                .toList();
    }
}
