package io.rqkit.fakeredis.internal.lua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineHookTest {
    private static final String TEXT = """
            local n = 0
            local function f(x)
              if x > 1 then
                return 'many'
              end
              return 'one'
            end

            for i = 1, 2 do
              n = n + i
            end
            local unused = function()
              n = 5
            end
            return f(1),
              n
            """;

    private static Prototype compile() {
        return LuaCompiler.compileForLines(TEXT.getBytes(StandardCharsets.ISO_8859_1), LuaString.of("@test"));
    }

    @Test
    void eachStatementIsReportedWhenItRuns() {
        LuaState state = Lua.state();
        List<Integer> lines = new ArrayList<>();
        state.lineHook((function, line) -> lines.add(line));

        Object[] results = state.call(state.function(compile()), null);

        assertThat(results).containsExactly(LuaString.of("one"), 3.0);
        assertThat(lines).containsExactly(1, 2, 9, 10, 10, 12, 15, 3, 6);
    }

    @Test
    void statementLinesAreKnownBeforehand() {
        BitSet lines = compile().statementLines();

        assertThat(lines.stream()).containsExactly(1, 2, 3, 4, 6, 9, 10, 12, 13, 15);
    }

    @Test
    void ordinaryChunksReportNothing() {
        LuaState state = Lua.state();
        List<Integer> lines = new ArrayList<>();
        state.lineHook((function, line) -> lines.add(line));

        Lua.run(state, TEXT);

        assertThat(lines).isEmpty();
        assertThat(Lua.compile(TEXT).statementLines().isEmpty()).isTrue();
    }

    @Test
    void errorsKeepTheirLinesAndNames() {
        LuaState state = Lua.state();
        String text = "local t\nreturn pcall(function()\n  local x = 1\n  return t.y + x\nend)";
        Prototype chunk =
                LuaCompiler.compileForLines(text.getBytes(StandardCharsets.ISO_8859_1), LuaString.of("@test"));

        Object[] results = state.call(state.function(chunk), null);

        assertThat(results[1]).isEqualTo(LuaString.of("test:4: attempt to index upvalue 't' (a nil value)"));
    }
}
