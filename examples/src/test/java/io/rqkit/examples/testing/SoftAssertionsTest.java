package io.rqkit.examples.testing;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.junit5.RqSoftAssertions;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.Test;

/** All that does not hold is told at once. */
@RqTest
class SoftAssertionsTest {
    @Test
    void severalThingsHold(Queue queue) {
        Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);

        RqSoftAssertions.assertAll(softly -> {
            softly.assertThat(queue).hasSize(1).hasEnqueued(Mailer::send, "bob", 3);
            softly.assertThat(job).isQueued().isOnlyIn(queue);
        });
    }
}
