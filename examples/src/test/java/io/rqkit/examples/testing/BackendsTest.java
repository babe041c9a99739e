package io.rqkit.examples.testing;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.junit5.OnEachBackend;
import io.rqkit.junit5.QueueName;
import io.rqkit.junit5.RqTest;
import io.rqkit.junit5.TestWorker;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** One source of tests for the fake and for real Redis. */
@RqTest
class BackendsTest {
    @Test
    void runsOnTheFakeUnlessToldOtherwise(UnifiedJedis redis) { // mvn test -Drq.redis=embedded, or all
        assertThat(redis.incr("visits")).isOne();
    }

    @OnEachBackend
    void runsOnBothInTurn(UnifiedJedis redis) {
        assertThat(redis.incr("visits")).isOne();
    }

    @OnEachBackend(compare = true)
    void leavesTheSameDataOnBoth(@QueueName("mail") Queue queue, @QueueName("mail") TestWorker worker) {
        queue.enqueue(Mailer::send, "bob", 1);
        queue.enqueue(Mailer::send, "eve", 1);

        worker.allow(Mailer.class).runNext(); // ids and times differ, and count as equal
    }
}
