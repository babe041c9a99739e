package io.rqkit.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** Clients of any kind, on one Redis. */
@RqTest
class ClientsTest {
    @Test
    void jedisInEachOfItsForms(UnifiedJedis unified, Jedis one, RedisClient pooled) {
        unified.set("greeting", "hello");

        assertThat(one.get("greeting")).isEqualTo("hello");
        assertThat(pooled.get("greeting")).isEqualTo("hello");
    }

    @Test
    void anyClientByHostAndPort(Endpoint endpoint) throws Exception {
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readNBytes(7)).asString().isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void orWithoutANetwork(FakeRedis redis) {
        try (Jedis jedis = new Jedis(redis::socket)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
    }
}
