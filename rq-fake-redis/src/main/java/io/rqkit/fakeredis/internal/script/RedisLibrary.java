package io.rqkit.fakeredis.internal.script;

import io.rqkit.fakeredis.internal.engine.ScriptRun;
import io.rqkit.fakeredis.internal.engine.Scripts;
import io.rqkit.fakeredis.internal.lua.LuaError;
import io.rqkit.fakeredis.internal.lua.LuaLibrary;
import io.rqkit.fakeredis.internal.lua.LuaString;
import io.rqkit.fakeredis.internal.lua.LuaTable;
import io.rqkit.fakeredis.internal.lua.LuaThread;
import io.rqkit.fakeredis.internal.lua.Numbers;
import io.rqkit.fakeredis.internal.resp.Reply;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions of the table {@code redis}. Follows script_lua.c in Redis. */
final class RedisLibrary extends LuaLibrary {
    private static final int CALL = 0;
    private static final int PCALL = 1;
    private static final int LOG = 2;
    private static final int SETRESP = 3;
    private static final int SHA1HEX = 4;
    private static final int ERROR_REPLY = 5;
    private static final int STATUS_REPLY = 6;
    private static final int SET_REPL = 7;
    private static final int ACL_CHECK_CMD = 8;
    private static final int BREAKPOINT = 9;
    private static final int DEBUG = 10;
    private static final int REPLICATE_COMMANDS = 11;
    private static final int REPL_ALL = 3;
    private static final int WARNING = 3;
    private static final String[] LEVELS = {"debug", "verbose", "notice", "warning"};

    private static final System.Logger SCRIPT_LOG = System.getLogger("io.rqkit.fakeredis.script");

    private final LuaRoom room;

    private RedisLibrary(LuaRoom room) {
        this.room = room;
    }

    /** Makes the table, its fields in the order in which Redis sets them, since {@code pairs} shows it. */
    static LuaTable create(LuaRoom room) {
        LuaTable table = room.state().newTable();
        RedisLibrary library = new RedisLibrary(room);
        library.put(table, "call", CALL);
        library.put(table, "pcall", PCALL);
        library.putLog(table);
        putVersion(table);
        library.put(table, "setresp", SETRESP);
        library.put(table, "sha1hex", SHA1HEX);
        library.put(table, "error_reply", ERROR_REPLY);
        library.put(table, "status_reply", STATUS_REPLY);
        library.put(table, "set_repl", SET_REPL);
        table.put("REPL_NONE", 0.0);
        table.put("REPL_AOF", 1.0);
        table.put("REPL_SLAVE", 2.0);
        table.put("REPL_REPLICA", 2.0);
        table.put("REPL_ALL", (double) REPL_ALL);
        library.put(table, "acl_check_cmd", ACL_CHECK_CMD);
        return table;
    }

    /** Adds what scripts have and functions have not. */
    static void addDebugging(LuaRoom room, LuaTable table) {
        RedisLibrary library = new RedisLibrary(room);
        library.put(table, "breakpoint", BREAKPOINT);
        library.put(table, "debug", DEBUG);
        library.put(table, "replicate_commands", REPLICATE_COMMANDS);
    }

    /** Adds what a library's code may use while it is loaded, besides registering functions. */
    static void addForLoading(LuaRoom room, LuaTable table) {
        new RedisLibrary(room).putLog(table);
        putVersion(table);
    }

    private void put(LuaTable table, String name, int number) {
        table.put(name, room.state().builtin(this, number));
    }

    private void putLog(LuaTable table) {
        put(table, "log", LOG);
        for (int level = 0; level < LEVELS.length; level++) {
            table.put("LOG_" + LEVELS[level].toUpperCase(Locale.ROOT), (double) level);
        }
    }

    private static void putVersion(LuaTable table) {
        table.put("REDIS_VERSION_NUM", (double) 0x0007000f);
        table.put("REDIS_VERSION", LuaString.of("7.0.15"));
    }

    @Override
    protected int call(LuaThread lua, int number) {
        return switch (number) {
            case CALL -> command(lua, true);
            case PCALL -> command(lua, false);
            case LOG -> log(lua);
            case SETRESP -> setResp(lua);
            case SHA1HEX -> sha1hex(lua);
            case ERROR_REPLY -> errorReply(lua);
            case STATUS_REPLY -> statusReply(lua);
            case SET_REPL -> setRepl(lua);
            case ACL_CHECK_CMD -> aclCheck(lua);
            case BREAKPOINT -> lua.returns(Boolean.FALSE);
            case DEBUG -> 0;
            default -> lua.returns(Boolean.TRUE);
        };
    }

    private LuaError failure(String text) {
        return new LuaError(room.reader().error(text));
    }

    /** Returns the running script; outside of one, as while a library is loaded, that is an error. */
    private ScriptRun run(String function) {
        ScriptRun run = room.run();
        if (run == null) {
            throw failure(function + " can only be called inside a script invocation");
        }
        return run;
    }

    private int command(LuaThread lua, boolean raises) {
        ScriptRun run = run("redis.call/pcall");
        byte[][] argv;
        try {
            argv = arguments(lua);
        } catch (LuaError bad) {
            if (raises) {
                throw bad;
            }
            return lua.returns(bad.value());
        }
        boolean resp3 = run.session().resp() == 3;
        Scripts scripts = room.engine().scripts();
        boolean locked = scripts.enter(run);
        try {
            Reply reply = scripts.call(run, argv);
            if (reply instanceof Reply.Int number) {
                return lua.returns((double) number.value());
            }
            Object value = room.reader().read(reply, resp3);
            if (raises && reply instanceof Reply.Err) {
                throw new LuaError(value);
            }
            return lua.returns(value);
        } finally {
            scripts.leave(locked);
        }
    }

    private byte[][] arguments(LuaThread lua) {
        int count = lua.count();
        if (count == 0) {
            throw failure("Please specify at least one argument for this redis lib call");
        }
        byte[][] argv = new byte[count][];
        for (int i = 0; i < count; i++) {
            byte[] word = lua.word(i + 1);
            if (word == null) {
                throw failure("Lua redis lib command arguments must be strings or integers");
            }
            argv[i] = word;
        }
        return argv;
    }

    private int log(LuaThread lua) {
        if (lua.count() < 2) {
            throw failure("redis.log() requires two arguments or more.");
        }
        Double level = number(lua.argument(1));
        if (level == null) {
            throw failure("First argument must be a number (log level).");
        }
        int index = Numbers.toInt(level);
        if (index < 0 || index > WARNING) {
            throw failure("Invalid debug level.");
        }
        if (logs(index)) {
            SCRIPT_LOG.log(level(index), () -> message(lua));
        }
        return 0;
    }

    private boolean logs(int level) {
        String least = room.engine().config().value("loglevel");
        return !least.equals("nothing") && level >= java.util.List.of(LEVELS).indexOf(least);
    }

    private static System.Logger.Level level(int index) {
        return switch (index) {
            case 0 -> System.Logger.Level.TRACE;
            case 1 -> System.Logger.Level.DEBUG;
            case 2 -> System.Logger.Level.INFO;
            default -> System.Logger.Level.WARNING;
        };
    }

    private static String message(LuaThread lua) {
        StringBuilder message = new StringBuilder();
        for (int i = 2; i <= lua.count(); i++) {
            LuaString part = string(lua.argument(i));
            if (part != null) {
                message.append(i == 2 ? "" : " ").append(part);
            }
        }
        return message.toString();
    }

    private int setResp(LuaThread lua) {
        ScriptRun run = run("redis.setresp");
        if (lua.count() != 1) {
            throw failure("redis.setresp() requires one argument.");
        }
        Double version = number(lua.argument(1));
        int resp = version == null ? 0 : Numbers.toInt(version);
        if (resp != 2 && resp != 3) {
            throw failure("RESP version must be 2 or 3.");
        }
        run.session().resp(resp);
        return 0;
    }

    private int sha1hex(LuaThread lua) {
        if (lua.count() != 1) {
            throw failure("wrong number of arguments");
        }
        // what is no string is an empty one
        LuaString text = string(lua.argument(1));
        return lua.returns(LuaString.of(Sha1.hex(text == null ? new byte[0] : text.bytes())));
    }

    private int errorReply(LuaThread lua) {
        if (lua.count() != 1 || !(lua.argument(1) instanceof LuaString text)) {
            return lua.returns(room.reader().error("wrong number or type of arguments"));
        }
        String message = text.toString();
        return lua.returns(room.reader().error(message.startsWith("-") ? message : "-" + message));
    }

    private int statusReply(LuaThread lua) {
        if (lua.count() != 1 || !(lua.argument(1) instanceof LuaString text)) {
            return lua.returns(room.reader().error("wrong number or type of arguments"));
        }
        LuaTable table = room.state().newTable(0, 1);
        table.put("ok", text);
        return lua.returns(table);
    }

    /** Nothing is replicated here, so that only the arguments matter. */
    private int setRepl(LuaThread lua) {
        run("redis.set_repl");
        if (lua.count() != 1) {
            throw failure("redis.set_repl() requires two arguments.");
        }
        Double flags = number(lua.argument(1));
        if (flags != null && (Numbers.toInt(flags) & ~REPL_ALL) != 0) {
            throw failure("Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.");
        }
        return 0;
    }

    private int aclCheck(LuaThread lua) {
        ScriptRun run = run("redis.acl_check_cmd");
        Boolean allowed = room.engine().scripts().allows(run, arguments(lua));
        if (allowed == null) {
            throw failure("Invalid command passed to redis.acl_check_cmd()");
        }
        return lua.returns(allowed);
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof LuaString text ? Numbers.parse(text) : value instanceof Double number ? number : null;
    }

    private static @Nullable LuaString string(@Nullable Object value) {
        return value instanceof Double number ? Numbers.format(number) : value instanceof LuaString text ? text : null;
    }
}
