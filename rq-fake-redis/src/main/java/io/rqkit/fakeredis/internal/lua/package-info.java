/**
 * A Lua 5.1, as PUC-Rio's 5.1.5 is, that knows nothing of Redis. Its compiler, table and pattern matcher follow the
 * structure of that implementation (copyright 1994–2012 Lua.org, PUC-Rio, MIT licence), because error texts, lines, limits
 * and the order of {@code pairs} follow from it.
 *
 * <h2>Values</h2>
 *
 * nil is {@code null}, booleans are {@link java.lang.Boolean} (only {@code TRUE} and {@code FALSE}), numbers
 * {@link java.lang.Double}, strings {@link io.rqkit.fakeredis.internal.lua.LuaString}, then
 * {@link io.rqkit.fakeredis.internal.lua.LuaTable}, {@link io.rqkit.fakeredis.internal.lua.LuaFunction},
 * {@link io.rqkit.fakeredis.internal.lua.LuaUserdata} and coroutines, {@link io.rqkit.fakeredis.internal.lua.LuaThread}.
 *
 * <h2>Running a chunk</h2>
 *
 * <pre>{@code
 * Prototype chunk = LuaCompiler.compile(text, LuaString.of("@user_script")); // once; shared by all states and threads
 * LuaState state = new LuaState();                                          // a world with empty globals
 * BaseLibrary.install(state);                                               // … and those it should have
 * Object[] results = state.call(state.function(chunk), handler);            // throws LuaError, LuaInterrupt
 * }</pre>
 *
 * A handler (a function or null) sees an error's value before the calls are undone; in Java it finds where the error was with
 * {@link io.rqkit.fakeredis.internal.lua.LuaThread#caller}: level 0 is itself, level 1 the function that failed.
 *
 * <h2>Functions in Java</h2>
 *
 * A library is one class with a {@code switch} on the function's number
 * ({@link io.rqkit.fakeredis.internal.lua.LuaLibrary}); {@code register} puts its functions into a table. A function reads
 * {@code lua.argument(1)}, {@code lua.checkString(1)} and so on, pushes results and returns how many
 * ({@code return lua.returns(value)}), calls Lua by {@code lua.call(function, arguments…)}, and throws
 * {@code lua.error("text")} (with the caller's position), {@code lua.argumentError(n, "text")} or {@code new LuaError(value)}.
 *
 * <h2>Limits</h2>
 *
 * Every loop turn and call is a step. About every thousand steps the state looks whether
 * {@link io.rqkit.fakeredis.internal.lua.LuaState#interrupt} was called, whether the limit of steps is passed, and asks its
 * {@link io.rqkit.fakeredis.internal.lua.LuaWatch}; an {@link io.rqkit.fakeredis.internal.lua.LuaInterrupt} thrown there ends
 * the script through any {@code pcall}. Long work in Java counts through {@code work}, memory through {@code charge}.
 * Recursion between Lua functions uses no stack of the JVM's. A
 * {@link io.rqkit.fakeredis.internal.lua.LineHook} hears of statements in chunks compiled for it, and costs others nothing.
 */
@NullMarked
package io.rqkit.fakeredis.internal.lua;

import org.jspecify.annotations.NullMarked;
