package io.rqkit.junit5;

import static io.rqkit.junit5.RqAssertions.assertThat;
import static io.rqkit.junit5.RqAssertions.assertThatThrownBy;
import static io.rqkit.junit5.RqAssertions.catchThrowable;

import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.Retry;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.junit5.RqAssertionsTest.Mailer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** What assertions hold for, and the whole text of those that fail. */
@RqTest
class AssertionMessagesTest {
    private static final String SEND = Mailer.class.getName() + ".send";
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @Test
    void whatWasNotEnqueuedIsNamedWithWhatIsThere(Queue queue) {
        Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);

        assertThat(queue).hasEnqueued(Mailer::send, "bob", 3).hasNotEnqueued(Mailer::send, "eve", 3);
        assertThatThrownBy(() -> assertThat(queue).hasEnqueued(Mailer::send, "bob", 4))
                .hasMessage("""
                        Expected Queue(default) to hold the job
                          %s(bob, 4)
                        It holds, next first:
                          %s  queued  %s('bob', 3)""", SEND, job.id(), SEND);
        assertThatThrownBy(() -> assertThat(queue).hasNotEnqueued(Mailer::send, "bob", 3))
                .hasMessageStartingWith(
                        "Expected Queue(default) not to hold the job\n  " + SEND + "(bob, 3)\nIt holds");
    }

    @Test
    void whatIsElsewhereIsCounted(Queue queue, Worker worker) {
        queue.enqueue(Mailer::send, "bob", 3);
        queue.enqueue(Mailer::send, "eve", -1);
        worker.allow(Mailer.class).burst();
        queue.at(NOON).enqueue(Mailer::send, "bob", 1);

        assertThatThrownBy(() -> assertThat(queue).hasEnqueued(Mailer::send, "bob", 3))
                .hasMessageEndingWith("It is empty: 0 of its jobs run, 1 finished, 1 failed, 1 scheduled.");
    }

    @Test
    void whatIsScheduledIsComparedToTheSecond(Queue queue) {
        assertThatThrownBy(() -> assertThat(queue).hasScheduled(Mailer::send, "bob", 1))
                .hasMessage("""
                        Expected Queue(default) to have scheduled the job
                          %s(bob, 1)
                        Nothing is scheduled there: 0 wait, 0 of its jobs run, 0 finished, 0 failed.""", SEND);
        Job<Void> job = queue.at(NOON).enqueue(Mailer::send, "bob", 1);

        assertThat(queue)
                .hasScheduled(Mailer::send, "bob", 1)
                .at(NOON.plusMillis(999))
                .hasNotScheduled(Mailer::send, "eve", 1)
                .isEmpty();
        assertThatThrownBy(() ->
                        assertThat(queue).hasScheduled(Mailer::send, "bob", 1).at(NOON.plusSeconds(1)))
                .hasMessage("""
                        Expected Queue(default) to have scheduled for 2030-01-01T12:00:01Z the job
                          %s(bob, 1)
                        Scheduled there, next first:
                          2030-01-01T12:00:00Z  %s  scheduled  %s('bob', 1)""", SEND, job.id(), SEND);
        assertThatThrownBy(() -> assertThat(queue).hasNotScheduled(Mailer::send, "bob", 1))
                .hasMessageContaining("not to have scheduled the job");
        assertThatThrownBy(() -> assertThat(queue).at(NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Call hasScheduled(…) before at(…): it says which job.");
    }

    @Test
    void whatIsScheduledIsComparedWithNow(Queue queue, RedisClock clock) {
        clock.freeze();
        queue.in(Duration.ofDays(1)).enqueue(Mailer::send, "bob", 1);

        assertThat(queue).hasScheduled(Mailer::send, "bob", 1).in(Duration.ofDays(1));
        assertThatThrownBy(() ->
                        assertThat(queue).hasScheduled(Mailer::send, "bob", 1).in(Duration.ofHours(23)))
                .hasMessageStartingWith("Expected Queue(default) to have scheduled in PT23H, that is for ");
    }

    @Test
    void aJobIsInExactlyOnePlace(Queue queue, Worker worker, UnifiedJedis redis) {
        Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);

        assertThat(job).isInOnePlace().isOnlyIn(queue);
        assertThatThrownBy(() -> assertThat(job).isOnlyIn(queue.failed()))
                .hasMessageStartingWith(
                        "Expected the job to be in FailedJobRegistry(default) alone, but it is in [Queue(default)]:");
        worker.allow(Mailer.class).burst();
        assertThat(job).isOnlyIn(queue.finished());
        redis.rpush("rq:queue:default", job.id());
        assertThatThrownBy(() -> assertThat(job).isInOnePlace())
                .hasMessageStartingWith("Expected the job to be in exactly one place, but it is in"
                        + " [Queue(default), FinishedJobRegistry(default)]:\n  " + job.id() + "  finished  ");
        assertThatThrownBy(() -> assertThat(job).isNowhere()).hasMessageStartingWith("Expected the job to be nowhere");
        job.delete();
        assertThat(job).isNowhere().isGone();
        assertThatThrownBy(() -> assertThat(job).isInOnePlace())
                .hasMessageStartingWith("Expected the job to be in exactly one place, but it is in none:");
    }

    @Test
    void aJobTellsItsRetriesAndDependencies(Queue queue) {
        Job<Void> first = queue.with(options -> options.retry(Retry.max(3)).meta(Map.of("user", "bob")))
                .enqueue(Mailer::send, "bob", 3);
        Job<Void> second = queue.with(options -> options.dependsOn(first)).enqueue(Mailer::send, "bob", 4);

        assertThat(first).hasRetriesLeft(3).hasDependents(second).hasMeta("user", "bob");
        assertThat(second).dependsOn(first).hasStatus(JobStatus.DEFERRED).isOnlyIn(queue.deferred());
        assertThatThrownBy(() -> assertThat(first).hasRetriesLeft(2))
                .hasMessageStartingWith("Expected 2 retries left, but there are 3, of\n  " + first.id());
        assertThatThrownBy(() -> assertThat(first).hasDependents())
                .hasMessageStartingWith("Expected the dependents [], but they are [" + second.id() + "], of");
        assertThatThrownBy(() -> assertThat(second).dependsOn(second))
                .hasMessageStartingWith("Expected the dependencies [" + second.id() + "], but they are [");
        assertThatThrownBy(() -> assertThat(first).hasMeta("user", "eve"))
                .hasMessageStartingWith("Expected the meta user=eve, but it is {user=bob}, of");
        assertThatThrownBy(() -> assertThat(first).isGone()).hasMessageStartingWith("Expected the job to be gone");
    }

    @Test
    void softAssertionsTellAllThatDidNotHold(Queue queue) {
        Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);

        Throwable thrown = catchThrowable(() -> RqSoftAssertions.assertAll(softly -> {
            softly.assertThat(queue)
                    .hasSize(2)
                    .hasEnqueued(Mailer::send, "eve", 3)
                    .hasEnqueued(Mailer::send, "bob", 3);
            softly.assertThat(job).hasStatus(JobStatus.FINISHED).isOnlyIn(queue);
            softly.assertThat("text").startsWith("x");
        }));

        assertThat(thrown)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("(4 failures)")
                .hasMessageContaining("Expected Queue(default) to hold 2 jobs, but it holds 1.")
                .hasMessageContaining(SEND + "(eve, 3)")
                .hasMessageContaining("Expected the status finished of");
    }
}
