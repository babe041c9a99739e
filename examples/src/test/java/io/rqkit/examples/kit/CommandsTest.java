package io.rqkit.examples.kit;

import static io.rqkit.junit5.RqAssertions.assertThat;
import static io.rqkit.junit5.RqAssertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Every command is kept with its client, its reply and its round trip. */
@RqTest
class CommandsTest {
    @Test
    void aWorkerMarksItsJobBeforeItTakesTheNext(FakeRedis redis, Jedis jedis) {
        jedis.clientSetname("worker-1");
        jedis.rpush("jobs", "a", "b");

        jedis.lpop("jobs");
        jedis.hset("job:a", "status", "started");

        assertThat(redis).received("LPOP").from("worker-1").before("HSET");
        assertThat(redis).receivedNo("KEYS");
    }

    @Test
    void aPipelineIsOneRoundTrip(FakeRedis redis, Jedis jedis) {
        jedis.ping();
        redis.forgetCommands();

        var pipeline = jedis.pipelined();
        for (int i = 0; i < 100; i++) {
            pipeline.set("user:" + i, "x");
        }
        pipeline.sync();

        assertThat(redis).roundTrips(jedis).isAtMost(1);
    }

    @Test
    void aLoopOfSingleCallsIsFound(FakeRedis redis, Jedis jedis) {
        for (int i = 0; i < 5; i++) {
            jedis.get("user:" + i);
        }

        assertThatThrownBy(() -> assertThat(redis).receivedNoRepeatedCalls()).hasMessageContaining("Use MGET");
        System.out.println(redis.commands().last(3).listing());
    }
}
