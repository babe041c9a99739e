package io.rqkit.fakeredis.testing;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import java.util.List;
import java.util.Set;

/** Shows the comparison at work on the plainest commands; each family has a fuller one of its own. */
class KeyspaceSmokeDiffTest extends FamilyDiffTest {
    private static final Set<String> NAMES = FakeServer.commandNames();

    @Override
    protected CommandGrammar grammar() {
        CommandGrammar grammar = new CommandGrammar()
                .add(2, g -> cmd("PING", g.maybe(50, g.value())))
                .add(2, g -> cmd("ECHO", g.value()))
                .add(1, g -> cmd("SELECT", g.percent(80) ? g.between(0, 2) : g.integer()))
                .add(1, g -> cmd("PUBLISH", g.key(), g.value()))
                .add(1, g -> cmd(g.oneOf("WATCH", "UNWATCH", "NOSUCHCOMMAND"), g.keys(0, 2)))
                .addAll(1, g -> List.of(cmd("MULTI"), cmd("ECHO", g.value()), cmd(g.oneOf("EXEC", "DISCARD"))));
        if (NAMES.contains("SET") && NAMES.contains("FLUSHALL")) {
            grammar.add(
                            6,
                            g -> cmd(
                                    "SET",
                                    g.key(),
                                    g.value(),
                                    g.options("NX", "XX", "GET", List.of("EX", g.ttlSeconds()))))
                    .add(4, g -> cmd(g.oneOf("GET", "STRLEN", "INCR", "TTL", "DEL"), g.key()))
                    .add(2, g -> cmd("APPEND", g.key(), g.value()))
                    .typeMixers(3);
        }
        return grammar;
    }
}
