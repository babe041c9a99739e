package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;

/**
 * Examples of commands, each against an empty in-memory server of its own, whose clock stands still until {@link #pass}.
 *
 * <p>Commands and replies are written as redis-cli has them: {@code "(integer) 1"}, {@code "\"text\""}, {@code "(nil)"}.
 */
public abstract class RedisExamples {
    private final RedisClock clock = RedisClock.frozenAt(Instant.ofEpochSecond(1_700_000_000));
    private final FakeRedis redis = FakeRedis.builder().clock(clock).build();
    private final RespClient client = new RespClient(redis.socket());

    @AfterEach
    final void closeServer() {
        client.close();
        redis.close();
    }

    /** Opens one more connection, which ends with the server. */
    protected final RespClient connect() {
        return new RespClient(redis.socket());
    }

    /** Sends lines and forgets the replies, none of which may be an error. */
    protected final void given(String... redisCliLines) {
        for (String line : redisCliLines) {
            assertThat(call(line).isError()).as(line).isFalse();
        }
    }

    /** Sends a line and begins an assertion about the reply. */
    protected final AbstractStringAssert<?> assertReply(String redisCliLine) {
        return assertThat(call(redisCliLine).toString()).as(redisCliLine);
    }

    /** Sends a line and returns the reply. */
    protected final RespValue call(String redisCliLine) {
        return client.call(Cmd.parse(redisCliLine).args().toArray(String[]::new));
    }

    /** Returns the elements of a reply, each as redis-cli shows it. */
    protected final Stream<String> elements(String redisCliLine) {
        return call(redisCliLine).children().stream().map(RespValue::toString);
    }

    /** Lets time pass on the server. */
    protected final void pass(Duration duration) {
        clock.advance(duration);
    }
}
