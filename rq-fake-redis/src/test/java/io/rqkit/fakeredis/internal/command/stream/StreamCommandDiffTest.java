package io.rqkit.fakeredis.internal.command.stream;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.Differential;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamCommandDiffTest extends FamilyDiffTest {
    private static final int WAITERS = 3;

    @Override
    protected CommandGrammar grammar() {
        CommandGrammar grammar = new CommandGrammar();
        addEntries(grammar);
        addGroups(grammar);
        addClaims(grammar);
        addWaiting(grammar);
        return grammar.typeMixers(4);
    }

    private static void addEntries(CommandGrammar grammar) {
        grammar.add(14, g -> cmd("XADD", key(g), g.options("NOMKSTREAM", trim(g)), newId(g), pairs(g)))
                .addAll(1, StreamCommandDiffTest::manyEntries)
                .add(1, g -> cmd("XLEN", key(g)))
                .add(3, g -> cmd("XRANGE", key(g), bound(g), bound(g), g.options(List.of("COUNT", g.count()))))
                .add(3, g -> cmd("XREVRANGE", key(g), bound(g), bound(g), g.options(List.of("COUNT", g.count()))))
                .add(3, g -> cmd("XTRIM", key(g), trim(g)))
                .add(4, g -> cmd("XDEL", key(g), g.times(1, 3, () -> id(g))))
                .add(
                        1,
                        g -> cmd(
                                "XSETID",
                                key(g),
                                id(g),
                                g.options(List.of("ENTRIESADDED", g.count()), List.of("MAXDELETEDID", id(g)))))
                .add(2, g -> cmd("XREAD", g.options(List.of("COUNT", g.count())), "STREAMS", streams(g, false)))
                .add(2, g -> cmd("XINFO", "STREAM", key(g), g.maybe(60, "FULL", g.maybe(60, "COUNT", g.count()))))
                .add(1, g -> cmd("XINFO", g.oneOf("HELP", "NOPE")));
    }

    private static void addGroups(CommandGrammar grammar) {
        grammar.add(
                        4,
                        g -> cmd(
                                "XGROUP",
                                "CREATE",
                                key(g),
                                group(g),
                                g.oneOf("$", "0", "0", id(g)),
                                g.options("MKSTREAM", List.of("ENTRIESREAD", g.count()))))
                .add(
                        1,
                        g -> cmd(
                                "XGROUP",
                                "SETID",
                                key(g),
                                group(g),
                                g.oneOf("$", "0", id(g)),
                                g.options(List.of("ENTRIESREAD", g.count()))))
                .add(1, g -> cmd("XGROUP", g.oneOf("CREATECONSUMER", "DELCONSUMER"), key(g), group(g), consumer(g)))
                .add(1, g -> cmd("XGROUP", "DESTROY", key(g), group(g)))
                .add(1, g -> cmd("XGROUP", g.oneOf("HELP", "NOPE")))
                .add(
                        8,
                        g -> cmd(
                                "XREADGROUP",
                                "GROUP",
                                group(g),
                                consumer(g),
                                g.options(List.of("COUNT", g.count()), "NOACK"),
                                "STREAMS",
                                streams(g, true)))
                .add(3, g -> cmd("XACK", key(g), group(g), g.times(1, 3, () -> id(g))))
                .add(1, g -> cmd("XINFO", "GROUPS", key(g)))
                .add(1, g -> cmd("XINFO", "CONSUMERS", key(g), group(g)))
                .add(1, g -> cmd("COPY", key(g), key(g), "REPLACE"));
    }

    private static void addClaims(CommandGrammar grammar) {
        grammar.add(2, g -> cmd("XPENDING", key(g), group(g)))
                .add(
                        2,
                        g -> cmd(
                                "XPENDING",
                                key(g),
                                group(g),
                                g.maybe(40, "IDLE", g.oneOf("0", "9999999999", "x")),
                                bound(g),
                                bound(g),
                                g.count(),
                                g.maybe(40, consumer(g))))
                .add(
                        3,
                        g -> cmd(
                                "XCLAIM",
                                key(g),
                                group(g),
                                consumer(g),
                                g.oneOf("0", "0", "-1", "9999999999", "x"),
                                g.times(1, 4, () -> id(g)),
                                g.options(
                                        "FORCE",
                                        "JUSTID",
                                        List.of("IDLE", g.count()),
                                        List.of("TIME", g.unixMillis()),
                                        List.of("RETRYCOUNT", g.count()),
                                        List.of("LASTID", id(g)),
                                        "NOPE")))
                .add(
                        3,
                        g -> cmd(
                                "XAUTOCLAIM",
                                key(g),
                                group(g),
                                consumer(g),
                                g.oneOf("0", "0", "-1", "9999999999", "x"),
                                bound(g),
                                g.options("JUSTID", List.of("COUNT", g.oneOf("1", "2", "3", "0", "-1", "x")))));
    }

    private static void addWaiting(CommandGrammar grammar) {
        grammar.add(
                        2,
                        g -> cmd(
                                        "XREAD",
                                        "BLOCK",
                                        "0",
                                        g.options(List.of("COUNT", g.count())),
                                        "STREAMS",
                                        streams(g, false))
                                .on(g.between(1, WAITERS)))
                .add(
                        3,
                        g -> cmd(
                                        "XREADGROUP",
                                        "GROUP",
                                        group(g),
                                        consumer(g),
                                        "BLOCK",
                                        "0",
                                        g.options(List.of("COUNT", g.count()), "NOACK"),
                                        "STREAMS",
                                        key(g),
                                        ">")
                                .on(g.between(1, WAITERS)))
                .addAll(
                        1,
                        g -> List.of(
                                cmd("MULTI"),
                                cmd("XREAD", "BLOCK", "0", "STREAMS", streams(g, false)),
                                cmd("XADD", key(g), newId(g), pairs(g)),
                                cmd("EXEC")))
                .add(1, g -> cmd("XREAD", "BLOCK", g.oneOf("1", "2", "-1", "x", "1.5"), "STREAMS", streams(g, false)));
    }

    private static List<Cmd> manyEntries(Gen g) {
        String key = key(g);
        String millis = Integer.toString(g.between(1, 9));
        int length = g.oneOf(1, 10, 60, 900);
        return g.times(20, 250, () -> cmd("XADD", key, millis + "-*", "field", g.letters(length)));
    }

    private static String key(Gen g) {
        return g.percent(80) ? g.oneOf("a", "b") : g.key();
    }

    private static String group(Gen g) {
        return g.percent(90) ? g.oneOf("g", "g2") : g.value();
    }

    private static String consumer(Gen g) {
        return g.percent(90) ? g.oneOf("alice", "bob") : g.value();
    }

    private static List<String> pairs(Gen g) {
        return g.percent(70) ? List.of("f", g.value()) : g.pairs(1, 3, g::member, g::value);
    }

    private static String newId(Gen g) {
        // which error an exhausted sequence gives depends on an earlier command's errno, so that is left out here
        String id = id(g);
        return g.percent(70) || id.endsWith("-18446744073709551615") ? g.between(1, 9) + "-*" : id;
    }

    private static String id(Gen g) {
        return switch (g.below(20)) {
            case 0 -> g.integer();
            case 1 -> g.oneOf("-", "+", "(1-1", "", "-1", "1-", "1-01", "1- 1", "1--1", "01-1", "1-1-1", "0-0", "a-1");
            case 2 -> g.between(1, 9) + "-18446744073709551615";
            case 3 -> "18446744073709551615-" + g.between(0, 3);
            case 4, 5, 6 -> Integer.toString(g.between(1, 9));
            default -> g.between(1, 9) + "-" + g.between(0, 6);
        };
    }

    private static String bound(Gen g) {
        return g.percent(40) ? g.oneOf("-", "+", "0") : g.percent(20) ? "(" + id(g) : id(g);
    }

    private static List<String> trim(Gen g) {
        List<String> by = g.percent(60)
                ? Cmd.cmd("MAXLEN", g.maybe(60, g.oneOf("~", "=")), g.oneOf("0", "1", "5", "100", g.count()))
                        .args()
                : Cmd.cmd("MINID", g.maybe(60, g.oneOf("~", "=")), id(g)).args();
        return Cmd.cmd(by, g.maybe(25, "LIMIT", g.oneOf("0", "10", "100", "300", g.count())))
                .args();
    }

    private static List<String> streams(Gen g, boolean inGroup) {
        int count = g.percent(75) ? 1 : 2;
        List<String> keys = g.times(count, count, () -> key(g));
        List<String> ids =
                g.times(count, count, () -> g.percent(60) ? inGroup ? ">" : "$" : g.oneOf("0", id(g), ">", "$"));
        return Cmd.cmd(keys, ids).args();
    }

    @Test
    void listenersHearTheSameInTheSameOrder(RealRedis real) {
        compare(
                real,
                d -> d.resetting("CONFIG SET notify-keyspace-events KEgltxmn")
                        .assertSame(
                                "[1] PSUBSCRIBE __key*",
                                "XADD s 1-1 f v",
                                "XADD s MAXLEN 1 2-1 f v",
                                "XADD s NOMKSTREAM 3-1 f v",
                                "XADD none NOMKSTREAM 3-1 f v",
                                "XTRIM s MAXLEN 1",
                                "XTRIM s MAXLEN 1",
                                "XDEL s 9-9",
                                "XDEL s 3-1",
                                "XSETID s 4-4",
                                "XGROUP CREATE s g $",
                                "XGROUP CREATE t g $ MKSTREAM",
                                "XGROUP SETID s g 0",
                                "XGROUP CREATECONSUMER s g c",
                                "XGROUP CREATECONSUMER s g c",
                                "XADD s 5-1 f v",
                                "XREADGROUP GROUP g d STREAMS s >",
                                "XREADGROUP GROUP g e STREAMS s t none 0 0 0",
                                "XREADGROUP GROUP g e STREAMS s t 0 0",
                                "XCLAIM s g x 0 5-1",
                                "XAUTOCLAIM s g y 0 0",
                                "XACK s g 5-1",
                                "XGROUP DELCONSUMER s g c",
                                "XREAD STREAMS none s 0 0",
                                "XLEN none",
                                "XRANGE none - +",
                                "XPENDING none g",
                                "[2] XREADGROUP GROUP g w BLOCK 0 STREAMS s >",
                                "XADD s 6-1 f v",
                                "[2] XREADGROUP GROUP g w BLOCK 0 STREAMS s >",
                                "XGROUP DESTROY s g",
                                "XREAD BLOCK 1 STREAMS s $",
                                "DEL s t"));
        compare(real, d -> d.resetting("CONFIG SET notify-keyspace-events ''").assertSame("PING"));
    }

    @Test
    void watchersAreToldOfEntriesButNotOfGroups(RealRedis real) {
        compare(real, d -> {
            for (String line : List.of(
                    "XADD s 5-5 f v",
                    "XDEL s 1-1",
                    "XTRIM s MAXLEN 0",
                    "XSETID s 7-7",
                    "XGROUP CREATE s h 0",
                    "XGROUP SETID s g 0",
                    "XGROUP DESTROY s g",
                    "XGROUP CREATECONSUMER s g c",
                    "XREADGROUP GROUP g c STREAMS s >",
                    "XACK s g 1-1",
                    "XCLAIM s g c 0 1-1 FORCE")) {
                d.assertSame(
                        "XADD s 1-1 f v", "XGROUP CREATE s g 0", "WATCH s", "[1] " + line, "MULTI", "PING", "EXEC");
            }
        });
    }

    @Test
    void idsOfItsOwnMakingHaveTheFormOfRedis(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(List.of(
                        cmd("XADD", "s", "*", "a", "1").shape(),
                        cmd("XADD", "s", "*", "b", "2").shape(),
                        cmd("XRANGE", "s", "-", "+").shape(),
                        cmd("DEL", "s"))));
    }

    @Test
    void aSequenceThatIsExhausted(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "XADD s 1-18446744073709551615 a b",
                        "XADD s 1-* a b",
                        "XADD s 18446744073709551615-18446744073709551615 a b",
                        "XADD s * a b",
                        "XADD s 18446744073709551615-* a b"));
    }

    @Test
    void whoReadsInAGroupIsToldWhenTheKeyGoes(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "XGROUP CREATE s g $ MKSTREAM",
                        "[1] XREADGROUP GROUP g c BLOCK 0 STREAMS s >",
                        "[2] XREAD BLOCK 0 STREAMS s $",
                        "DEL s",
                        "XGROUP CREATE s g $ MKSTREAM",
                        "[1] XREADGROUP GROUP g c BLOCK 0 STREAMS s >",
                        "SET s x",
                        "DEL s",
                        "XGROUP CREATE s g $ MKSTREAM",
                        "[1] XREADGROUP GROUP g c BLOCK 0 STREAMS s >",
                        "XGROUP DESTROY s g",
                        "XGROUP CREATE s g $",
                        "[1] XREADGROUP GROUP g c BLOCK 0 STREAMS s >",
                        "FLUSHALL",
                        "XADD s 1-1 a b"));
    }

    @Test
    void theTreeOfAStreamHasAsManyNodes(RealRedis real) {
        compare(real, d -> {
            Differential exact = d.comparing(comparison().with("XINFO", Rule.EXACT));
            exact.assertSame(treeOf("1-1", "1-2", "1-257"));
            exact.assertSame(treeOf("1-1", "256-1", "65536-1"));
            exact.assertSame(treeOf("1-1", "2-1", "3-1", "3-2", "700-1", "701-1", "99999999-5"));
        });
    }

    /** Adds entries so large that each gets a node of its own. */
    private static List<Cmd> treeOf(String... ids) {
        List<Cmd> commands = new ArrayList<>();
        for (String id : ids) {
            commands.add(cmd("XADD", "s", id, "a", "x".repeat(5000)));
            commands.add(cmd("XINFO", "STREAM", "s"));
        }
        commands.add(cmd("XDEL", "s", ids[0]));
        commands.add(cmd("XINFO", "STREAM", "s"));
        return commands;
    }
}
