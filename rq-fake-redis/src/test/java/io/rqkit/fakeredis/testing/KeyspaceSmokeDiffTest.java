package io.rqkit.fakeredis.testing;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Shows the comparison at work on the plainest commands; each family has a fuller one of its own. */
class KeyspaceSmokeDiffTest extends FamilyDiffTest {
    private static final Set<String> NAMES = FakeServer.commandNames();

    @Override
    protected CommandGrammar grammar() {
        CommandGrammar grammar = new CommandGrammar()
                .typeMixers(6)
                .add(2, g -> cmd("PING", g.maybe(50, g.value())))
                .add(2, g -> cmd("ECHO", g.value()))
                .add(1, g -> cmd("SELECT", g.percent(80) ? g.between(0, 2) : g.integer()))
                .add(1, g -> cmd("PUBLISH", g.key(), g.value()))
                .add(1, g -> cmd(g.oneOf("WATCH", "UNWATCH", "NOSUCHCOMMAND"), g.keys(0, 2)))
                .addAll(1, g -> List.of(cmd("MULTI"), cmd("ECHO", g.value()), cmd(g.oneOf("EXEC", "DISCARD"))));
        // Until strings are there, the mixed types alone fill the keyspace.
        if (NAMES.contains("SET")) {
            grammar.add(
                            6,
                            g -> cmd(
                                    "SET",
                                    g.key(),
                                    g.value(),
                                    g.options("NX", "XX", "GET", List.of("EX", g.ttlSeconds()))))
                    .add(4, g -> cmd(g.oneOf("GET", "STRLEN", "INCR", "TTL", "DEL"), g.key()))
                    .add(2, g -> cmd("APPEND", g.key(), g.value()));
        }
        return grammar;
    }

    @Test
    void blockedClientsAreServedInTheSameOrder(RealRedis real) {
        compare(
                real,
                differential -> differential.assertSame(
                        "[1] BLPOP a 0",
                        "[2] BLMOVE a b LEFT RIGHT 0",
                        "RPUSH a 1",
                        "RPUSH a 2",
                        "[1] BLPOP b 0",
                        "LLEN b"));
    }

    @Test
    void subscribersAreSentTheSameMessages(RealRedis real) {
        String[] lines = {"[1] SUBSCRIBE x y", "[1] PSUBSCRIBE *", "PUBLISH x 1", "[1] UNSUBSCRIBE", "PUBLISH x 2"};

        compare(real, differential -> differential.assertSame(lines));
        compare(real, differential -> differential.resp3().assertSame(lines));
    }
}
