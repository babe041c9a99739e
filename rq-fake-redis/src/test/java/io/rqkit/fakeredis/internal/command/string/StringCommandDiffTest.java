package io.rqkit.fakeredis.internal.command.string;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringCommandDiffTest extends FamilyDiffTest {
    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(4, g -> cmd("SET", g.key(), g.value(), setOptions(g)))
                .add(2, g -> cmd("GETEX", g.key(), getExOptions(g)))
                .add(2, g -> cmd(g.oneOf("GET", "GETDEL", "STRLEN", "TTL", "PTTL"), g.key()))
                .add(2, g -> cmd("MGET", g.keys(1, 4)))
                .add(2, g -> cmd(g.oneOf("GETSET", "SETNX", "APPEND", "APPEND"), g.key(), g.value()))
                .add(1, g -> cmd("SETEX", g.key(), g.ttlSeconds(), g.value()))
                .add(1, g -> cmd("PSETEX", g.key(), g.ttlMillis(), g.value()))
                .add(2, g -> cmd(g.oneOf("MSET", "MSETNX"), g.pairs(1, 3, g::key, g::value)))
                .add(2, g -> cmd(g.oneOf("GETRANGE", "SUBSTR"), g.key(), g.index(), g.index()))
                .add(2, g -> cmd("SETRANGE", g.key(), g.percent(95) ? g.between(-2, 70) : g.value(), g.value()))
                .add(2, g -> cmd(g.oneOf("INCR", "DECR"), g.key()))
                .add(3, g -> cmd(g.oneOf("INCRBY", "DECRBY"), g.key(), g.integer()))
                .add(3, g -> cmd("INCRBYFLOAT", g.key(), number(g)))
                .add(2, g -> cmd("LCS", g.key(), g.key(), lcsOptions(g)))
                .add(1, g -> cmd("OBJECT", "ENCODING", g.key()))
                .addAll(1, g -> List.of(cmd("WATCH", "a"), cmd("INCR", "a").on(1), cmd("MULTI"), get(g), cmd("EXEC")))
                .addAll(1, g -> List.of(cmd("MULTI"), get(g), cmd("APPEND", g.key(), "x"), get(g), cmd("EXEC")))
                .typeMixers(3);
    }

    private static Cmd get(Gen g) {
        return cmd("GET", g.key());
    }

    private static List<String> setOptions(Gen g) {
        return g.options(
                "NX",
                "XX",
                "GET",
                "KEEPTTL",
                List.of("EX", g.ttlSeconds()),
                List.of("PX", g.ttlMillis()),
                List.of("EXAT", g.unixSeconds()),
                List.of("PXAT", g.unixMillis()));
    }

    private static List<String> getExOptions(Gen g) {
        return g.options(
                "PERSIST",
                List.of("EX", g.ttlSeconds()),
                List.of("PX", g.ttlMillis()),
                List.of("EXAT", g.unixSeconds()),
                List.of("PXAT", g.unixMillis()));
    }

    private static List<String> lcsOptions(Gen g) {
        return g.options("LEN", "IDX", "IDX", "WITHMATCHLEN", List.of("MINMATCHLEN", g.count()));
    }

    /** Returns numbers whose last bits matter. */
    private static String number(Gen g) {
        return switch (g.below(5)) {
            case 0 -> g.number();
            case 1 -> g.between(-1_000_000_000, 1_000_000_000) + "." + g.between(0, 1_000_000_000);
            case 2 -> g.oneOf("", "-") + "0." + g.between(0, 1_000_000_000) + g.between(0, 1_000_000_000);
            case 3 -> g.between(-99, 99) + "." + g.between(0, 99) + "e" + g.between(-25, 25);
            default ->
                g.oneOf("", "-") + "0x" + Integer.toHexString(g.between(1, 1_000_000_000)) + "p" + g.between(-90, 90);
        };
    }

    /** Hexadecimal numbers just out of range are left out: C libraries differ on them; the fake does what glibc does. */
    @Test
    void longDoublesAtTheirLimits(RealRedis real) {
        List<String> numbers = List.of(
                "1e4932",
                "1.18973149535723176502e4932",
                "1.18973149535723176503e4932",
                "1.18973149535723176509e+4932",
                "1.1898e4932",
                "1e4933",
                "3.6e-4951",
                "1.8e-4951",
                "1.9e-4951",
                "1e-4952",
                "-1e-4960",
                "0x1p16383",
                "0x1p-16445",
                "0x1.8p-16446",
                "0x1.fffffffffffffffeffp16383",
                "0x.8",
                "0x",
                "0x.p1",
                "0x1p",
                "1e99999999999999999999",
                "1e-99999999999999999999",
                "0e99999999999999999999",
                "9223372036854775807.5",
                "18446744073709551615",
                "18446744073709551615.5",
                "18446744073709551616.5",
                "36893488147419103233",
                "0.5e-17",
                "1.5e-17",
                "2.5e-17",
                "0.000000000000000005",
                "0.0000000000000000050000000000000001",
                "-0.000000000000000005",
                "nan",
                "nan(1)",
                "infinity",
                "+.5e+1",
                "-.e1",
                ".",
                "1" + "0".repeat(4931),
                "0".repeat(5119),
                "0".repeat(5120),
                "0." + "0".repeat(5000) + "1e5000",
                "1" + "0".repeat(5000) + "e-5000");

        compare(
                real,
                differential -> numbers.forEach(first -> {
                    differential.assertSame(List.of(cmd("INCRBYFLOAT", "a", first), cmd("INCRBYFLOAT", "a", "1")));
                    differential.assertSame(List.of(cmd("SET", "a", first), cmd("INCRBYFLOAT", "a", "-0.1")));
                }));
    }

    @Test
    void longDoublesAddUpAlike(RealRedis real) {
        Gen gen = new Gen(Long.getLong("rq.diff.seed", 1));
        compare(real, differential -> {
            for (int i = 0; i < 30; i++) {
                differential.assertSame(gen.times(
                        100,
                        100,
                        () -> gen.percent(10)
                                ? cmd("SET", gen.key(), number(gen))
                                : cmd("INCRBYFLOAT", gen.key(), number(gen))));
            }
        });
    }

    @Test
    void stringsThatWouldBeTooLong(RealRedis real) {
        compare(
                real,
                differential -> differential.assertSame(
                        "SETRANGE a 536870911 xy",
                        "SETRANGE a 9223372036854775807 xy",
                        "SETRANGE a 4294967295 x",
                        "SET a 12",
                        "SETRANGE a 536870912 x",
                        "SETRANGE a 536870912 ''",
                        "SETRANGE a -1 x"));
    }

    @Test
    void listenersHearTheSame(RealRedis real) {
        CommandGrammar loud = new CommandGrammar()
                .add(
                        4,
                        g -> cmd(
                                "SET",
                                g.key(),
                                g.integer(),
                                g.options("NX", "XX", "GET", "KEEPTTL", List.of("EX", "999"))))
                .add(2, g -> cmd("GETEX", g.key(), g.options("PERSIST", List.of("PX", "99999"), List.of("EXAT", "1"))))
                .add(2, g -> cmd(g.oneOf("GET", "GETDEL", "STRLEN", "INCR", "DECR"), g.key()))
                .add(1, g -> cmd(g.oneOf("GETSET", "SETNX", "APPEND", "INCRBY", "INCRBYFLOAT"), g.key(), g.integer()))
                .add(1, g -> cmd(g.oneOf("SETEX", "PSETEX"), g.key(), "99999", g.value()))
                .add(1, g -> cmd(g.oneOf("MSET", "MSETNX"), g.pairs(1, 3, g::key, g::value)))
                .add(1, g -> cmd("MGET", g.keys(1, 4)))
                .add(1, g -> cmd("SETRANGE", g.key(), g.between(0, 9), g.oneOf("", "x")))
                .add(1, g -> cmd("LCS", g.key(), g.key()))
                .add(1, g -> cmd(g.oneOf("DEL", "RPUSH"), g.key(), "x"));

        compare(real, differential -> {
            for (long seed = 1; seed <= 10; seed++) {
                List<Cmd> commands = new ArrayList<>(List.of(
                        cmd("CONFIG", "SET", "notify-keyspace-events", "KEg$lshzmn"),
                        cmd("PSUBSCRIBE", "__key*").on(9)));
                commands.addAll(loud.sequence(new Gen(seed), 200));
                commands.add(cmd("CONFIG", "SET", "notify-keyspace-events", ""));
                differential.check(Long.toString(seed), commands);
            }
        });
    }
}
