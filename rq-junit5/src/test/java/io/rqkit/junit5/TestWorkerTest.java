package io.rqkit.junit5;

import static io.rqkit.junit5.RqAssertions.assertThat;
import static io.rqkit.junit5.RqAssertions.assertThatThrownBy;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.core.Retry;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.junit5.RqAssertionsTest.Mailer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Running jobs when a test says so. */
@RqTest
class TestWorkerTest {

    /** Jobs that enqueue jobs. */
    public static final class Chain {
        private Chain() {}

        /** Enqueues the next of so many. */
        public static void next(int left) {
            if (left > 0) {
                new Queue().enqueue(Chain::next, left - 1);
            }
        }
    }

    @Test
    void runNextRunsOneJob(Queue queue, TestWorker worker) {
        Job<Integer> first = queue.submit(Mailer::count, "four");
        Job<Integer> second = queue.submit(Mailer::count, "another");
        worker.allow(Mailer.class);

        assertThat(worker.runNext())
                .hasValueSatisfying(
                        job -> assertThat(job).isFinished().hasResult(4).isEqualTo(first));
        assertThat(queue).containsExactly(second);
        assertThat(worker.runNext()).hasValueSatisfying(job -> assertThat(job).isEqualTo(second));
        assertThat(worker.runNext()).isEmpty();
    }

    @Test
    void queuesAreServedByPriority(
            @QueueName("high") Queue high, @QueueName("low") Queue low, @QueueName({"high", "low"}) TestWorker worker) {
        Job<Integer> later = low.submit(Mailer::count, "low");
        Job<Integer> first = high.submit(Mailer::count, "high");
        worker.allow(Mailer.class);

        assertThat(worker.runNext()).hasValueSatisfying(job -> assertThat(job).isEqualTo(first));

        assertThat(later).isQueued().isOnlyIn(low);
    }

    @Test
    void runAllLeavesWhatJobsEnqueue(Queue queue, TestWorker worker) {
        queue.enqueue(Chain::next, 3);
        queue.enqueue(Mailer::send, "bob", -1);

        TestWorker.Ran ran = worker.allow(Mailer.class, Chain.class).runAll();

        assertThat(ran.count()).isEqualTo(2);
        assertThat(ran.finished()).hasSize(1);
        assertThat(ran.failed())
                .singleElement()
                .satisfies(job -> assertThat(job).hasError("no mail for bob"));
        assertThat(queue).hasSize(1).hasEnqueued(Chain::next, 2);
    }

    @Test
    void drainRunsThemToo(Queue queue, TestWorker worker) {
        queue.enqueue(Chain::next, 3);

        assertThat(worker.allow(Chain.class).drain().finished()).hasSize(4);

        assertThat(queue).isEmpty();
        assertThat(worker.drain().isEmpty()).isTrue();
    }

    @Test
    void runDueRunsWhatIsDue(Queue queue, TestWorker worker, RedisClock clock) {
        clock.freeze();
        Job<Void> job = queue.in(Duration.ofDays(7)).enqueue(Mailer::send, "bob", 1);
        worker.allow(Mailer.class);

        assertThat(worker.runDue().isEmpty()).isTrue();
        assertThat(job).isOnlyIn(queue.scheduled());
        clock.advance(Duration.ofDays(7));

        assertThat(worker.runDue().finished()).containsExactly(Job.fetch(job.id()));
        assertThat(job).isOnlyIn(queue.finished());
    }

    @Test
    void aRetryIsDueAfterItsPause(Queue queue, TestWorker worker, RedisClock clock) {
        clock.freeze();
        Job<Void> job = queue.with(options -> options.retry(Retry.max(1).intervals(Duration.ofMinutes(5))))
                .enqueue(Mailer::send, "bob", -1);

        assertThat(worker.allow(Mailer.class).drain().failed()).hasSize(1);
        assertThat(job).hasRetriesLeft(0).isOnlyIn(queue.scheduled());
        assertThat(queue).hasScheduled(Mailer::send, "bob", -1).in(Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(5));
        worker.runDue();

        assertThat(job).isFailed().isOnlyIn(queue.failed());
    }

    @Test
    void aWorkerNeedsAQueue() {
        assertThatThrownBy(TestWorker::new).hasMessage("a worker needs at least one queue");
    }
}
