package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.record.RecordedCommands;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Round trips are a contract: what is counted here must not grow. */
class RoundTripsTest {
    private final FakeRedis fake = FakeRedis.create();
    private UnifiedJedis redis;
    private Queue queue;
    private CountDownLatch done;

    record Nothing() {}

    @BeforeEach
    void connect() {
        fake.clock().freeze(); // so that no wait ends by itself, to be begun again
        ConnectionFactory factory = new ConnectionFactory(
                fake::socket,
                DefaultJedisClientConfig.builder().socketTimeoutMillis(60_000).build());
        redis = RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(factory))
                .build();
        queue = new Queue("emails", redis);
        fake.record(100_000);
        queue.enqueue("nothing");
        worker(1).burst(); // so that the server knows the scripts
        fake.forgetCommands();
    }

    @AfterEach
    void close() {
        redis.close();
        fake.close();
    }

    private Worker worker(int jobs) {
        done = new CountDownLatch(jobs);
        return new Worker(queue).register(new Jobs().register("nothing", Nothing.class, nothing -> done.countDown()));
    }

    private RecordedCommands sent() {
        return fake.commands()
                .sentByClients()
                .where(command -> !command.isNamed("hello") && !command.isNamed("client")); // sent by a new connection
    }

    @Test
    void enqueueTakesOne() {
        queue.enqueue("nothing");

        assertThat(sent().roundTrips()).isEqualTo(1);
    }

    @Test
    void enqueueingAThousandTakesOne() {
        queue.enqueueMany(batch -> {
            for (int i = 0; i < 1000; i++) {
                batch.enqueue("nothing");
            }
        });

        assertThat(queue.size()).isEqualTo(1000);
        assertThat(sent().where(command -> !command.isNamed("llen")).roundTrips())
                .isEqualTo(1);
    }

    @Test
    void aJobTakesOneWhereOthersWait() {
        int jobs = 100;
        queue.enqueueMany(batch -> {
            for (int i = 0; i < jobs; i++) {
                batch.enqueue("nothing");
            }
        });
        fake.forgetCommands();

        assertThat(worker(jobs).burst()).isEqualTo(jobs);

        // the first is taken, each end takes the next one, and the last finds nothing
        assertThat(steps().roundTrips()).isEqualTo(jobs + 1);
    }

    @Test
    void aJobTakesThreeWhereTheWorkerWaited() throws InterruptedException {
        try (Worker worker = worker(1).start()) {
            fake.awaitBlockedClients(1);
            fake.forgetCommands();

            queue.enqueue("nothing");
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            fake.awaitBlockedClients(1);

            // the wait that ends, taking the job, and ending it; then it waits again
            assertThat(steps().roundTrips()).isEqualTo(2);
            assertThat(sent().named("blmove").size()).isBetween(1, 2);
            assertThat(sent().where(c -> !c.isNamed("blmove") && !c.isNamed("evalsha") && !c.isInTransaction())
                            .where(c -> !c.isNamed("multi") && !c.isNamed("exec"))
                            .asList())
                    .isEmpty();
        }
    }

    private RecordedCommands steps() {
        return sent().named("evalsha")
                .where(command ->
                        command.words().contains("emails") && command.words().size() > 10);
    }
}
