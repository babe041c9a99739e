package io.rqkit.examples.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@RqTest
class MailerTest {
    @Test
    void aMailThatNobodySendsInTimeIsDropped(Queue queue, FakeRedis redis) {
        queue.with(options -> options.ttl(Duration.ofHours(1))).enqueue(Mailer::send, "bob", 3);

        redis.clock().advance(Duration.ofHours(2));

        assertThat(queue.jobs()).isEmpty();
    }
}
