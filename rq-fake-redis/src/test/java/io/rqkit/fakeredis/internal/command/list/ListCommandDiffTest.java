package io.rqkit.fakeredis.internal.command.list;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCommandDiffTest extends FamilyDiffTest {
    private static final int WAITERS = 3;

    @Override
    protected CommandGrammar grammar() {
        CommandGrammar grammar = new CommandGrammar();
        addPushesAndPops(grammar);
        addElements(grammar);
        addWaiting(grammar);
        return grammar.typeMixers(6);
    }

    private static void addPushesAndPops(CommandGrammar grammar) {
        grammar.add(8, g -> cmd(g.oneOf("LPUSH", "RPUSH"), g.key(), g.members(1, 4)))
                .add(1, g -> cmd(g.oneOf("LPUSH", "RPUSH"), g.key(), g.members(100, 300)))
                .add(1, g -> cmd("RPUSH", g.key(), g.letters(g.between(1000, 9000)), g.member()))
                .add(2, g -> cmd(g.oneOf("LPUSHX", "RPUSHX"), g.key(), g.members(1, 3)))
                .add(4, g -> cmd(g.oneOf("LPOP", "RPOP"), g.key(), g.maybe(50, g.count())))
                .add(2, g -> cmd(g.oneOf("LMPOP"), keysWithCount(g), end(g), g.options(List.of("COUNT", g.count()))))
                .add(2, g -> cmd("RPOPLPUSH", g.key(), g.key()))
                .add(3, g -> cmd("LMOVE", g.key(), g.key(), end(g), end(g)));
    }

    private static void addElements(CommandGrammar grammar) {
        grammar.add(1, g -> cmd("LLEN", g.key()))
                .add(3, g -> cmd("LINDEX", g.key(), g.index()))
                .add(3, g -> cmd("LRANGE", g.key(), g.index(), g.index()))
                .add(3, g -> cmd("LSET", g.key(), g.index(), g.member()))
                .add(2, g -> cmd("LTRIM", g.key(), g.index(), g.index()))
                .add(3, g -> cmd("LREM", g.key(), g.index(), g.member()))
                .add(3, g -> cmd("LINSERT", g.key(), g.oneOf("BEFORE", "AFTER", "after"), g.member(), g.member()))
                .add(
                        4,
                        g -> cmd(
                                "LPOS",
                                g.key(),
                                g.member(),
                                g.options(
                                        List.of("RANK", g.index()),
                                        List.of("COUNT", g.count()),
                                        List.of("MAXLEN", g.count()))));
    }

    private static void addWaiting(CommandGrammar grammar) {
        grammar.add(1, g -> waiting(g, g.shortTimeout()))
                .add(3, g -> waiting(g, "0").on(g.between(1, WAITERS)))
                .addAll(
                        1,
                        g -> List.of(
                                cmd("MULTI"),
                                waiting(g, "0"),
                                cmd("LPUSH", g.key(), g.members(1, 3)),
                                waiting(g, "0"),
                                cmd("EXEC")))
                .add(1, g -> cmd("SORT", g.key(), "ALPHA", "STORE", g.key()));
    }

    private static Cmd waiting(Gen g, String timeout) {
        return switch (g.below(4)) {
            case 0 -> cmd(g.oneOf("BLPOP", "BRPOP"), g.keys(1, 3), timeout);
            case 1 -> cmd("BLMOVE", g.key(), g.key(), end(g), end(g), timeout);
            case 2 -> cmd("BRPOPLPUSH", g.key(), g.key(), timeout);
            default -> cmd("BLMPOP", timeout, keysWithCount(g), end(g), g.options(List.of("COUNT", g.count())));
        };
    }

    private static List<String> keysWithCount(Gen g) {
        List<String> keys = g.keys(1, 3);
        String count = g.percent(95) ? Integer.toString(keys.size()) : g.integer();
        return Cmd.cmd(count, keys).args();
    }

    private static String end(Gen g) {
        return g.percent(96) ? g.casing(g.oneOf("LEFT", "RIGHT")) : g.member();
    }

    @Test
    void aRankThatHasNoPositive(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "RPUSH k a b a b a",
                        "LPOS k a RANK -9223372036854775808",
                        "LPOS k a RANK -9223372036854775808 COUNT 2 MAXLEN 4",
                        "LPOS k a RANK -9223372036854775807 COUNT 0"));
    }

    @Test
    void waitersOfOneKeyAreServedInTheOrderOfTheirComing(RealRedis real) {
        compare(
                real,
                d -> d.assertSame("[1] BLPOP k 0", "[2] BRPOP k j 0", "[3] BLMOVE k j LEFT LEFT 0", "RPUSH k a b c d"));
    }

    @Test
    void aMoveServesWhoWaitsForItsDestination(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "[1] BLMOVE a b LEFT RIGHT 0", "[2] BLMOVE b c LEFT RIGHT 0", "[3] BLPOP c 0", "RPUSH a x y"));
    }

    @Test
    void aListOverAKeyThatHeldAnotherTypeWakesNobody(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "[1] BLPOP k 0",
                        "SET k v",
                        "RPUSH l b a",
                        "SORT l ALPHA STORE k",
                        "LRANGE k 0 -1",
                        "RPUSH k c",
                        "DEL k",
                        "RPUSH k d"));
    }

    @Test
    void aListOverAStreamWakesOnlyWhileSomebodyWaitsForStreams(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "RPUSH l b a",
                        "[1] BLPOP k 0",
                        "XADD k 1 f v",
                        "SORT l ALPHA STORE k",
                        "XADD s 1 f v",
                        "[2] XREAD BLOCK 0 STREAMS s $",
                        "DEL k",
                        "[1] BLPOP k 0",
                        "XADD k 1 f v",
                        "SORT l ALPHA STORE k"));
    }

    @Test
    void listenersHearTheSameInTheSameOrder(RealRedis real) {
        compare(
                real,
                d -> d.resetting("CONFIG SET notify-keyspace-events KEgltxmn")
                        .assertSame(
                                "[1] PSUBSCRIBE __key*",
                                "RPUSH k a b c a",
                                "LPUSHX k z",
                                "LPUSHX none z",
                                "LSET k 0 y",
                                "LINSERT k AFTER a x",
                                "LREM k 0 a",
                                "LTRIM k 0 1",
                                "LMOVE k j LEFT RIGHT",
                                "RPOPLPUSH k j",
                                "RPOPLPUSH j j",
                                "LPOP j",
                                "LMPOP 2 k j LEFT COUNT 3",
                                "RPUSH k a",
                                "LREM k 0 a",
                                "RPUSH k a",
                                "LTRIM k 5 9",
                                "RPOP k",
                                "LLEN k",
                                "LPOS k a",
                                "BLPOP k 0.001",
                                "[2] BLPOP k 0",
                                "RPUSH k a",
                                "[2] BLMOVE k j LEFT LEFT 0",
                                "[3] BRPOP j 0",
                                "RPUSH k a b",
                                "[2] BLMPOP 0 1 j LEFT COUNT 2",
                                "LPUSH j 1 2 3"));
        compare(real, d -> d.resetting("CONFIG SET notify-keyspace-events ''").assertSame("PING"));
    }

    @Test
    void aWaiterIsServedAfterTheWholeTransaction(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "[1] BLPOP k 0", "MULTI", "LPUSH k a", "DEL k", "LPUSH k b c", "EXEC", "LRANGE k 0 -1"));
    }

    @Test
    void aDestinationOfAnotherTypeFailsTheWaiterAndKeepsTheElement(RealRedis real) {
        compare(real, d -> d.assertSame("SET d v", "[1] BLMOVE k d LEFT LEFT 0", "[2] BLPOP k 0", "RPUSH k a b"));
    }

    @Test
    void aKeyRenamedMovedOrCopiedIntoPlaceWakes(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "[1] BLPOP k 0",
                        "RPUSH l a",
                        "RENAME l k",
                        "[1] BLPOP k 0",
                        "RPUSH l a",
                        "COPY l k",
                        "SELECT 1",
                        "RPUSH k z",
                        "[1] BLPOP k 0",
                        "MOVE k 0"));
    }
}
