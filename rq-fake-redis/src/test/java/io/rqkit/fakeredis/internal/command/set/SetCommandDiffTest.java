package io.rqkit.fakeredis.internal.command.set;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SetCommandDiffTest extends FamilyDiffTest {
    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(6, g -> cmd("SADD", g.key(), g.members(1, 6)))
                .add(2, g -> cmd("SADD", g.key(), g.times(1, 6, g::integer)))
                .add(3, g -> cmd("SREM", g.key(), g.members(1, 4)))
                .add(1, g -> cmd("SCARD", g.key()))
                .add(1, g -> cmd("SMEMBERS", g.key()))
                .add(1, g -> cmd("SISMEMBER", g.key(), g.member()))
                .add(1, g -> cmd("SMISMEMBER", g.key(), g.members(1, 4)))
                .add(2, g -> cmd("SMOVE", g.key(), g.key(), g.member()))
                .add(2, g -> cmd("SPOP", g.key(), g.maybe(60, g.count())))
                .add(2, g -> cmd("SRANDMEMBER", g.key(), g.maybe(60, few(g))))
                .add(2, g -> cmd(g.oneOf("SINTER", "SUNION", "SDIFF"), g.keys(1, 4)))
                .add(2, g -> cmd(g.oneOf("SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"), g.key(), g.keys(1, 4)))
                .add(1, g -> cmd("SINTERCARD", g.between(1, 3), g.keys(1, 3), g.options(List.of("LIMIT", g.count()))))
                .add(
                        1,
                        g -> cmd(
                                "SSCAN",
                                g.key(),
                                "0",
                                g.maybe(30, "COUNT", g.count()),
                                g.maybe(30, "MATCH", g.pattern())))
                .typeMixers(2);
    }

    /** Keeps out of reach of the counts that make Redis choose billions of times. */
    private static String few(Gen g) {
        return g.percent(90)
                ? Integer.toString(g.between(-9, 9))
                : g.oneOf("9223372036854775807", "-9223372036854775808", "9223372036854775808", "x", "");
    }

    @Test
    void manyIntegersAreHashedAsInRedis(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        adding("a", 0, 512),
                        "OBJECT ENCODING a",
                        adding("b", 0, 513),
                        "OBJECT ENCODING b",
                        "SADD c x",
                        adding("c", 500, 600),
                        "SDIFF a b c",
                        "SDIFFSTORE d b c",
                        "OBJECT ENCODING d",
                        "SUNIONSTORE e a c",
                        "OBJECT ENCODING e",
                        "SINTERSTORE f a b",
                        "OBJECT ENCODING f",
                        "SPOP b 510",
                        "SINTERCARD 2 a c LIMIT 3"));
    }

    private static String adding(String key, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ", "SADD " + key + " ", ""));
    }
}
