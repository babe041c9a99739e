package io.rqkit.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.junit5.LeakCheck;
import io.rqkit.junit5.RqTest;
import io.rqkit.junit5.TestWorker;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** A test that leaves a job waiting, a key for ever or a connection open fails, with what it left. */
@RqTest(checks = {LeakCheck.CONNECTIONS, LeakCheck.KEYS, LeakCheck.JOBS})
class LeftoversTest {
    @Test
    void everyJobIsRun(Queue queue, TestWorker worker) {
        queue.enqueue(Mailer::send, "bob", 1);

        assertThat(worker.allow(Mailer.class).drain().count()).isOne();
    }

    @Test
    void everyKeyHasATtl(UnifiedJedis redis) {
        redis.setex("session", 60, "bob");

        assertThat(redis.ttl("session")).isPositive();
    }

    @Test
    void everyPipelineIsClosed(UnifiedJedis redis) {
        try (var pipeline = redis.pipelined()) {
            pipeline.setex("session", 60, "bob");
        }

        assertThat(redis.get("session")).isEqualTo("bob");
    }
}
