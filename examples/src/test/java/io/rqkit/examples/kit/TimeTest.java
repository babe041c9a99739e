package io.rqkit.examples.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Time stands still until the test moves it; clients that wait are served before {@code advance} returns. */
@RqTest
class TimeTest {
    private final ExecutorService second = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        second.shutdownNow();
    }

    @Test
    void aSessionEndsAfterHalfAnHour(FakeRedis redis, Jedis jedis) {
        redis.clock().freeze();
        jedis.setex("session:bob", 1800, "logged in");

        redis.clock().advance(Duration.ofMinutes(29));
        assertThat(jedis.exists("session:bob")).isTrue();

        redis.clock().advance(Duration.ofMinutes(1));
        assertThat(jedis.exists("session:bob")).isFalse();
    }

    @Test
    void whoWaitsForAnHourWaitsNoTime(FakeRedis redis, Jedis jedis) throws Exception {
        redis.clock().freeze();
        Future<List<String>> job = second.submit(() -> jedis.blpop(3600, "jobs"));
        redis.awaitBlockedClients(1);

        redis.clock().advance(Duration.ofHours(1));

        assertThat(job.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void theClockCanMoveByItself(FakeRedis redis, Jedis jedis) {
        redis.clock().autoAdvance(); // as soon as everybody waits, it jumps to the next deadline

        assertThat(jedis.blpop(86_400, "jobs")).isNull(); // a day, in a millisecond
    }

    @Test
    void otherCodeCanFollowIt(FakeRedis redis) {
        redis.clock().freeze();
        Clock clock = redis.clock().asClock(); // a java.time.Clock; scheduler(name) is an executor

        long before = clock.millis();
        redis.clock().advance(Duration.ofDays(1));

        assertThat(clock.millis() - before).isEqualTo(86_400_000);
    }
}
