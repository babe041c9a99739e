package io.rqkit.fakeredis.internal.command.bitmap;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BitmapCommandDiffTest extends FamilyDiffTest {
    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(2, g -> cmd("SET", g.key(), bytes(g)))
                .add(3, g -> cmd("SETBIT", g.key(), offset(g), g.percent(95) ? g.oneOf("0", "1") : g.value()))
                .add(2, g -> cmd("GETBIT", g.key(), offset(g)))
                .add(3, g -> cmd("BITCOUNT", g.key(), range(g)))
                .add(4, g -> cmd("BITPOS", g.key(), g.percent(95) ? g.oneOf("0", "1") : g.value(), searchRange(g)))
                .add(3, g -> cmd("BITOP", g.casing(g.oneOf("AND", "OR", "XOR")), g.keys(2, 5)))
                .add(1, g -> cmd("BITOP", g.oneOf("NOT", "NOT", "NOR"), g.key(), g.key()))
                .add(
                        5,
                        g -> cmd(
                                "BITFIELD",
                                g.key(),
                                g.times(0, 5, () -> operation(g, false)).stream()
                                        .flatMap(List::stream)
                                        .toList()))
                .add(
                        2,
                        g -> cmd(
                                "BITFIELD_RO",
                                g.key(),
                                g.times(0, 4, () -> operation(g, g.percent(95))).stream()
                                        .flatMap(List::stream)
                                        .toList()))
                .add(1, g -> cmd(g.oneOf("GET", "STRLEN", "DEL"), g.key()))
                .add(1, g -> cmd("OBJECT", "ENCODING", g.key()))
                .typeMixers(2);
    }

    private static String bytes(Gen g) {
        return switch (g.below(5)) {
            case 0 -> g.value();
            case 1 -> "\u00ff".repeat(g.between(0, 40));
            case 2 -> "\0".repeat(g.between(0, 40)) + g.binary(g.between(0, 2));
            case 3 -> g.oneOf("\u00ff\u00f0", "\0\u000f", "\u007f\u00ff", "\u00ff\u00fe");
            default -> g.binary(g.between(0, 70));
        };
    }

    private static String offset(Gen g) {
        return g.percent(90) ? Integer.toString(g.between(0, 600)) : smallOrWrong(g.integer());
    }

    /** An offset at the limit would make a string of 512 MB. */
    private static String smallOrWrong(String number) {
        return number.equals("2147483647") || number.equals("2147483648") || number.equals("8388608") ? "7" : number;
    }

    private static String index(Gen g) {
        return g.percent(60) ? Integer.toString(g.between(-40, 40)) : g.index();
    }

    private static List<String> range(Gen g) {
        List<String> arguments = new ArrayList<>();
        if (g.percent(85)) {
            arguments.add(index(g));
            arguments.addAll(g.maybe(95, index(g)));
            arguments.addAll(g.maybe(60, g.casing(g.oneOf("BIT", "BIT", "BYTE", "BYTE", "BITS"))));
        }
        return arguments;
    }

    private static List<String> searchRange(Gen g) {
        List<String> arguments = new ArrayList<>();
        int count = g.below(4);
        if (count > 0) {
            arguments.add(index(g));
        }
        if (count > 1) {
            arguments.add(index(g));
        }
        if (count > 2) {
            arguments.add(g.casing(g.oneOf("BIT", "BIT", "BYTE", "BYTE", "BITS")));
        }
        return arguments;
    }

    private static List<String> operation(Gen g, boolean onlyGet) {
        int kind = onlyGet ? 0 : g.below(5);
        String name = List.of("GET", "SET", "INCRBY", "INCRBY", "OVERFLOW").get(kind);
        if (kind == 4) {
            return List.of(g.casing(name), g.casing(g.oneOf("WRAP", "SAT", "FAIL", "FAIL", "SAT", "NONE")));
        }
        List<String> words = new ArrayList<>(List.of(g.casing(name), type(g), fieldOffset(g)));
        if (kind != 0) {
            words.add(g.percent(70) ? Integer.toString(g.between(-300, 300)) : g.integer());
        }
        return words;
    }

    private static String type(Gen g) {
        return g.percent(95)
                ? g.oneOf("u", "i") + g.oneOf(1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 32, 33, 62, 63, 64, g.between(1, 64))
                : g.oneOf("", "u", "i", "u0", "i65", "x8", "U8", "8", "i-1", "u08", "i8 ");
    }

    private static String fieldOffset(Gen g) {
        return g.percent(30)
                ? "#" + g.between(0, 12)
                : g.percent(95) ? "" + g.between(0, 200) : g.oneOf("#", "#-1", "-1", "#a", "");
    }

    @Test
    void offsetsAtTheLimit(RealRedis real) {
        compare(
                real,
                differential -> differential.assertSame(
                        "SETBIT a 4294967296 1",
                        "GETBIT a 4294967295",
                        "GETBIT a 4294967296",
                        "BITFIELD a GET u8 #536870911",
                        "BITFIELD a GET u8 #536870912",
                        "BITFIELD a GET i64 #288230376151711744",
                        "BITFIELD a GET i64 4294967295"));
    }

    @Test
    void failedIncrementGrowsTheStringAll(RealRedis real) {
        compare(
                real,
                differential -> differential.assertSame(
                        "BITFIELD a OVERFLOW FAIL INCRBY u2 100 5", "STRLEN a", "BITFIELD b GET u8 0", "EXISTS b"));
    }

    @Test
    void listenersHearTheSame(RealRedis real) {
        CommandGrammar loud = new CommandGrammar()
                .add(3, g -> cmd("SETBIT", g.key(), g.between(0, 40), g.oneOf("0", "1")))
                .add(1, g -> cmd("GETBIT", g.key(), g.between(0, 40)))
                .add(1, g -> cmd("BITCOUNT", g.key(), range(g)))
                .add(1, g -> cmd("BITPOS", g.key(), "1", searchRange(g)))
                .add(3, g -> cmd("BITOP", g.oneOf("AND", "OR", "XOR"), g.keys(2, 5)))
                .add(5, g -> cmd("BITFIELD", g.key(), operation(g, false), operation(g, false)))
                .add(2, g -> cmd("DEL", g.keys(1, 3)))
                .add(1, g -> cmd("RPUSH", g.key(), "x"));

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
