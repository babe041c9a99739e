package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.Nullable;

/** The functions of {@code coroutine}. A coroutine is a stack of its own, not a thread of the JVM's. */
public final class CoroutineLibrary extends LuaLibrary {
    private static final String[] NAMES = {"create", "resume", "running", "status", "wrap", "yield"};
    private static final int RESUME_WRAPPED = 6;

    private CoroutineLibrary() {}

    /** Puts {@code coroutine} into the globals. */
    public static void install(LuaState state) {
        LuaTable table = state.newTable(0, NAMES.length);
        new CoroutineLibrary().register(state, table, NAMES);
        state.globals().put("coroutine", table);
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return switch (number) {
            case 0 -> lua.returns(create(lua));
            case 1 -> resume(lua);
            case 2 -> lua.returns(lua == lua.state.main() ? null : lua);
            case 3 -> lua.returns(LuaString.of(status(lua, check(lua))));
            case 4 -> lua.returns(lua.state.builtin(this, RESUME_WRAPPED, create(lua)));
            case 5 -> lua.yield(lua.count());
            default -> resumeWrapped(lua);
        };
    }

    private static LuaThread create(LuaThread lua) {
        if (!(lua.argument(1) instanceof LuaClosure function)) {
            throw lua.argumentError(1, "Lua function expected");
        }
        lua.state.meter.charge(1024);
        LuaThread made = new LuaThread(lua.state);
        made.push(function);
        return made;
    }

    private static LuaThread check(LuaThread lua) {
        if (lua.argument(1) instanceof LuaThread thread) {
            return thread;
        }
        throw lua.argumentError(1, "coroutine expected");
    }

    private static String status(LuaThread lua, LuaThread thread) {
        if (lua == thread) {
            return "running";
        }
        return switch (thread.status) {
            case LuaThread.SUSPENDED -> "suspended";
            case LuaThread.NORMAL -> thread.depth > 0 ? "normal" : thread.count() == 0 ? "dead" : "suspended";
            default -> "dead";
        };
    }

    private static int resume(LuaThread lua) {
        LuaThread thread = check(lua);
        int first = lua.top;
        boolean succeeded = resume(lua, thread, 2);
        int results = lua.top - first;
        lua.push(null);
        for (int i = lua.top - 1; i > first; i--) {
            lua.move(i - 1, i);
        }
        lua.slots[first] = succeeded;
        return results + 1;
    }

    private static int resumeWrapped(LuaThread lua) {
        LuaThread thread = (LuaThread) lua.running().values[0];
        int first = lua.top;
        if (resume(lua, thread, 1)) {
            return lua.top - first;
        }
        Object value = lua.get(first);
        if (value instanceof LuaString || value instanceof Double) {
            throw new LuaError(LuaString.of(lua.where(1) + LuaState.toText(value)));
        }
        throw new LuaError(value);
    }

    /** Resumes with the arguments from the n-th on; pushes the results, or the error's value. Says whether it succeeded. */
    private static boolean resume(LuaThread lua, LuaThread thread, int n) {
        int arguments = lua.count() - n + 1;
        String status = status(lua, thread);
        if (!thread.hasRoom(Math.max(arguments, 0))) {
            throw lua.error("too many arguments to resume");
        }
        if (!status.equals("suspended")) {
            lua.push(LuaString.of("cannot resume " + status + " coroutine"));
            return false;
        }
        for (int i = 0; i < arguments; i++) {
            thread.push(lua.argument(n + i));
        }
        thread.nested = lua.nested;
        boolean succeeded;
        lua.state.current = thread;
        try {
            succeeded = thread.resume(Math.max(arguments, 0));
        } finally {
            lua.state.current = lua;
        }
        take(lua, thread, succeeded);
        return succeeded;
    }

    private static void take(LuaThread lua, LuaThread thread, boolean succeeded) {
        int results = succeeded ? thread.count() : 1;
        if (!lua.hasRoom(results + 1)) {
            throw lua.error("too many results to resume");
        }
        for (int i = thread.top - results; i < thread.top; i++) {
            @Nullable Object value = thread.get(i);
            lua.push(value);
        }
        thread.top -= results;
    }
}
