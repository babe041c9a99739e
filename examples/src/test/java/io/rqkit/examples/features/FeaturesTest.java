package io.rqkit.examples.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Cron;
import io.rqkit.core.JobCall;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

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

        try (FakeTopology system = FakeRedis.topology().overTcp().start();
                UnifiedJedis master =
                        RedisClient.create(system.master().listen().uri())) {
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
