package io.rqkit.examples.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Cron;
import io.rqkit.core.JobCall;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import io.rqkit.fakeredis.clock.RedisClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Each program does what it says. */
@Timeout(60)
class FeaturesTest {
    private Backend backend;
    private UnifiedJedis redis;

    @BeforeEach
    void open() {
        backend = Backend.open("fake");
        redis = backend.connect();
    }

    @AfterEach
    void close() {
        redis.close();
        backend.close();
    }

    @Test
    void mailGetsThroughAtTheThirdAttempt() throws Exception {
        assertThat(MailWithRetries.mail(redis, Duration.ofSeconds(1))).isEqualTo("sent to bob at attempt 3");
    }

    @Test
    void theCheckComesAtOnceAndTheReportAtNight() {
        Queue queue = new Queue("reports", redis);
        try (Cron cron = NightlyReport.table(redis, queue)) {
            assertThat(cron.tick()).isEqualTo(1);
        }
        assertThat(queue.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.name()).endsWith("NightlyReport.check"));
    }

    @Test
    void aPictureIsFetchedFirstAndPublishedLast() {
        assertThat(Pipeline.publish(redis)).hasSize(4).startsWith("fetch").endsWith("publish");
    }

    @Test
    void anOrderIsSafeOnceAReplicaHasIt() {
        assertThat(SafeOrders.order(redis)).isFalse();

        // the second that a replica has never passes, however late it is
        RedisClock still = RedisClock.frozenAt(Instant.parse("2026-11-23T00:00:00Z"));
        JedisClientConfig patient =
                DefaultJedisClientConfig.builder().socketTimeoutMillis(0).build();
        try (FakeTopology system = FakeRedis.topology().clock(still).start();
                UnifiedJedis master = RedisClient.builder()
                        .connectionProvider(
                                new PooledConnectionProvider(new ConnectionFactory(system.master()::socket, patient)))
                        .build()) {
            assertThat(SafeOrders.order(master)).isTrue();
        }
    }

    @Test
    void twoCallsAreUnderWayAtMost() {
        assertThat(RateLimitedCalls.mostAtOnce(redis, 20)).isEqualTo(2);
    }

    @Test
    void jobsGoToPythonAndComeFromThere() {
        assertThat(WithPython.enqueueForPython(redis).status()).isEqualTo(JobStatus.QUEUED);

        Queue queue = new Queue("for-java", redis);
        queue.enqueue(JobCall.of("mailer.send", "eve").keyword("times", 2));
        queue.enqueue("app.tasks.send_mail", "bob", 1);

        assertThat(WithPython.performForPython(redis)).isEqualTo(2);
        assertThat(queue.finished().size()).isEqualTo(2);
    }
}
