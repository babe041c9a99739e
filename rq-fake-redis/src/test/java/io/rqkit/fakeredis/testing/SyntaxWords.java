package io.rqkit.fakeredis.testing;

import java.util.List;
import java.util.Set;

/** Arguments for one command by their names and types, right and wrong ones. What they meet is set up by {@link #SETUP}. */
final class SyntaxWords {
    /** Options of some commands, to be met by others. */
    static final List<String> TOKENS = List.of(
            "COUNT",
            "LIMIT",
            "WITHSCORES",
            "NX",
            "XX",
            "GET",
            "STORE",
            "MATCH",
            "TYPE",
            "BY",
            "ASYNC",
            "REPLACE",
            "ID");

    /** Data of all types. */
    static final List<String> SETUP = List.of(
            "SET str hello",
            "SET int 10",
            "RPUSH list a b c 1 2",
            "HSET hash f v n 5 a 1",
            "SADD set a b c",
            "SADD ints 1 2 3",
            "ZADD zset 1 a 2 b 3 c",
            "GEOADD geo 13.361389 38.115556 a 15.087269 37.502669 b",
            "XADD stream 1-1 f v",
            "XADD stream 2-1 f v",
            "XADD stream 3-1 f v",
            "XGROUP CREATE stream g 0",
            "XREADGROUP GROUP g c COUNT 2 STREAMS stream >",
            "PFADD hll a b c",
            "SETBIT bits 7 1",
            "FUNCTION LOAD REPLACE \"#!lua name=lib\\nredis.register_function('f', function(keys, args) return keys end)\"",
            "SCRIPT LOAD \"return 1\"",
            "ACL SETUSER bob on >pw ~k* +get");

    private static final List<String> KEYS = List.of(
            "str", "int", "list", "hash", "set", "ints", "zset", "geo", "stream", "hll", "bits", "gone", "dst", "");

    private static final List<String> BAD_NUMBERS = List.of(
            "", "abc", "1.5", "1e3", " 1", "1 ", "+1", "01", "0x10", "-0", "nan", "inf", "--1", "1".repeat(30), "(1");
    private static final List<String> LIMITS = List.of(
            "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809");
    /** Among them none that is a time soon over, nor one that needs the clock. */
    private static final List<String> STEADY =
            List.of("0", "-1", "-2", "100000", "100000000", "9223372036854775807", "9223372036854775808");

    /** Commands that take times. */
    static final Set<String> TIMED = Set.of(
            "expire",
            "pexpire",
            "expireat",
            "pexpireat",
            "setex",
            "psetex",
            "set",
            "getex",
            "restore",
            "restore-asking",
            "xclaim",
            "xautoclaim",
            "xpending");

    private final ArgumentSpec.OfCommand command;
    private final Gen gen;

    SyntaxWords(ArgumentSpec.OfCommand command, Gen gen) {
        this.command = command;
        this.gen = gen;
    }

    /** Returns a key that mostly holds what the command is for. */
    String key() {
        return gen.percent(75) ? gen.oneOf(fitting()) : anyKey();
    }

    String anyKey() {
        return gen.oneOf(KEYS);
    }

    String badNumber() {
        boolean timed = TIMED.contains(command.name());
        return gen.percent(70) ? gen.oneOf(BAD_NUMBERS) : gen.oneOf(timed ? STEADY : LIMITS);
    }

    String number() {
        return TIMED.contains(command.name())
                ? gen.oneOf(STEADY)
                : gen.oneOf("0", "1", "2", "3", "-1", "-2", "7", "100");
    }

    String number(ArgumentSpec argument) {
        return switch (argument.name()) {
            case "longitude" -> gen.oneOf("13.5", "15", "-181", "180", "0");
            case "latitude" -> gen.oneOf("37.5", "38", "-86", "85.06", "0");
            case "radius", "width", "height" -> gen.oneOf("200", "100000", "0", "-1", "1.5");
            case "min", "max", "score", "weight", "increment" ->
                gen.oneOf("1", "2", "-1", "1.5", "-inf", "+inf", "(1", "3");
            case "port" -> gen.oneOf("1", "65536", "-1", "port");
            case "client-id" -> gen.oneOf("0", "-1", "999999999");
            case "timeout" -> gen.oneOf("0.001", "-1");
            case "cursor" -> gen.oneOf("0", "0", "0", "5", "18446744073709551615", "18446744073709551616");
            case "protover" -> gen.oneOf("2", "3", "1", "4");
            case "seconds", "milliseconds", "unix-time-seconds", "unix-time-milliseconds", "ttl", "ms" ->
                gen.oneOf("100000", "0", "-1");
            default -> gen.percent(90) ? number() : badNumber();
        };
    }

    String value(ArgumentSpec argument) {
        return switch (argument.name()) {
            case "id", "start", "end", "last-id", "max_deleted_entry_id", "threshold", "min", "max", "stop" -> bound();
            case "min-idle-time" -> gen.oneOf("0", "100000000");
            case "group", "groupname" -> gen.oneOf("g", "g", "g", "h");
            case "consumer", "consumername" -> gen.oneOf("c", "c", "d");
            case "encoding" -> gen.oneOf("u8", "i16", "u64", "i65", "u0", "x");
            case "script", "function-code" -> script();
            case "sha1" -> gen.oneOf("e0e1f9fabfc9d4800c877a703b823ac0578ff8db", "0".repeat(40), "nope");
            case "function" -> gen.oneOf("f", "F", "nope");
            case "library-name", "library-name-pattern" -> gen.oneOf("lib", "nope", "l*");
            case "serialized-value" -> gen.oneOf("", "nope", "\u0000\u0001a\n\u0000abcdefgh");
            case "operation" -> gen.oneOf("AND", "or", "XOR", "NOT", "nope");
            case "username" -> gen.oneOf("bob", "bob", "nobody", "default", "");
            case "password" -> gen.oneOf("pw", "nope");
            case "rule" -> rule();
            case "categoryname", "category" -> gen.oneOf("string", "write", "nope");
            case "parameter" -> gen.oneOf("hz", "maxmemory-policy", "appendfsync", "hash-max-listpack-entries", "nope");
            case "value" -> gen.oneOf("10", "a", "1.5", "noeviction", "always", "");
            case "command", "command-name", "module-name" -> gen.oneOf("get", "config|get", "nope", "set", "client");
            case "host", "ip" -> gen.oneOf("127.0.0.1", "nope");
            case "ip:port" -> gen.oneOf("10.0.0.1:1", "nope");
            case "type" -> gen.oneOf("string", "zset", "nope");
            case "section" -> gen.oneOf("server", "all", "nope");
            case "field" -> gen.oneOf("f", "n", "nope");
            case "subcommand" -> gen.oneOf("GETREG", "DECODE", "ENCODING", "TODENSE", "nope");
            case "pattern" -> gen.oneOf("*", "a*", "[", "nosort", "x_*->f");
            case "channel", "shardchannel" -> gen.oneOf("ch", "ch2");
            default -> gen.oneOf("a", "b", "1", "x", "");
        };
    }

    private String bound() {
        return gen.oneOf(
                "1-1", "2-1", "0", "-", "+", "3", "(1", "[a", "(b", "$", ">", "9-9", "1-x", "abc", "-inf", "1-*");
    }

    private String script() {
        return gen.oneOf(
                "return 1",
                "return redis.call('GET', KEYS[1])",
                "return {KEYS, ARGV}",
                "return redis.error_reply('MY error')",
                "x x",
                "",
                "#!lua name=lib2\nredis.register_function('f2', function() return 1 end)",
                "#!lua name=lib\nredis.register_function('f', function() return 2 end)",
                "#!lua\nreturn 1",
                "#!nope name=x\n",
                "#!lua flags=nope\nreturn 1",
                "#!lua flags=no-writes\nreturn redis.call('SET', 'a', 'b')");
    }

    private String rule() {
        return gen.oneOf(
                "+get",
                "-@all",
                "+@all",
                "~k*",
                "%R~x*",
                "%X~x",
                "on",
                "off",
                ">pw",
                "<pw",
                "#zz",
                "!zz",
                "nopass",
                "resetkeys",
                "+nope",
                "+@nope",
                "(+get ~a)",
                "(",
                "(nope)",
                "allkeys",
                "&c*",
                "~",
                "+config|get",
                "-config|nope",
                "+get|x",
                "+client|id|x",
                "reset",
                "sanitize-payload",
                "clearselectors",
                "allchannels",
                "#" + "0".repeat(64),
                "resetchannels",
                "-get",
                "%rw~a",
                "a b");
    }

    private List<String> fitting() {
        return switch (command.group()) {
            case "string" -> List.of("str", "int", "gone");
            case "bitmap" -> List.of("bits", "str", "gone");
            case "list" -> List.of("list", "gone", "dst");
            case "hash" -> List.of("hash", "gone");
            case "set" -> List.of("set", "ints", "gone", "dst");
            case "sorted-set" -> List.of("zset", "geo", "gone", "dst");
            case "geo" -> List.of("geo", "zset", "gone", "dst");
            case "stream" -> List.of("stream", "stream", "gone");
            case "hyperloglog" -> List.of("hll", "gone");
            default -> KEYS;
        };
    }
}
