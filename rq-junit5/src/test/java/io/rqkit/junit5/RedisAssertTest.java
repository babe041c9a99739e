package io.rqkit.junit5;

import static io.rqkit.junit5.RqAssertions.assertThat;
import static io.rqkit.junit5.RqAssertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.state.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

@RqTest
class RedisAssertTest {
    @BeforeEach
    void forget(FakeRedis redis, UnifiedJedis connection) {
        connection.ping();
        redis.forgetCommands();
    }

    @Test
    void tellsWhatWasReceivedFromWhomAndInWhichOrder(FakeRedis redis) {
        try (Jedis worker = new Jedis(redis::socket);
                Jedis other = new Jedis(redis::socket)) {
            worker.clientSetname("worker-1");
            worker.rpush("jobs", "a");
            worker.lpop("jobs");
            worker.hset("job:a", "status", "started");
            other.get("x");

            assertThat(redis)
                    .received("LPOP")
                    .from("worker-*")
                    .onKey("jobs")
                    .before("HSET")
                    .after("RPUSH");
            assertThat(redis).received("lpop").from(worker).times(1).withReply("\"a\"");
            assertThat(redis).receivedNo("KEYS", "FLUSHALL");
            assertThatThrownBy(() -> assertThat(redis).received("BLMOVE"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Expected that BLMOVE was received. The last commands:")
                    .hasMessageContaining("\"HSET\" \"job:a\" \"status\" \"started\" -> (integer) 1");
            assertThatThrownBy(() -> assertThat(redis).received("HSET").before("LPOP"))
                    .hasMessageContaining("HSET before LPOP");
            assertThatThrownBy(() -> assertThat(redis).receivedNo("GET"))
                    .hasMessageContaining("Expected that no GET was received, but 1 came:");
            assertThatThrownBy(() -> assertThat(redis).received("GET").from("worker-1"))
                    .hasMessageContaining("GET from worker-1");
        }
    }

    @Test
    void countsRoundTripsOfAConnection(FakeRedis redis, UnifiedJedis connection) {
        try (var pipeline = connection.pipelined()) {
            pipeline.set("a", "1");
            pipeline.set("b", "2");
            pipeline.sync();
        }

        assertThat(redis).roundTrips(connection).isAtMost(1).isExactly(1);
        connection.get("a");
        assertThat(redis).roundTrips().isAtMost(3);
        assertThatThrownBy(() -> assertThat(redis).roundTrips(connection).isAtMost(1))
                .hasMessageContaining("Expected at most 1 round trips, but there were");
    }

    @Test
    void saysWhatCouldBeDoneBetter(FakeRedis redis, UnifiedJedis connection) {
        assertThat(redis).receivedNoRepeatedCalls().receivedNoWholeKeyspaceCommands();
        for (int i = 0; i < 5; i++) {
            connection.get("user:" + i);
        }
        connection.keys("*");
        connection.set("session:1", "x");

        assertThatThrownBy(() -> assertThat(redis).receivedNoRepeatedCalls()).hasMessageContaining("Use MGET");
        assertThatThrownBy(() -> assertThat(redis).receivedNoWholeKeyspaceCommands())
                .hasMessageContaining("Use SCAN");
        assertThatThrownBy(() -> assertThat(redis).hasNoKeysWithoutTtl("session:*"))
                .hasMessageContaining("session:1");
        connection.expire("session:1", 10);
        assertThat(redis).hasNoKeysWithoutTtl("session:*");
    }

    @Test
    void comparesWithASnapshot(FakeRedis redis, UnifiedJedis connection) {
        connection.set("kept", "1");
        try (Snapshot before = redis.snapshot()) {
            assertThat(redis).hasNotChangedSince(before);
            connection.set("new", "2");

            assertThat(redis).hasChangedSince(before, "new");
            assertThatThrownBy(() -> assertThat(redis).hasNotChangedSince(before))
                    .hasMessageContaining("+ new  string \"2\"");
            assertThatThrownBy(() -> assertThat(redis).hasChangedSince(before, "kept"))
                    .hasMessageContaining("[kept]");
        }
    }

    @Test
    void namesFaultsThatNeverHappened(FakeRedis redis) {
        try (var fault = redis.faults().when("lpop").onKey("jobs").cutAfter()) {
            assertThatThrownBy(() -> assertThat(redis).hasNoUnfiredFaults())
                    .hasMessageContaining("LPOP on jobs: CutAfter[]");
            assertThat(fault.hasFired()).isFalse();
        }
        assertThat(redis).hasNoUnfiredFaults();
    }
}
