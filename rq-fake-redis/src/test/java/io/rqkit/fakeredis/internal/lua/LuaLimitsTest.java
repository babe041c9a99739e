package io.rqkit.fakeredis.internal.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LuaLimitsTest {
    private static final long SMALL = 4 << 20;
    private static final int SMALL_STACK = 384 << 10;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "while true do pcall(function() while true do end end) end",
                "repeat until false",
                "for i = 1, 1e15 do end",
                "local function f() return f() end f()",
                "while true do pcall(error) end",
                "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
                "coroutine.wrap(function() while true do end end)()",
                "return ('a'):rep(30):find(('a*'):rep(30) .. 'b')",
                "local s = ('a'):rep(2e5) return s:find(('a'):rep(1e5) .. 'b', 1, true)",
                "local s = ('a'):rep(2e5) return s:match('.-.-.-.-b')",
                "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.remove(t, 1) table.insert(t, 1, 1) end",
                "while true do table.sort({3, 2, 1}, function(a, b) return a < b end) end",
                "while true do string.rep('x', 1e6) end",
                "while true do (('x'):rep(100)):gsub('x', 'y') end",
                "local t = setmetatable({}, {__index = function(t, k) return t end}) while true do t = t.x end",
                "xpcall(function() while true do end end, function() while true do end end)"
            })
    void interruptEndsWhateverRuns(String text) throws Exception {
        LuaState state = Lua.state();
        FutureTask<Throwable> run =
                new FutureTask<>(() -> catchThrowableOfType(Throwable.class, () -> Lua.run(state, text)));
        Thread thread = new Thread(run, "script");
        thread.start();
        while (state.steps() == 0 && thread.isAlive()) {
            Thread.onSpinWait();
        }

        state.interrupt(new LuaInterrupt("enough"));

        assertThat(run.get(20, TimeUnit.SECONDS))
                .isInstanceOf(LuaInterrupt.class)
                .hasMessage("enough");
        thread.join(Duration.ofSeconds(5).toMillis());
        assertThat(Lua.run(state, "return 'good'")).containsExactly("good");
    }

    @Test
    void stepLimitEndsAScript() {
        LuaState state = Lua.state();
        state.resetSteps(10_000);

        assertThatThrownBy(() -> Lua.run(state, "pcall(function() while true do end end)"))
                .isInstanceOf(LuaInterrupt.class)
                .hasMessage("more than 10000 steps");
        assertThat(state.steps()).isEqualTo(10_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local n = 0\nwhile true do\n  n = n + 1\nend",
                "local n = 0\nfor i = 1, 1e9 do\n  n = n + 1\nend",
                "local n = 0\nrepeat\n  n = n + 1\nuntil n < 0",
                "local function f()\n  while true do\n  end\nend\nf()"
            })
    void stateTellsTheLineWhereAScriptWasEnded(String text) {
        LuaState state = Lua.state();
        state.resetSteps(5_000);

        assertThatThrownBy(() -> Lua.run(state, text)).isInstanceOf(LuaInterrupt.class);

        LuaCall place = state.endedAt();
        assertThat(place).isNotNull();
        assertThat(place.line()).isBetween(2, 4);
    }

    @Test
    void stepsAreTheSameEachTime() {
        LuaState state = Lua.state();
        String text = "local s = 0 for i = 1, 100 do s = s + math.floor(i / 2) end return s";

        state.resetSteps(Long.MAX_VALUE);
        Lua.run(state, text);
        long first = state.steps();
        state.resetSteps(Long.MAX_VALUE);
        Lua.run(state, text);

        assertThat(first).isBetween(200L, 210L);
        assertThat(state.steps()).isEqualTo(first);
    }

    @Test
    void watchIsAskedWhileAScriptRuns() {
        LuaState state = Lua.state();
        long[] last = new long[1];
        state.watch(total -> last[0] = total);

        Lua.run(state, "for i = 1, 10000 do end");

        assertThat(last[0]).isBetween(9_000L, 10_100L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local t = {} for i = 1, 1e9 do t[i] = i end",
                "local t = {} for i = 1, 1e9 do t['k' .. i] = true end",
                "local t = {} while true do t = {t} end",
                "local s = 'x' while true do s = s .. s end",
                "local s = ('x'):rep(1e9)",
                "local t = {} for i = 1, 1000 do t[i] = ('x'):rep(1e5) end return table.concat(t)",
                "local s = ('x'):rep(1e5) return s:gsub('x', s)",
                "local s = ('x'):rep(1e6) return string.format('%s%s%s%s%s', s, s, s, s, s)",
                "local t = {} while true do t[#t + 1] = function() return t end end",
                "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
                "local t = {} while true do t[#t + 1] = newproxy() end",
                "local function f(...) return f(1, 2, 3, 4, 5, 6, 7, 8, ...) end f()"
            })
    void memoryIsLimited(String text) {
        LuaState state = Lua.state();
        state.memoryLimit(SMALL);

        List<String> results = Lua.run(state, "return pcall(function() " + text + " end)");

        assertThat(results.get(0)).isEqualTo("false");
        assertThat(results.get(1)).endsWith("not enough memory");
        assertThat(Lua.run(state, "return #('x'):rep(1000000)")).containsExactly("1000000");
    }

    @Test
    void garbageDoesNotCount() {
        LuaState state = Lua.state();
        state.memoryLimit(SMALL);

        List<String> results = Lua.run(state, "local t for i = 1, 1000 do t = {('x'):rep(50000), i} end return #t[1]");

        assertThat(results).containsExactly("50000");
    }

    @Test
    void memoryUsedFollowsWhatIsHeld() {
        LuaState state = Lua.state();
        long before = state.memoryUsed();

        Lua.run(state, "held = ('x'):rep(1000000)");
        long with = state.memoryUsed();
        Lua.run(state, "held = nil");

        assertThat(with - before).isBetween(1_000_000L, 1_010_000L);
        assertThat(state.memoryUsed() - before).isBetween(0L, 1_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local function r(n) return n == 0 and 0 or 1 + r(n - 1) end return r(15000)",
                "local function g() local ok, e = pcall(g) if not ok then return tostring(e) end return e end return g()",
                "return (loadstring('return ' .. ('('):rep(190) .. '1' .. (')'):rep(190)))()",
                "local function f() return (('x'):gsub('x', f)) end return pcall(f)",
                "local function nest(n) if n == 0 then return 1 end return coroutine.wrap(nest)(n - 1) end return pcall(nest, 300)",
                "return pcall(string.find, 'x', ('x?'):rep(100000))"
            })
    void deepScriptsFitASmallStack(String text) throws Exception {
        LuaState state = Lua.state();
        FutureTask<List<String>> run = new FutureTask<>(() -> Lua.run(state, text));
        new Thread(null, run, "small", SMALL_STACK).start();

        assertThat(run.get(20, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(Lua.run(state, "return 'good'")).containsExactly("good");
    }

    @Test
    void endlessRecursionIsAnErrorThatCanBeCaught() {
        LuaState state = Lua.state();

        List<String> results = Lua.run(state, "local function r() return 1 + r() end return pcall(r)");

        assertThat(results).containsExactly("false", "test:1: stack overflow");
    }
}
