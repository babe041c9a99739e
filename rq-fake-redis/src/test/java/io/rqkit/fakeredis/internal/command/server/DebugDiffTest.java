package io.rqkit.fakeredis.internal.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares what DEBUG says of itself and of values with real Redis. */
@RequiresRealRedis
class DebugDiffTest {
    /** Asks a server. */
    private interface Question {
        List<String> ask(RespClient client);
    }

    private static void assertSame(RealRedis real, Question question) {
        try (RespClient client = real.server().connect();
                FakeRedis fake = FakeRedis.builder()
                        .config("enable-debug-command", "yes")
                        .build();
                RespClient other = new RespClient(fake.socket())) {
            client.call("FLUSHALL");

            assertThat(question.ask(other)).isEqualTo(question.ask(client));
        }
    }

    @Test
    void helpIsRealRediss(RealRedis real) {
        assertSame(real, client -> List.of(client.call("DEBUG", "HELP").toString()));
    }

    @Test
    void valuesAreDescribedAsRealRedisDescribesThem(RealRedis real) {
        assertSame(real, client -> {
            List<String> seen = new ArrayList<>();
            for (String line : List.of(
                    "SET small 5",
                    "SET number 123456789",
                    "SET short hello",
                    "SET long " + "x".repeat(100),
                    "COPY small copied",
                    "RPUSH list a b c",
                    "RPUSH longlist " + ("y".repeat(90) + " ").repeat(300).trim(),
                    "SADD set a b",
                    "SADD numbers 1 2 3",
                    "HSET hash a b",
                    "ZADD zset 1 a 2 b",
                    "XADD stream 1-1 a b")) {
                String[] words = line.split(" ");
                client.call(words);
                String key = words[0].equals("COPY") ? words[2] : words[1];
                seen.add(key + ": "
                        + client.call("DEBUG", "OBJECT", key)
                                .text()
                                .replaceAll("at:0x\\p{XDigit}+|lru:\\d+|lru_seconds_idle:\\d+", ""));
            }
            return seen;
        });
    }

    @Test
    void aCopiedNumberIsSharedOnlyWhenItBecomesAnother(RealRedis real) {
        assertSame(real, client -> {
            List<String> seen = new ArrayList<>();
            client.call("SET", "a", "5");
            client.call("COPY", "a", "b");
            seen.add(client.call("OBJECT", "REFCOUNT", "a").text());
            seen.add(client.call("OBJECT", "REFCOUNT", "b").text());
            client.call("INCR", "b");
            seen.add(client.call("OBJECT", "REFCOUNT", "b").text());
            return seen;
        });
    }
}
