package io.rqkit.fakeredis.internal.command.zset;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZSetCommandDiffTest extends FamilyDiffTest {
    @Override
    protected List<String> resets() {
        return List.of("CONFIG SET zset-max-listpack-entries 128");
    }

    @Override
    protected CommandGrammar grammar() {
        CommandGrammar grammar = new CommandGrammar();
        addWrites(grammar);
        addReads(grammar);
        addAlgebra(grammar);
        addPops(grammar);
        grammar.add(1, g -> cmd("CONFIG", "SET", "zset-max-listpack-entries", g.oneOf("128", "3", "0")));
        return grammar.typeMixers(4);
    }

    private static void addWrites(CommandGrammar grammar) {
        grammar.add(12, g -> cmd("ZADD", g.key(), g.pairs(1, 6, () -> score(g), g::member)))
                .add(
                        5,
                        g -> cmd(
                                "ZADD",
                                g.key(),
                                g.options("NX", "XX", "GT", "LT", "CH", "INCR"),
                                g.pairs(1, g.percent(70) ? 1 : 3, () -> score(g), g::member)))
                // one score, as ranges of members want it
                .add(4, g -> cmd("ZADD", lexKey(g), g.pairs(1, 6, () -> "0", () -> lexMember(g))))
                .add(3, g -> cmd("ZINCRBY", g.key(), score(g), g.member()))
                .add(3, g -> cmd("ZREM", g.key(), g.members(1, 4)))
                .add(1, g -> cmd("ZREMRANGEBYRANK", g.key(), g.index(), g.index()))
                .add(1, g -> cmd("ZREMRANGEBYSCORE", g.key(), g.scoreBound(), g.scoreBound()))
                .add(1, g -> cmd("ZREMRANGEBYLEX", lexKey(g), lexBound(g), lexBound(g)))
                .add(2, g -> cmd("SADD", g.percent(90) ? g.key() : "lex:set", g.members(1, 5)));
    }

    private static void addReads(CommandGrammar grammar) {
        grammar.add(1, g -> cmd("ZCARD", g.key()))
                .add(2, g -> cmd(g.oneOf("ZSCORE", "ZRANK", "ZREVRANK"), g.key(), g.member()))
                .add(1, g -> cmd("ZMSCORE", g.key(), g.members(1, 4)))
                .add(1, g -> cmd("ZCOUNT", g.key(), g.scoreBound(), g.scoreBound()))
                .add(1, g -> cmd("ZLEXCOUNT", lexKey(g), lexBound(g), lexBound(g)))
                .add(2, g -> cmd(g.oneOf("ZRANGE", "ZREVRANGE"), g.key(), g.index(), g.index(), options(g)))
                .add(2, g -> range(g, g.oneOf("ZRANGEBYSCORE", "ZREVRANGEBYSCORE"), Kind.SCORE))
                .add(2, g -> range(g, g.oneOf("ZRANGEBYLEX", "ZREVRANGEBYLEX"), Kind.LEX))
                .add(2, g -> range(g, "ZRANGE", Kind.RANK))
                .add(2, g -> range(g, "ZRANGE", Kind.SCORE, "BYSCORE"))
                .add(2, g -> range(g, "ZRANGE", Kind.LEX, "BYLEX"))
                .add(2, ZSetCommandDiffTest::rangeStore)
                .add(2, g -> cmd("ZRANDMEMBER", g.key(), g.maybe(70, few(g), g.maybe(50, "WITHSCORES"))))
                .add(
                        1,
                        g -> cmd(
                                "ZSCAN",
                                g.key(),
                                "0",
                                g.maybe(30, "COUNT", g.count()),
                                g.maybe(30, "MATCH", g.pattern())));
    }

    private static void addAlgebra(CommandGrammar grammar) {
        grammar.add(3, g -> algebra(g, List.of(g.oneOf("ZUNION", "ZINTER")), g.maybe(50, "WITHSCORES")))
                .add(3, g -> algebra(g, List.of(g.oneOf("ZUNIONSTORE", "ZINTERSTORE"), g.key()), List.of()))
                .add(1, g -> cmd("ZDIFF", keys(g), g.maybe(50, "WITHSCORES")))
                .add(1, g -> cmd("ZDIFFSTORE", g.key(), keys(g)))
                .add(1, g -> cmd("ZINTERCARD", keys(g), g.options(List.of("LIMIT", g.count()))));
    }

    private static void addPops(CommandGrammar grammar) {
        grammar.add(2, g -> cmd(g.oneOf("ZPOPMIN", "ZPOPMAX"), g.key(), g.maybe(50, g.count())))
                .add(1, g -> cmd("ZMPOP", keys(g), g.oneOf("MIN", "MAX"), g.options(List.of("COUNT", g.count()))))
                .add(1, g -> cmd(g.oneOf("BZPOPMIN", "BZPOPMAX"), g.keys(1, 3), g.shortTimeout()))
                .add(
                        1,
                        g -> cmd(
                                "BZMPOP",
                                g.shortTimeout(),
                                keys(g),
                                g.oneOf("MIN", "MAX"),
                                g.maybe(40, "COUNT", g.count())))
                .add(
                        1,
                        g -> cmd(g.oneOf("BZPOPMIN", "BZPOPMAX"), g.keys(1, 3), "0")
                                .on(1))
                .add(
                        1,
                        g -> cmd("BZMPOP", "0", keys(g), g.oneOf("MIN", "MAX"), g.maybe(40, "COUNT", g.count()))
                                .on(2));
    }

    /** Which zero of 0 and -0 AGGREGATE MIN keeps depends on how the C library sorts keys of one size. */
    private static String score(Gen g) {
        String score = g.score();
        return score.equals("-0") || score.equals("-0.0") ? "0" : score;
    }

    private enum Kind {
        RANK,
        SCORE,
        LEX;

        String bound(Gen g) {
            return this == RANK ? g.index() : this == SCORE ? g.scoreBound() : lexBound(g);
        }

        String key(Gen g) {
            return this == LEX ? lexKey(g) : g.key();
        }
    }

    /** Members of one score: what Redis answers for several depends on the shape of its skip list. */
    private static String lexKey(Gen g) {
        return g.percent(95) ? g.oneOf("lex:1", "lex:2", "lex:3") : g.oneOf("missing", "lex:set");
    }

    private static String lexMember(Gen g) {
        return g.percent(70) ? g.oneOf("a", "b", "c", "d", "e", "f", "g", "h") : g.letters(g.oneOf(0, 2, 3, 64, 65));
    }

    private static String lexBound(Gen g) {
        return g.percent(80) ? g.oneOf("[", "(") + lexMember(g) : g.lexBound();
    }

    private static Cmd range(Gen g, String name, Kind kind, String... more) {
        return cmd(name, kind.key(g), kind.bound(g), kind.bound(g), List.of(more), options(g));
    }

    private static Cmd rangeStore(Gen g) {
        Kind kind = g.oneOf(Kind.values());
        List<String> by = kind == Kind.RANK ? List.of() : List.of("BY" + kind);
        return cmd("ZRANGESTORE", g.key(), kind.key(g), kind.bound(g), kind.bound(g), by, g.options("REV", limit(g)));
    }

    private static List<String> options(Gen g) {
        return g.options("WITHSCORES", limit(g), g.percent(30) ? "REV" : limit(g), limit(g));
    }

    private static List<String> limit(Gen g) {
        return List.of("LIMIT", g.count(), g.percent(20) ? "-1" : g.count());
    }

    /** In which order keys of one size are added depends on how the C library sorts, so that sums take at most two. */
    private static Cmd algebra(Gen g, List<String> start, List<String> end) {
        int count = g.between(1, 4);
        List<String> weights = count > 2
                ? List.of("AGGREGATE", g.oneOf("MIN", "MAX"))
                : g.options(List.of("WEIGHTS", g.times(count, count, () -> weight(g))), List.of("AGGREGATE", "SUM"));
        return cmd(start, count, g.keys(count, count), weights, g.maybe(3, "AGGREGATE", "MEAN"), end);
    }

    /** Neither 0 nor infinite: which of two keys makes a NaN of it matters too. */
    private static String weight(Gen g) {
        String weight = g.number();
        return weight.matches("-?0*\\.?0*|(?i).*inf.*") && !weight.isEmpty() ? "2" : weight;
    }

    /** Returns a number of keys and as many keys, mostly. */
    private static List<String> keys(Gen g) {
        List<String> keys = g.keys(1, 4);
        return Cmd.cmd(g.percent(95) ? keys.size() : g.count(), keys).args();
    }

    /** Keeps out of reach of the counts that make Redis choose billions of times. */
    private static String few(Gen g) {
        return g.percent(90)
                ? Integer.toString(g.between(-9, 9))
                : g.oneOf("9223372036854775807", "-9223372036854775808", "9223372036854775808", "x", "");
    }

    @Test
    void rangesOfMembersInASmallSetOfSeveralScoresAreWalkedAsInRedis(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "ZADD a 1 e 2 a 3 f 4 b 5 g 6 c",
                        "ZLEXCOUNT a [b [e",
                        "ZRANGEBYLEX a [b [f",
                        "ZRANGEBYLEX a [b [f LIMIT 1 3",
                        "ZRANGEBYLEX a [b [f LIMIT 3 3",
                        "ZREVRANGEBYLEX a [f [b",
                        "ZREVRANGEBYLEX a + [b LIMIT 1 2",
                        "ZREVRANGEBYLEX a [f - LIMIT 2 -1",
                        "ZREMRANGEBYLEX a [b [f",
                        "ZRANGE a 0 -1"));
    }

    @Test
    void largeSortedSetsAnswerAsInRedis(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        adding("a", 128),
                        "OBJECT ENCODING a",
                        adding("b", 300),
                        "OBJECT ENCODING b",
                        "ZRANGE b 17 40 WITHSCORES",
                        "ZREVRANGE b 17 40 WITHSCORES",
                        "ZRANGEBYSCORE b (3 5 LIMIT 4 -1",
                        "ZRANK b m150",
                        "ZREVRANK b m150",
                        "ZCOUNT b 3 (7",
                        "ZRANGESTORE c b 10 20",
                        "OBJECT ENCODING c",
                        "ZUNIONSTORE d 2 a b WEIGHTS 0.1 3",
                        "OBJECT ENCODING d",
                        "ZINTERSTORE e 2 a b AGGREGATE MAX",
                        "OBJECT ENCODING e",
                        "ZDIFF 2 b a WITHSCORES",
                        "ZREMRANGEBYRANK b 5 -6",
                        "ZRANGE b 0 -1 WITHSCORES",
                        "ZADD f 1 " + "x".repeat(65),
                        "OBJECT ENCODING f",
                        "ZADD f -0 z",
                        "ZSCORE f z",
                        "ZADD g -0 z",
                        "ZSCORE g z"));
    }

    private static String adding(String key, int count) {
        StringBuilder line = new StringBuilder("ZADD ").append(key);
        for (int i = 0; i < count; i++) {
            line.append(' ').append(i % 10).append(" m").append(i);
        }
        return line.toString();
    }
}
