package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.Patience;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

class FakeRedisTest {
    @Test
    void anInProcessClientIsAnswered() {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
            assertThat(jedis.echo("hello")).isEqualTo("hello");
        }
    }

    @Test
    void aTcpClientIsAnswered() {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis.listen().uri(), Patience.MILLIS)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }

    @Test
    void anUnknownCommandGetsRedisOwnError() {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) {
            assertThatThrownBy(() -> jedis.sendCommand(() -> "NOPE".getBytes(), "a", "b"))
                    .isInstanceOf(JedisDataException.class)
                    .hasMessage("ERR unknown command 'NOPE', with args beginning with: 'a' 'b' ");
        }
    }

    @Test
    void aClosedServerGivesNoSocket() {
        FakeRedis redis = FakeRedis.create();
        redis.close();

        assertThatThrownBy(redis::socket).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingTheServerEndsTheStreamOfItsClients() throws Exception {
        FakeRedis redis = FakeRedis.create();
        Socket socket = redis.socket();

        redis.close();

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
}
