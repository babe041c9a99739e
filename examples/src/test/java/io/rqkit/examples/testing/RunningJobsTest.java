package io.rqkit.examples.testing;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.examples.mail.Reminder;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.junit5.QueueName;
import io.rqkit.junit5.RqTest;
import io.rqkit.junit5.TestWorker;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs run when the test says so, and a week passes in no time. */
@RqTest
class RunningJobsTest {
    @BeforeEach
    void onlyTheTestMovesTime(RedisClock clock) {
        clock.freeze();
    }

    @Test
    void aWelcomeLeadsToAReminder(
            @QueueName("mail") Queue queue, @QueueName("mail") TestWorker worker, RedisClock clock) {
        worker.allow(Mailer.class, Reminder.class);
        queue.enqueue(Reminder::welcome, "bob");

        worker.runNext();
        assertThat(queue).hasEnqueued(Mailer::send, "bob", 1);
        assertThat(queue).hasScheduled(Mailer::send, "bob", 2).in(Duration.ofDays(7));

        clock.advance(Duration.ofDays(7));
        assertThat(worker.drain().finished()).hasSize(2);
    }

    @Test
    void aFailedJobIsTriedAgain(Queue queue, TestWorker worker, RedisClock clock) {
        clock.freeze();
        Reminder.charge(queue, "");
        Job<Object> job = queue.jobs().get(0);

        worker.allow(Reminder.class).runAll();
        assertThat(job).hasRetriesLeft(1).isOnlyIn(queue.scheduled());

        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofMinutes(5));
            worker.runDue();
        }
        assertThat(job).isFailed().hasError("no account").isOnlyIn(queue.failed());
    }
}
