package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.command.CommandException;
import io.rqkit.fakeredis.internal.lua.LuaError;
import io.rqkit.fakeredis.internal.lua.LuaFunction;
import io.rqkit.fakeredis.internal.lua.LuaLibrary;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;
import io.rqkit.fakeredis.internal.lua.Numbers;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** redis.register_function, by which a library's code tells of its functions. Follows function_lua.c in Redis. */
final class RegisterLibrary extends LuaLibrary {
    private static final String CALLED = "redis.register_function";
    private final LuaRoom room;
    private @Nullable Library loading;

    RegisterLibrary(LuaRoom room) {
        this.room = room;
    }

    /** Notes the library that functions belong to from now on, or with null that none is being loaded. */
    void loading(@Nullable Library library) {
        loading = library;
    }

    private LuaError failure(String text) {
        return new LuaError(room.reader().error(text));
    }

    @Override
    protected int call(LuaThread lua, int number) {
        Library library = loading;
        if (library == null) {
            throw failure(CALLED + " can only be called on FUNCTION LOAD command");
        }
        if (lua.count() < 1 || lua.count() > 2) {
            throw failure("wrong number of arguments to " + CALLED);
        }
        Library.Function function = lua.count() == 1 ? named(lua, library) : positional(lua, library);
        add(library, function);
        return 0;
    }

    private void add(Library library, Library.Function function) {
        try {
            Libraries.requireName(function.name());
        } catch (CommandException bad) {
            throw failure("-" + bad.text());
        }
        if (library.functions().putIfAbsent(function.name(), function) != null) {
            throw failure("Function already exists in the library");
        }
    }

    private Library.Function positional(LuaThread lua, Library library) {
        LuaString name = string(lua.argument(1));
        if (name == null) {
            throw failure("first argument to " + CALLED + " must be a string");
        }
        if (!(lua.argument(2) instanceof LuaFunction callback)) {
            throw failure("second argument to " + CALLED + " must be a function");
        }
        return new Library.Function(name.toString(), callback, null, EnumSet.noneOf(ScriptFlag.class), library);
    }

    /** Arguments are looked at in the table's order, which shows in which of two mistakes is named. */
    private Library.Function named(LuaThread lua, Library library) {
        if (!(lua.argument(1) instanceof LuaTable arguments)) {
            throw failure("calling " + CALLED
                    + " with a single argument is only applicable to Lua table (representing named arguments).");
        }
        LuaString name = null;
        LuaString description = null;
        Object callback = null;
        Set<ScriptFlag> flags = EnumSet.noneOf(ScriptFlag.class);
        for (int at = arguments.next(-1); at >= 0; at = arguments.next(at)) {
            LuaString key = string(arguments.keyAt(at));
            if (key == null) {
                throw failure("named argument key given to " + CALLED + " is not a string");
            }
            Object value = arguments.valueAtCursor(at);
            switch (key.toString().toLowerCase(Locale.ROOT)) {
                case "function_name" -> name = text(value, "function_name");
                case "description" -> description = text(value, "description");
                case "callback" -> callback = callback(value);
                case "flags" -> flags = flags(value);
                default -> throw failure("unknown argument given to " + CALLED);
            }
        }
        if (name == null) {
            throw failure(CALLED + " must get a function name argument");
        }
        if (callback == null) {
            throw failure(CALLED + " must get a callback argument");
        }
        byte[] described = description == null ? null : description.bytes();
        return new Library.Function(name.toString(), callback, described, flags, library);
    }

    private LuaString text(Object value, String argument) {
        LuaString text = string(value);
        if (text == null) {
            throw failure(argument + " argument given to " + CALLED + " must be a string");
        }
        return text;
    }

    private Object callback(Object value) {
        if (!(value instanceof LuaFunction)) {
            throw failure("callback argument given to " + CALLED + " must be a function");
        }
        return value;
    }

    private Set<ScriptFlag> flags(Object value) {
        if (!(value instanceof LuaTable names)) {
            throw failure("flags argument to " + CALLED + " must be a table representing function flags");
        }
        Set<ScriptFlag> flags = EnumSet.noneOf(ScriptFlag.class);
        int index = 1;
        for (Object name = names.get(index); name != null; name = names.get(++index)) {
            LuaString text = string(name);
            ScriptFlag flag =
                    text == null ? null : ScriptFlag.of(text.toString().toLowerCase(Locale.ROOT));
            if (flag == null) {
                throw failure("unknown flag given");
            }
            flags.add(flag);
        }
        return flags;
    }

    private static @Nullable LuaString string(@Nullable Object value) {
        return value instanceof Double number ? Numbers.format(number) : value instanceof LuaString text ? text : null;
    }
}
