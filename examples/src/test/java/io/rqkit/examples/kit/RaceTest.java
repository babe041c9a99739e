package io.rqkit.examples.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.interleave.Interleaving;
import io.rqkit.fakeredis.interleave.InterleavingFailure;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Two clients take turns under a seed, until an order is found in which an update is lost. */
class RaceTest {
    private final FakeRedis redis = FakeRedis.builder().record(100).build();

    /** Reads, adds, and writes: somebody else may write in between. */
    private void addOne() {
        try (Jedis jedis = new Jedis(redis::socket)) {
            int balance = Integer.parseInt(jedis.get("balance"));
            jedis.set("balance", Integer.toString(balance + 1));
        }
    }

    @Test
    void anUpdateIsLostAndTheOrderIsKnown() {
        Interleaving race = redis.interleave(this::addOne, this::addOne)
                .before(() -> redis.database(0).string("balance", "0"))
                .check(() -> assertThat(redis.database(0).string("balance")).contains("2"));

        InterleavingFailure found = catchThrowableOfType(InterleavingFailure.class, () -> race.explore(500));

        System.out.println(found.getMessage()); // the order, and a line for each command
        assertThat(catchThrowableOfType(InterleavingFailure.class, () -> race.replay(found.order())))
                .isNotNull();
        redis.close();
    }
}
