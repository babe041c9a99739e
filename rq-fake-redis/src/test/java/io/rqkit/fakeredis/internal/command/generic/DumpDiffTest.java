package io.rqkit.fakeredis.internal.command.generic;

import static io.rqkit.fakeredis.testing.Cmd.cmd;
import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import io.rqkit.fakeredis.testing.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares what DUMP writes byte by byte, and has either server read what the other wrote. */
class DumpDiffTest extends FamilyDiffTest {
    private static final int SEQUENCES = 60;
    private static final int LENGTH = 120;

    /** Nothing is deleted from collections, since Redis then keeps traces in its encodings that are not kept here. */
    @Override
    protected CommandGrammar grammar() {
        return values().add(8, g -> cmd("DUMP", g.key()));
    }

    private static CommandGrammar values() {
        return new CommandGrammar()
                .undistorted()
                .add(2, g -> cmd("SET", g.key(), g.percent(80) ? g.value() : repetitive(g)))
                .add(1, g -> cmd("APPEND", g.key(), g.value()))
                .add(2, g -> cmd("RPUSH", g.key(), g.times(1, 30, g::value)))
                .add(2, g -> cmd("HSET", g.key(), g.pairs(1, 20, g::member, g::value)))
                .add(1, g -> cmd("SADD", g.key(), g.members(1, 20)))
                .add(1, g -> cmd("SADD", g.key(), g.times(1, 8, g::integer)))
                .add(2, g -> cmd("ZADD", g.key(), g.pairs(1, 20, g::score, g::value)))
                .add(1, g -> cmd("ZADD", g.key(), g.pairs(100, 150, g::score, () -> g.letters(2))))
                .add(
                        2,
                        g -> cmd(
                                "XADD",
                                g.key(),
                                g.between(1, 900) + "-" + g.integer(),
                                g.pairs(1, 3, g::member, g::value)))
                .add(1, g -> cmd("XSETID", g.key(), "1000-0", "ENTRIESADDED", "2000", "MAXDELETEDID", "3-4"))
                .add(1, g -> cmd("XGROUP", "CREATE", g.key(), g.member(), "0", g.maybe(30, "ENTRIESREAD", "2")))
                .add(4, g -> cmd("DEL", g.key()));
    }

    private static CommandGrammar allValues() {
        return values().add(
                        1,
                        g -> cmd("XREADGROUP", "GROUP", g.member(), g.member(), "COUNT", "3", "STREAMS", g.key(), ">"))
                .add(1, g -> cmd("XDEL", g.key(), g.between(1, 900) + "-" + g.integer()))
                .add(1, g -> cmd("SREM", g.key(), g.member()))
                .add(1, g -> cmd("HDEL", g.key(), g.member()));
    }

    private static String repetitive(Gen g) {
        return (g.letters(g.between(1, 30)) + g.binary(g.between(0, 5))).repeat(g.between(1, 40)) + g.letters(3);
    }

    @Test
    void dumpsOfRealRedisAreRestored(RealRedis real, RealRedis source) {
        restoreDumpsOf(source.server(), real);
    }

    @Test
    void dumpsOfTheFakeAreRestored(RealRedis real) {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            try (FakeRedis source = FakeRedis.create()) {
                List<Cmd> restores = restores(new Server("source", source::socket), seed);
                compare(real, differential -> differential.assertSame(restores));
            }
        }
    }

    private void restoreDumpsOf(Server source, RealRedis real) {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            List<Cmd> restores = restores(source, seed);
            compare(real, differential -> differential.assertSame(restores));
        }
    }

    /** Fills a server from a seed, and returns commands that restore what it holds then. */
    private static List<Cmd> restores(Server source, int seed) {
        List<Cmd> restores = new ArrayList<>();
        try (RespClient client = source.connect()) {
            client.call("FLUSHALL");
            allValues()
                    .sequence(new Gen(seed), LENGTH)
                    .forEach(c -> client.call(c.args().toArray(String[]::new)));
            for (RespValue key : client.call("KEYS", "*").children()) {
                RespValue payload = client.call("DUMP", key.text());
                restores.add(cmd("RESTORE", key.text(), "0", payload.text()));
            }
        }
        assertThat(restores).isNotEmpty();
        return restores;
    }
}
