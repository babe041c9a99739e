package io.rqkit.examples.testing;

import static io.rqkit.junit5.RqAssertions.assertThat;
import static io.rqkit.junit5.RqAssertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What goes wrong in production goes wrong in a test, once and where it says. */
@RqTest
class FaultsTest {
    @Test
    void theReplyIsLostAfterTheCommandRan(FakeRedis redis, UnifiedJedis client) {
        redis.faults().when("INCR").once().cutAfter();

        assertThatThrownBy(() -> client.incr("visits")).isInstanceOf(JedisConnectionException.class);

        assertThat(client.get("visits")).isEqualTo("1"); // it ran all the same
    }

    @Test
    void theServerIsOutOfMemoryForOneKey(FakeRedis redis, UnifiedJedis client) {
        redis.faults().when("SET").onKey("big:*").error("OOM command not allowed when used memory > 'maxmemory'.");

        client.set("small", "v");

        assertThatThrownBy(() -> client.set("big:1", "v"))
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith("OOM");
    }
}
