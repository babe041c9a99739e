package io.rqkit.fakeredis.interleave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rqkit.fakeredis.FakeRedis;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;

class InterleavingTest {
    private final FakeRedis redis = FakeRedis.builder().record(1000).build();

    @AfterEach
    void close() {
        redis.close();
    }

    private Interleaving.Task with(Consumer<Jedis> work) {
        var config = DefaultJedisClientConfig.builder()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        return () -> {
            try (Jedis jedis = new Jedis(redis::socket, config)) {
                work.accept(jedis);
            }
        };
    }

    private Interleaving lostUpdate() {
        Consumer<Jedis> increment = jedis -> {
            String old = jedis.get("n");
            jedis.set("n", Integer.toString(Integer.parseInt(old) + 1));
        };
        return redis.interleave(with(increment), with(increment))
                .before(() -> redis.database(0).string("n", "0"))
                .check(() -> assertThat(redis.database(0).string("n")).contains("2"));
    }

    @Test
    void aLostUpdateIsFoundMadeSimpleAndFoundAgain() {
        Interleaving interleaving = lostUpdate();

        InterleavingFailure found = catchThrowableOfType(InterleavingFailure.class, () -> interleaving.explore(100));

        assertThat(found.getMessage())
                .contains("With the seed ")
                .contains("\"GET\" \"n\" -> \"0\"")
                .contains("Order of turns, for replay(List.of(…)): " + found.order());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> interleaving.replay(found.order()))
                    .isInstanceOfSatisfying(
                            InterleavingFailure.class,
                            again -> assertThat(again.order()).isEqualTo(found.order()));
        }
        assertThat(redis.database(0).exists("n")).isFalse();
    }

    @Test
    void theSameSeedIsTheSameOrder() {
        Consumer<Jedis> work = jedis -> {
            for (int i = 0; i < 5; i++) {
                jedis.incr("n");
            }
        };
        Interleaving interleaving = redis.interleave(with(work), with(work), with(work));

        List<Integer> order = interleaving.run(42);

        assertThat(order).contains(1, 2, 3);
        assertThat(interleaving.run(42)).isEqualTo(order);
        assertThat(interleaving.run(43)).isNotEqualTo(order);
        assertThat(interleaving.replay(order)).isEqualTo(order);
    }

    @Test
    void whatIsAtomicHoldsInEveryOrder() {
        Consumer<Jedis> increment = jedis -> jedis.incr("n");
        redis.interleave(with(increment), with(increment))
                .check(() -> assertThat(redis.database(0).string("n")).contains("2"))
                .explore(50);
    }

    @Test
    void whoWaitsForTheOtherIsWokenByIt() {
        redis.interleave(
                        with(jedis -> assertThat(jedis.blpop(0, "q")).containsExactly("q", "x")),
                        with(jedis -> jedis.rpush("q", "x")))
                .explore(30);
    }

    @Test
    void whenAllWaitTheClockMoves() {
        redis.clock().freeze();
        Instant start = redis.clock().now();
        redis.interleave(
                        with(jedis -> assertThat(jedis.blpop(3600, "a")).isNull()),
                        with(jedis -> assertThat(jedis.blpop(60, "b")).isNull()))
                .run(1);

        assertThat(redis.clock().now()).isEqualTo(start);
    }

    @Test
    void whoWaitsForEverFailsTheRun() {
        assertThatThrownBy(() ->
                        redis.interleave(with(jedis -> jedis.blpop(0, "never"))).run(1))
                .isInstanceOf(InterleavingFailure.class);
    }

    @Test
    void whatATaskThrowsIsTheCause() {
        assertThatThrownBy(() -> redis.interleave(
                                with(jedis -> assertThat(jedis.get("k")).isEqualTo("v")))
                        .run(1))
                .isInstanceOf(InterleavingFailure.class)
                .hasCauseInstanceOf(AssertionError.class);
    }
}
