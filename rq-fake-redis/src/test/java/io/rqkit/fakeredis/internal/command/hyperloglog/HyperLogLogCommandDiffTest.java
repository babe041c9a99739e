package io.rqkit.fakeredis.internal.command.hyperloglog;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares the strings, too: GET must show the same bytes after the same steps. */
class HyperLogLogCommandDiffTest extends FamilyDiffTest {
    private static final String HEADER = "HYLL\u0001\0\0\0\0\0\0\0\0\0\0\u0080";

    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(6, g -> cmd("PFADD", g.key(), g.members(0, 4)))
                .add(3, g -> cmd("PFADD", g.key(), g.times(1, 300, () -> g.letters(3))))
                .add(5, g -> cmd("PFCOUNT", g.keys(1, 3)))
                .add(3, g -> cmd("PFMERGE", g.keys(1, 4)))
                .add(2, g -> cmd("PFDEBUG", g.casing(debugName(g)), g.key()))
                .add(2, g -> cmd("GET", g.key()))
                .add(1, g -> cmd("OBJECT", "ENCODING", g.key()))
                .add(1, g -> cmd("SETRANGE", g.key(), g.between(0, 12), g.binary(g.between(0, 3))))
                .add(1, g -> cmd("SET", g.key(), HEADER + runs(g)))
                .add(1, g -> cmd("APPEND", g.key(), runs(g)))
                .add(1, g -> cmd("DEL", g.key()))
                .addAll(1, g -> List.of(cmd("WATCH", "a"), cmd("PFCOUNT", "a"), cmd("MULTI"), cmd("EXEC")))
                .typeMixers(2);
    }

    /**
     * Returns runs of registers that seldom make up all of them. A long run whose second byte is missing is not among them:
     * there Redis reads, and shows later, what happens to lie in memory after the string.
     */
    private static String runs(Gen g) {
        StringBuilder runs = new StringBuilder();
        for (int i = g.between(0, 12); i > 0; i--) {
            char code = g.binary(1).charAt(0);
            runs.append(code);
            if ((code & 0xc0) == 0x40) {
                runs.append(g.binary(1));
            }
        }
        return runs.toString();
    }

    private static String debugName(Gen g) {
        return g.percent(95) ? g.oneOf("DECODE", "DECODE", "ENCODING", "TODENSE", "GETREG") : g.value();
    }

    @Test
    void everyStepFromEmptyToDenseGivesTheSameBytes(RealRedis real) {
        Gen gen = new Gen(Long.getLong("rq.diff.seed", 7));
        compare(real, differential -> {
            for (int round = 0; round < 3; round++) {
                List<Cmd> commands = new ArrayList<>();
                for (int i = 0; i < 1500; i++) {
                    commands.add(cmd("PFADD", "a", gen.binary(gen.between(0, 20))));
                    commands.add(cmd("GET", "a"));
                }
                commands.add(cmd("PFCOUNT", "a"));
                differential.assertSame(commands);
            }
        });
    }

    @Test
    void estimatesOfManyElements(RealRedis real) {
        List<Cmd> commands = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<String> elements = new ArrayList<>();
            for (int j = 0; j < 1000; j++) {
                elements.add("element:" + (i * 1000 + j));
            }
            commands.add(cmd("PFADD", "a", elements));
            commands.add(cmd("PFADD", i % 2 == 0 ? "b" : "c", elements));
            commands.add(cmd("PFCOUNT", "a"));
            commands.add(cmd("PFCOUNT", "b", "c"));
        }
        commands.add(cmd("PFMERGE", "d", "b", "c"));

        compare(real, differential -> differential.assertSame(commands));
    }

    @Test
    void registersThatNoHashYields(RealRedis real) {
        String full = "HYLL" + "\0".repeat(11) + "\u0080" + "\u00ff".repeat(12288);
        String half = "HYLL" + "\0".repeat(11) + "\u0080" + "\u00ff\u00f3\u00aa\u0055".repeat(3072);

        compare(
                real,
                differential -> differential.assertSame(List.of(
                        cmd("SET", "a", full),
                        cmd("PFCOUNT", "a"),
                        cmd("PFCOUNT", "a", "b"),
                        cmd("PFADD", "a", "x"),
                        cmd("SET", "b", half),
                        cmd("PFCOUNT", "b"),
                        cmd("PFMERGE", "c", "b"),
                        cmd("PFCOUNT", "a", "c"))));
    }

    @Test
    void selfTestIsPassed(RealRedis real) {
        compare(real, differential -> differential.assertSame("PFSELFTEST"));
    }

    @Test
    void listenersHearTheSame(RealRedis real) {
        CommandGrammar loud = new CommandGrammar()
                .add(4, g -> cmd("PFADD", g.key(), g.members(0, 4)))
                .add(2, g -> cmd("PFCOUNT", g.keys(1, 3)))
                .add(2, g -> cmd("PFMERGE", g.keys(1, 4)))
                .add(1, g -> cmd("PFDEBUG", debugName(g), g.key()))
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
