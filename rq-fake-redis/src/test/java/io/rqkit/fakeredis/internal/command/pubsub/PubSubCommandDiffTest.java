package io.rqkit.fakeredis.internal.command.pubsub;

import static io.rqkit.fakeredis.testing.Cmd.cmd;

import io.rqkit.fakeredis.testing.Cmd;
import io.rqkit.fakeredis.testing.CommandGrammar;
import io.rqkit.fakeredis.testing.FamilyDiffTest;
import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One connection asks and publishes, others listen. */
class PubSubCommandDiffTest extends FamilyDiffTest {
    private static final List<String> PATTERNS = List.of("n*s*", "[^a]", "*", "\\[x\\]");

    @Override
    protected CommandGrammar grammar() {
        return new CommandGrammar()
                .add(4, g -> cmd("SUBSCRIBE", g.times(1, 2, () -> channel(g))).on(g.between(1, 2)))
                .addAll(3, g -> List.of(onePattern(g, "PSUBSCRIBE")))
                .add(2, g -> cmd("SSUBSCRIBE", channel(g)).on(g.between(1, 2)))
                .add(1, g -> cmd("UNSUBSCRIBE", channel(g)).on(g.between(1, 2)))
                .addAll(1, g -> List.of(onePattern(g, "PUNSUBSCRIBE")))
                .add(1, g -> cmd("SUNSUBSCRIBE", channel(g)).on(g.between(1, 2)))
                .add(8, g -> cmd("PUBLISH", channel(g), g.value()))
                .add(3, g -> cmd("SPUBLISH", channel(g), g.value()))
                .add(2, g -> cmd("PUBSUB", "NUMSUB", g.times(0, 3, () -> channel(g))))
                .add(2, g -> cmd("PUBSUB", "SHARDNUMSUB", g.times(0, 3, () -> channel(g))))
                .add(1, g -> cmd("PUBSUB", "NUMPAT"))
                .add(1, g -> cmd("PUBSUB", "CHANNELS", g.maybe(50, pattern(g))).unordered())
                .add(
                        1,
                        g -> cmd("PUBSUB", "SHARDCHANNELS", g.maybe(50, pattern(g)))
                                .unordered())
                .add(1, g -> cmd("PUBSUB", g.oneOf("HELP", "nope", "NUMPAT", "NUMSUB")));
    }

    private static String channel(Gen g) {
        return g.oneOf("a", "b", "news", "news.it", "", "a*", "[x]", "\u0000\u00ff");
    }

    /** Patterns that match one message are told in the order of a hash table: each connection has only one. */
    private static Cmd onePattern(Gen g, String command) {
        int connection = g.between(1, PATTERNS.size());
        return cmd(command, PATTERNS.get(connection - 1)).on(connection);
    }

    private static String pattern(Gen g) {
        return g.oneOf("*", "a*", "news.?t", "[ab]", "[^a]", "\\[x\\]", "n*s*");
    }

    @Test
    void aSubscriberInResp2MayOnlyListen(RealRedis real) {
        compare(
                real,
                d -> d.assertSame(
                        "[1] SUBSCRIBE a",
                        "[1] GET a",
                        "[1] PING",
                        "[1] PING x",
                        "PUBLISH a 1",
                        "[1] UNSUBSCRIBE",
                        "[1] GET a"));
    }
}
