package io.rqkit.core.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.core.backend.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

final class HeartbeatTest extends RedisTest {
    private static final Instant START = Instant.parse("2026-11-23T14:33:02.551618Z");

    private Execution claimed(Duration timeout) {
        new Queue("emails", redis).with(o -> o.id("job-1").timeout(timeout)).enqueue("mod.add", 1);
        Step step = new Step("worker-1", null, Execution.newId(), List.of("emails"));
        return Objects.requireNonNull(step.send(redis, () -> START, false).next());
    }

    private Heartbeat.Reply beat(Execution execution, long secondsAfterStart) {
        InstantSource clock = () -> START.plusSeconds(secondsAfterStart);
        return Heartbeat.send(redis, clock, List.of(new Heartbeat("worker-1", execution)))
                .get(0);
    }

    @Test
    void aSignOfLifeMovesEveryExpiry() {
        Execution execution = claimed(Duration.ofSeconds(180));

        beat(execution, 100);

        long now = START.getEpochSecond() + 100;
        String key = "rq:execution:job-1:" + execution.id();
        assertThat(redis.zscore("rq:wip:emails", "job-1:" + execution.id())).isEqualTo(now + 90);
        assertThat(redis.zscore("rq:executions:job-1", execution.id())).isEqualTo(now + 150);
        assertThat(redis.hget(key, "created_at")).isEqualTo("1795444382.551618");
        assertThat(redis.hget(key, "last_heartbeat")).isEqualTo("1795444482.551618");
        assertThat(redis.hget("rq:job:job-1", "last_heartbeat")).isEqualTo("2026-11-23T14:34:42.551618Z");
        assertThat(redis.ttl(key)).isBetween(85L, 90L);
    }

    @Test
    void nearItsTimeoutARunIsBelievedToLiveShorter() {
        Execution execution = claimed(Duration.ofSeconds(180));

        beat(execution, 170);

        assertThat(redis.zscore("rq:wip:emails", "job-1:" + execution.id()))
                .isEqualTo(START.getEpochSecond() + 170 + 10 + 60);
    }

    @Test
    void aRunThatWasTakenAwayIsNotListedAgainAndItsJobNotBroughtBack() {
        Execution execution = claimed(Duration.ofSeconds(180));
        Job.fetch("job-1", redis).delete();

        assertThat(beat(execution, 30).isOurs()).isFalse();

        assertThat(redis.exists("rq:job:job-1")).isFalse();
        assertThat(redis.zcard("rq:wip:emails")).isZero();
    }

    @Test
    void anErrorInsideATransactionIsThrownAndTheConnectionStaysUsable() {
        redis.set("rq:queue:emails", "no list");
        Queue queue = new Queue("emails", redis);

        assertThatThrownBy(() -> queue.enqueue("mod.add", 1))
                .isInstanceOf(JedisDataException.class)
                .hasMessageStartingWith("WRONGTYPE");

        redis.del("rq:queue:emails");
        queue.enqueue("mod.add", 1);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void atomicRunLeavesNoTransactionOpenWhenItsCommandsThrow() {
        assertThatThrownBy(() -> Atomic.run(redis, transaction -> {
                    transaction.set("k", "v");
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(redis.exists("k")).isFalse();
        assertThat(redis.set("k", "v")).isEqualTo("OK");
    }
}
