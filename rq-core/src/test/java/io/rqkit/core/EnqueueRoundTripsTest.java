package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** How often a caller waits for Redis. */
class EnqueueRoundTripsTest {
    private FakeRedis server;
    private UnifiedJedis redis;
    private Queue queue;

    @BeforeEach
    void open() {
        server = FakeRedis.create();
        server.record(100_000);
        redis = RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(new ConnectionFactory(
                        server::socket, DefaultJedisClientConfig.builder().build())))
                .build();
        queue = new Queue("emails", redis);
        for (int i = 0; i < 2; i++) { // the connection is open, and the server knows the scripts
            queue.with(o -> o.dependsOn(Dependency.onIds("nobody"))).enqueue("mod.add");
        }
    }

    @AfterEach
    void close() {
        redis.close();
        server.close();
    }

    private int roundTrips(Runnable action) {
        server.forgetCommands();
        action.run();
        return server.commands().sentByClients().roundTrips();
    }

    @Test
    void enqueueingTakesOneWhateverTheOptions() {
        assertThat(roundTrips(() -> queue.enqueue("mod.add", 1))).isEqualTo(1);
        assertThat(roundTrips(() -> queue.with(o -> o.ttl(Duration.ofHours(1)).group("group-1"))
                        .enqueue("mod.add", 1)))
                .isEqualTo(1);
        assertThat(roundTrips(() -> queue.in(Duration.ofHours(1)).enqueue("mod.add", 1)))
                .isEqualTo(1);
        assertThat(roundTrips(() -> queue.with(o -> o.id("job-1").unique()).enqueue("mod.add", 1)))
                .isEqualTo(1);
        assertThat(roundTrips(() -> queue.with(o -> o.dependsOn(Dependency.onIds("job-1", "job-2")))
                        .enqueue("mod.add", 1)))
                .isEqualTo(1);
        assertThat(roundTrips(() ->
                        queue.with(o -> o.rateLimit(RateLimit.atOnce("api", 1))).enqueue("mod.add", 1)))
                .isEqualTo(1);
    }

    @Test
    void enqueueingAThousandTakesOne() {
        assertThat(roundTrips(() -> queue.enqueueMany(batch -> {
                    for (int i = 0; i < 1000; i++) {
                        batch.enqueue("mod.add", i);
                    }
                })))
                .isEqualTo(1);
        assertThat(queue.size()).isEqualTo(1002);
    }

    @Test
    void enqueueingAThousandThatWaitForOthersTakesOne() {
        Job<?> parent = queue.enqueue("mod.add");

        assertThat(roundTrips(() -> queue.enqueueMany(batch -> {
                    for (int i = 0; i < 1000; i++) {
                        batch.with(o -> o.dependsOn(parent)).enqueue("mod.add", 1);
                    }
                })))
                .isEqualTo(1);
        assertThat(queue.deferred().size()).isEqualTo(1000);
    }

    @Test
    void aSchedulersPassTakesOneHoweverManyJobsAreDue() {
        for (int i = 0; i < 50; i++) {
            queue.at(Instant.EPOCH).enqueue("mod.add");
        }
        Scheduler scheduler = new Scheduler(queue, new Queue("reports", redis));
        scheduler.tick();
        for (int i = 0; i < 50; i++) {
            queue.at(Instant.EPOCH).enqueue("mod.add");
        }

        assertThat(roundTrips(scheduler::tick)).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(102);
    }
}
