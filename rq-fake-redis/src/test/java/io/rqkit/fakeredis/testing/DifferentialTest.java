package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@RequiresRealRedis
class DifferentialTest {

    @Test
    void realRedisIsTheSameAsRealRedis(RealRedis one, RealRedis two) {
        Differential differential = Differential.between(one.server(), two.server());

        for (long seed = 1; seed <= 8; seed++) {
            differential.check("" + seed, mixed().sequence(new Gen(seed), 200));
            differential.resp3().check("" + seed, mixed().sequence(new Gen(seed), 200));
        }
    }

    @Test
    void blockedClientsAreServedAlike(RealRedis one, RealRedis two) {
        Differential differential = Differential.between(one.server(), two.server());

        differential.assertSame(
                "[1] BLPOP a 0",
                "[2] BLMOVE a b LEFT RIGHT 0",
                "RPUSH a 1",
                "RPUSH a 2",
                "[1] BLPOP b 0",
                "[1] BLPOP z 0",
                "GET a");
    }

    @Test
    void messagesToSubscribersAreComparedInOrder(RealRedis one, RealRedis two) {
        Differential differential = Differential.between(one.server(), two.server());
        String[] lines = {
            "[1] SUBSCRIBE x y",
            "[1] PSUBSCRIBE *",
            "PUBLISH x 1",
            "PUBLISH z 2",
            "[1] UNSUBSCRIBE",
            "[1] GET a",
            "PUBLISH x 3"
        };

        differential.assertSame(lines);
        differential.resp3().assertSame(lines);
    }

    @Test
    void alteredReplyIsFoundAndShrunkToTheCommandsThatMatter(RealRedis one, RealRedis two) {
        Server altered = AlteringSocket.replacing(two.server(), ":77777\r\n", ":77778\r\n");
        Differential differential = Differential.between(one.server(), altered);
        var commands = new ArrayList<>(mixed().sequence(new Gen(5), 120));
        commands.add(60, Cmd.cmd("SET", "odd", "77776").on(9));
        commands.add(100, Cmd.cmd("INCR", "odd").on(9));

        assertThatThrownBy(() -> differential.check("5", commands))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 5, RESP2")
                .hasMessageContaining("(integer) 77778")
                .satisfies(e -> assertThat(e.getMessage()
                                .lines()
                                .filter(line -> line.startsWith("  "))
                                .count())
                        .isEqualTo(2));
    }

    @Test
    void dataThatDifferAtTheEndAreFound(RealRedis one, RealRedis two) {
        Server altered = AlteringSocket.replacing(two.server(), "$6\r\nembstr\r\n", "$3\r\nraw\r\n");

        assertThatThrownBy(() -> Differential.between(one.server(), altered).assertSame("SET a x", "SET b 1", "PING"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at: data at the end, database 0: OBJECT ENCODING a")
                .hasMessageContaining("assertSame(\"SET a x\");");
    }

    @Test
    void brokenConnectionIsADifferenceAndNoHang(RealRedis one, RealRedis two) {
        Server refusing = AlteringSocket.replacing(two.server(), "+PONG\r\n", "?\r\n");

        assertThatThrownBy(() -> Differential.between(one.server(), refusing).assertSame("SET a x", "PING"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("assertSame(\"PING\");");
    }

    private static CommandGrammar mixed() {
        return new CommandGrammar()
                .typeMixers(6)
                .add(2, g -> Cmd.cmd("SET", g.key(), g.value(), g.options("NX", "GET", List.of("EX", g.ttlSeconds()))))
                .add(1, g -> Cmd.cmd("SADD", g.key(), g.times(1, 200, () -> g.letters(2))))
                .add(1, g -> Cmd.cmd("HSET", g.key(), g.pairs(1, 200, () -> g.letters(2), g::value)))
                .add(2, g -> Cmd.cmd(g.oneOf("SMEMBERS", "HGETALL", "HKEYS", "HVALS", "TTL", "PTTL", "DUMP"), g.key()))
                .add(
                        2,
                        g -> Cmd.cmd(
                                g.oneOf("SRANDMEMBER", "HRANDFIELD", "ZRANDMEMBER", "SPOP"),
                                g.key(),
                                g.maybe(50, g.count())))
                .add(1, g -> Cmd.cmd("SPOP", g.key()))
                .add(2, g -> Cmd.cmd(g.oneOf("SSCAN", "HSCAN", "ZSCAN"), g.key(), "0", g.maybe(50, "COUNT", "5")))
                .add(1, g -> Cmd.cmd("SCAN", "0", g.maybe(50, "MATCH", g.pattern())))
                .add(1, g -> Cmd.cmd(g.oneOf("SUNION", "SINTER", "SDIFF"), g.keys(1, 3)))
                .add(1, g -> Cmd.cmd("BLPOP", g.key(), g.shortTimeout()))
                .add(1, g -> Cmd.cmd("RPUSH", g.key(), g.member()).on(g.below(3)))
                .add(1, g -> Cmd.cmd("BLPOP", g.keys(1, 2), "0").on(g.between(1, 2)))
                .addAll(
                        1,
                        g -> List.of(
                                Cmd.cmd("MULTI"),
                                Cmd.cmd("SMEMBERS", g.key()),
                                Cmd.cmd("PTTL", g.key()),
                                Cmd.cmd("SET", "a"),
                                Cmd.cmd("EXEC")));
    }
}
