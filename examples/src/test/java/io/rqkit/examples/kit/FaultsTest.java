package io.rqkit.examples.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.fault.RedisError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** What goes wrong goes wrong for one command, one key, one client, and as often as the test says. */
class FaultsTest {
    private final FakeRedis redis = FakeRedis.create();
    private final Jedis jedis = new Jedis(redis::socket);

    @AfterEach
    void close() {
        jedis.close();
        redis.close();
    }

    @Test
    void aReplicaRefusesToWrite() {
        try (var fault = redis.faults().when("SET").onKey("user:*").error(RedisError.READONLY)) {
            assertThatThrownBy(() -> jedis.set("user:1", "bob")).hasMessageStartingWith("READONLY");

            jedis.set("other", "works");
            assertThat(fault.firings()).hasSize(1);
        }
        jedis.set("user:1", "bob"); // the fault is gone with its block
    }

    @Test
    void theReplyIsLostAfterTheCommandRan() {
        redis.faults().when("INCR").once().cutAfter();

        assertThatThrownBy(() -> jedis.incr("orders")).isInstanceOf(JedisConnectionException.class);

        try (Jedis next = new Jedis(redis::socket)) {
            assertThat(next.get("orders")).isEqualTo("1"); // a client that tries again counts twice
        }
    }

    @Test
    void everyThirdCommandOfOneClientFails() {
        jedis.clientSetname("worker-1");
        redis.faults().when("LPOP").from("worker-*").everyNth(3).error(RedisError.LOADING);

        assertThat(jedis.lpop("jobs")).isNull();
        assertThat(jedis.lpop("jobs")).isNull();
        assertThatThrownBy(() -> jedis.lpop("jobs")).hasMessageStartingWith("LOADING");
    }
}
