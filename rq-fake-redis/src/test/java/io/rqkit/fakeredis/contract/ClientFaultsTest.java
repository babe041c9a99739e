package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.fault.RedisError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Lettuce makes of a connection that breaks at a chosen point. */
class ClientFaultsTest {
    private final FakeRedis redis = FakeRedis.create();
    private final Endpoint endpoint = redis.listen();
    private final LettuceClient lettuce =
            new LettuceClient(RedisURI.create(endpoint.uri().toString()), 3);
    private RedisCommands<String, String> commands;

    @BeforeEach
    void connect() {
        commands = lettuce.client().connect().sync();
    }

    @AfterEach
    void close() {
        lettuce.close();
        redis.close();
    }

    @Test
    void aCommandThatWasCutOffIsSentAgain() {
        redis.faults().when("INCR").once().cutBefore();

        assertThat(commands.incr("n")).isEqualTo(1);
    }

    @Test
    void aCommandWhoseReplyWasLostRunsTwice() {
        redis.faults().when("INCR").once().cutAfter();

        assertThat(commands.incr("n")).isEqualTo(2);
    }

    @Test
    void halfAReplyCountsAsNone() {
        redis.faults().when("INCR").once().halfReply();

        assertThat(commands.incr("n")).isEqualTo(2);
    }

    @Test
    void anErrorIsNotTriedAgain() {
        redis.faults().when("INCR").once().error(RedisError.OOM);

        assertThatThrownBy(() -> commands.incr("n"))
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessageStartingWith("OOM ");
        assertThat(commands.incr("n")).isEqualTo(1);
    }

    @Test
    void aServerThatRefusesIsTriedUntilItTakesConnections() {
        try (var refused = redis.faults().refuseConnections()) {
            redis.faults().cutAll();
            assertThatThrownBy(() -> lettuce.client().connect()).isInstanceOf(RuntimeException.class);
        }

        assertThat(commands.ping()).isEqualTo("PONG");
    }
}
