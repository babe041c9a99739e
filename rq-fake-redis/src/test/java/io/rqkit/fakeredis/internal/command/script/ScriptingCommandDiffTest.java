package io.rqkit.fakeredis.internal.command.script;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts and functions that do to keys what other commands do, in and out of transactions. */
class ScriptingCommandDiffTest extends FamilyDiffTest {
    private static final String LIBRARY = "#!lua name=%s\\n"
            + "redis.register_function('%s', function(keys, args) return redis.call('set', keys[1] or 'k', args[1]"
            + " or 'v') end)";
    private static final String READER =
            "#!lua name=%s\\nredis.register_function{function_name='%s', flags={'no-writes'},"
                    + " callback=function(keys) return redis.call('get', keys[1] or 'k') end}";
    private static final List<String> SCRIPTS = List.of(
            "return redis.call('get', KEYS[1])",
            "return redis.call('set', KEYS[1], ARGV[1])",
            "return redis.pcall('incr', KEYS[1])",
            "return redis.call('lpush', KEYS[1], ARGV[1], ARGV[1])",
            "return {redis.pcall('hset', KEYS[1], 'f', ARGV[1]), redis.pcall('hgetall', KEYS[1])}",
            "redis.setresp(3) return redis.pcall('hgetall', KEYS[1])",
            "return redis.call('type', KEYS[1])",
            "return {KEYS[1], ARGV[1], #KEYS, #ARGV}",
            "#!lua flags=no-writes\nreturn redis.call('exists', KEYS[1])",
            "#!lua flags=no-writes\nreturn redis.call('del', KEYS[1])",
            "return cjson.encode({KEYS, ARGV})",
            "error(ARGV[1])",
            "return redis.call('del', KEYS[1]) + redis.call('exists', KEYS[1])");
    private static final List<String> SHAS = List.of(
            "e0e1f9fabfc9d4800c877a703b823ac0578ff8db",
            "4e6d8fc8bb01276962cce5371fa795a7763657ae",
            "4E6D8FC8BB01276962CCE5371FA795A7763657AE",
            "short");

    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(8, g -> cmd("EVAL", g.oneOf(SCRIPTS), "1", g.key(), g.value()))
                .add(2, g -> cmd("EVAL_RO", g.oneOf(SCRIPTS), "1", g.key(), g.value()))
                .add(1, g -> cmd("EVAL", g.oneOf(SCRIPTS), g.oneOf("0", "-1", "5", "x"), g.key()))
                .add(
                        2,
                        g -> cmd(
                                "SCRIPT", "LOAD", g.oneOf("return 1", "return redis.call('get', KEYS[1])", "return +")))
                .add(2, g -> cmd("EVALSHA", g.oneOf(SHAS), "1", g.key()))
                .add(1, g -> cmd("EVALSHA_RO", g.oneOf(SHAS), "1", g.key()))
                .add(1, g -> cmd("SCRIPT", "EXISTS", g.oneOf(SHAS), g.oneOf(SHAS)))
                .add(1, g -> cmd("SCRIPT", "FLUSH", g.options("SYNC", "ASYNC", "NOSUCH")))
                .add(1, g -> cmd("SCRIPT", g.oneOf("HELP", "KILL", "NOSUCH")))
                .add(3, g -> cmd("FUNCTION", "LOAD", g.options("REPLACE"), library(g)))
                .add(3, g -> cmd("FCALL", g.oneOf("f", "g", "F", "none"), "1", g.key(), g.value()))
                .add(2, g -> cmd("FCALL_RO", g.oneOf("f", "g", "none"), "1", g.key()))
                .add(1, g -> cmd("FCALL", "f", g.oneOf("0", "-1", "5", "x")))
                .add(1, g -> cmd("FUNCTION", "DELETE", g.oneOf("one", "two", "none")))
                .add(1, g -> cmd("FUNCTION", "FLUSH", g.options("SYNC", "ASYNC", "NOSUCH")))
                .add(
                        2,
                        g -> cmd(
                                "FUNCTION", "LIST", "LIBRARYNAME", g.oneOf("o*", "TWO", "none"), g.options("WITHCODE")))
                .add(1, g -> cmd("FUNCTION", g.oneOf("STATS", "HELP", "KILL", "NOSUCH")))
                .add(1, g -> cmd("MULTI"))
                .add(1, g -> cmd("EXEC"))
                .add(2, g -> cmd("SET", g.key(), g.value()))
                .typeMixers(1);
    }

    private static String library(Gen g) {
        return String.format(
                (g.oneOf(LIBRARY, READER)).replace("\\n", "\n"), g.oneOf("one", "two"), g.oneOf("f", "g", "bad name"));
    }

    @Override
    protected List<String> resets() {
        return List.of("FUNCTION FLUSH", "SCRIPT FLUSH");
    }

    @Test
    void librariesAreRefusedWithTheReason(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "FUNCTION LOAD \"return 1\"",
                        "FUNCTION LOAD \"#!lua\"",
                        "FUNCTION LOAD \"#!lua\\nreturn 1\"",
                        "FUNCTION LOAD \"#!js name=a\\nreturn 1\"",
                        "FUNCTION LOAD \"#!lua name=a-b\\nreturn 1\"",
                        "FUNCTION LOAD \"#!lua name=a name=b\\nreturn 1\"",
                        "FUNCTION LOAD \"#!lua name=a foo=b\\nreturn 1\"",
                        "FUNCTION LOAD \"#!LUA NAME=a\\nredis.register_function('f', function() end)\"",
                        "FUNCTION LOAD \"#!lua name=a\\nreturn 1\"",
                        "FUNCTION LOAD \"#!lua name=b\\nreturn 1\"",
                        "FUNCTION LOAD \"#!lua name=b\\nreturn +\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.call('get', 'k')\"",
                        "FUNCTION LOAD \"#!lua name=b\\nlocal x = math.random()\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function('f')\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function()\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function('f', 1)\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function(1, function() end)\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function{function_name='f'}\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function{callback=function() end}\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function{function_name='f', nosuch=1}\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function{function_name='x', callback=1}\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function{function_name={}, nosuch=1}\"",
                        "FUNCTION LOAD \"#!lua name=b\\nredis.register_function('f', function() end)\"",
                        "FUNCTION LOAD \"#!lua name=c\\nredis.register_function('F', function() end)\"",
                        "FUNCTION LOAD NOSUCH \"#!lua name=c\\nreturn 1\"",
                        "FUNCTION LIST WITHCODE"));
    }

    @Test
    void functionsFailWithTheirPlace(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "FUNCTION LOAD \"#!lua name=a\\n"
                                + "local n = 0\\n"
                                + "redis.register_function('f', function(keys, args)\\n"
                                + "  n = n + 1\\n"
                                + "  if args[1] then return redis.call(unpack(args)) end\\n"
                                + "  return {n, x}\\n"
                                + "end)\\n"
                                + "redis.register_function('g', function() redis.register_function('h', f) end)\"",
                        "FCALL f 0",
                        "FCALL f 0 nosuch",
                        "FCALL f 0 get",
                        "FCALL f 0 eval 'return 1' 0",
                        "FCALL f 0 set k v",
                        "FCALL_RO f 0 set k v",
                        "FCALL g 0",
                        "FUNCTION RESTORE nonsense",
                        "FUNCTION RESTORE nonsense NOSUCH",
                        "FUNCTION STATS",
                        "FUNCTION DUMP",
                        "FUNCTION DELETE a",
                        "FUNCTION DUMP",
                        "FCALL f 0"));
    }
}
