package io.rqkit.fakeredis.internal.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class LuaStateTest {
    @Test
    void oneChunkRunsInManyStates() {
        Prototype chunk = Lua.compile("n = (n or 0) + 1 return n");
        LuaState one = new LuaState();
        LuaState other = new LuaState();

        one.call(one.function(chunk), null);
        Object[] second = one.call(one.function(chunk), null);
        Object[] first = other.call(other.function(chunk), null);

        assertThat(second).containsExactly(2.0);
        assertThat(first).containsExactly(1.0);
    }

    @Test
    void callPassesArgumentsAndReturnsAllResults() {
        LuaState state = new LuaState();
        LuaClosure function = state.function(Lua.compile("local a, b = ... return b, nil, a"));

        Object[] results = state.call(function, null, LuaString.of("x"), 2.0);

        assertThat(results).containsExactly(2.0, null, LuaString.of("x"));
    }

    @Test
    void errorLeavesWithItsValue() {
        LuaState state = Lua.state();

        LuaError error = catchThrowableOfType(LuaError.class, () -> Lua.run(state, "\nerror('no')"));

        assertThat(error.value()).isEqualTo(LuaString.of("test:2: no"));
    }

    @Test
    void stateIsGoodAfterAnError() {
        LuaState state = Lua.state();

        assertThatThrownBy(() -> Lua.run(state, "local function f() error('deep') end f()"))
                .isInstanceOf(LuaError.class);

        assertThat(Lua.run(state, "return 1 + 1")).containsExactly("2");
    }

    @Test
    void handlerSeesWhereTheErrorWas() {
        LuaState state = Lua.state();
        List<LuaCall> seen = new ArrayList<>();
        LuaLibrary library = new LuaLibrary() {
            @Override
            protected int call(LuaThread lua, int number) {
                LuaCall place = lua.caller(1);
                seen.add(place);
                return lua.returns(LuaString.of("handled " + lua.checkString(1)));
            }
        };
        LuaClosure function =
                state.function(Lua.compile("local function f()\n local t\n return t.x\nend\nlocal x = f()"));

        assertThatThrownBy(() -> state.call(function, state.builtin(library, 0)))
                .hasMessage("handled test:3: attempt to index local 't' (a nil value)");

        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).what()).isEqualTo("Lua");
        assertThat(seen.get(0).line()).isEqualTo(3);
        assertThat(seen.get(0).name()).isEqualTo("f");
        assertThat(seen.get(0).source()).isEqualTo("@test");
    }

    @Test
    void libraryFunctionsAreToldApartByNumber() {
        LuaState state = Lua.state();
        LuaTable table = state.newTable();
        new LuaLibrary() {
            void install() {
                register(state, table, "twice", "apply");
            }

            @Override
            protected int call(LuaThread lua, int number) {
                return number == 0
                        ? lua.returns(2 * lua.checkNumber(1))
                        : lua.returns(lua.call(lua.checkFunction(1), lua.argument(2)), (double) lua.count());
            }
        }.install();
        state.globals().put("my", table);

        List<String> results = Lua.run(state, "return my.twice(21), my.apply(function(x) return x .. '!' end, 'hey')");

        assertThat(results).containsExactly("42", "hey!", "2");
    }

    @Test
    void argumentErrorsNameTheFunctionAsCalled() {
        LuaState state = Lua.state();
        state.globals()
                .put(
                        "half",
                        state.builtin(
                                new LuaLibrary() {
                                    @Override
                                    protected int call(LuaThread lua, int number) {
                                        return lua.returns(lua.checkNumber(1) / 2);
                                    }
                                },
                                0));

        assertThat(Lua.run(state, "return select(2, pcall(function() local x = half('x') end))"))
                .containsExactly("test:1: bad argument #1 to 'half' (number expected, got string)");
    }

    @Test
    void coroutinesNeedNoThread() throws Exception {
        LuaState state = Lua.state();
        ThreadGroup group = new ThreadGroup("coroutines"); // that of other tests begins and ends threads meanwhile
        FutureTask<List<String>> results = new FutureTask<>(() -> {
            List<String> values = Lua.run(
                    state,
                    "local cos = {} for i = 1, 100 do cos[i] = coroutine.wrap(function() while true do coroutine.yield(i) end end)"
                            + " cos[i]() end return cos[100]()");
            assertThat(group.activeCount()).isEqualTo(1);
            return values;
        });

        new Thread(group, results).start();

        assertThat(results.get()).containsExactly("100");
    }

    @Test
    void stateCannotBeEnteredTwice() {
        LuaState state = Lua.state();
        state.globals()
                .put(
                        "again",
                        state.builtin(
                                new LuaLibrary() {
                                    @Override
                                    protected int call(LuaThread lua, int number) {
                                        Lua.run(lua.state(), "return 1");
                                        return 0;
                                    }
                                },
                                0));

        assertThatThrownBy(() -> Lua.run(state, "pcall(again)")).isInstanceOf(IllegalStateException.class);
        assertThat(Lua.run(state, "return 'still good'")).containsExactly("still good");
    }

    @Test
    void compilerTellsWhatIsWrong() {
        LuaError error = catchThrowableOfType(LuaError.class, () -> Lua.compile("x = = 1"));

        assertThat(error.kind()).isEqualTo(LuaError.Kind.SYNTAX);
        assertThat(error).hasMessage("test:1: unexpected symbol near '='");
    }

    @Test
    void clockIsTheHosts() {
        LuaState state = Lua.state();
        OsLibrary.install(state, () -> 12.5);

        assertThat(Lua.run(state, "return os.clock(), os.time")).containsExactly("12.5", "nil");
    }
}
