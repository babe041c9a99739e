package io.rqkit.junit5;

import static io.rqkit.junit5.RqAssertions.assertThat;
import static io.rqkit.junit5.RqAssertions.assertThatConnections;
import static io.rqkit.junit5.RqAssertions.assertThatThrownBy;

import io.rqkit.core.Connections;
import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

@RqTest
class RqAssertionsTest {

    /** What the jobs of these tests call. */
    public static final class Mailer {
        private Mailer() {}

        /** Pretends to send mail. */
        public static void send(String to, int copies) {
            if (copies < 0) {
                throw new IllegalArgumentException("no mail for " + to);
            }
        }

        /** Counts letters. */
        public static int count(String text) {
            return text.length();
        }

        /** Takes a value that JSON stores as an object. */
        public static void file(Letter letter) {
            letter.text().strip();
        }
    }

    /** A value with a JSON form of its own. */
    public record Letter(String to, String text) {}

    @Test
    void queuesAreComparedByTheirConnection(UnifiedJedis redis) {
        Queue one = new Queue("one");
        Queue two = new Queue("two", redis);

        assertThat(one).hasConnection(redis).sharesConnectionWith(two);
        assertThatThrownBy(() -> assertThat(one).doesNotShareConnectionWith(two))
                .hasMessageContaining("Expected Queue(one) and Queue(two) to hold different connections");
        try (UnifiedJedis other = redis("127.0.0.1")) {
            Queue three = new Queue("three", other);
            assertThat(one).doesNotShareConnectionWith(three);
            assertThatThrownBy(() -> assertThat(one).sharesConnectionWith(three))
                    .hasMessageContaining("to share a connection");
            assertThatThrownBy(() -> assertThat(one).hasConnection(other)).hasMessageContaining("but it holds");
        }
    }

    private static UnifiedJedis redis(String host) {
        return redis.clients.jedis.RedisClient.create(host, 1); // never asked, so never connected
    }

    @Test
    void contentsAreShownWhenTheyAreOthers(Queue queue) {
        assertThat(queue).isEmpty();
        assertThatThrownBy(() -> assertThat(queue).hasSize(1))
                .hasMessageContaining("Expected Queue(default) to hold 1 job, but it holds 0.")
                .hasMessageContaining("It is empty: 0 of its jobs run, 0 finished, 0 failed.");

        Job<Void> first = queue.enqueue(Mailer::send, "bob", 3);
        Job<Void> second = queue.enqueue(Mailer::send, "eve", 1);

        assertThat(queue).hasSize(2).containsExactly(first, second).containsExactly(first.id(), second.id());
        assertThatThrownBy(() -> assertThat(queue).containsExactly(second))
                .hasMessageContaining(first.id() + "  queued  ")
                .hasMessageContaining("eve");
        assertThatThrownBy(() -> assertThat(queue).isEmpty()).hasMessageContaining("but it holds 2");
    }

    @Test
    void whatWasEnqueuedIsFoundByMethodOrName(Queue queue) {
        queue.enqueue(Mailer::send, "bob", 3);
        queue.enqueue(Mailer::file, new Letter("bob", "hello"));
        queue.enqueue("mod.add", 1, 2.5, null, List.of("x"));

        assertThat(queue)
                .hasEnqueued(Mailer::send, "bob", 3)
                .hasEnqueued(Mailer::file, new Letter("bob", "hello"))
                .hasEnqueued("mod.add", 1, 2.5, null, List.of("x"))
                .hasNotEnqueued("mod.add", 1);
        assertThatThrownBy(() -> assertThat(queue).hasEnqueued(Mailer::send, "bob", 4))
                .hasMessageContaining("Mailer.send(bob, 4)")
                .hasMessageContaining("It holds, next first:");
        assertThatThrownBy(() -> assertThat(queue).hasNotEnqueued("mod.add", 1, 2.5, null, List.of("x")))
                .hasMessageContaining("not to hold the job");
    }

    @Test
    void aJobTellsHowItEnded(Queue queue, Worker worker) {
        Job<Integer> good = queue.submit(Mailer::count, "four");
        Job<Void> bad = queue.enqueue(Mailer::send, "bob", -1);
        assertThat(good).hasStatus(JobStatus.QUEUED).isNotIn(queue.finished());

        worker.allow(Mailer.class).burst();

        assertThat(good).hasStatus(JobStatus.FINISHED).hasResult(4).isIn(queue.finished());
        assertThat(bad).hasStatus(JobStatus.FAILED).hasError("no mail for bob").isIn(queue.failed());
        assertThatThrownBy(() -> assertThat(good).hasResult(5)).hasMessageContaining("but it was <4>");
        assertThatThrownBy(() -> assertThat(bad).hasResult(4)).hasMessageContaining("no mail for bob");
        assertThatThrownBy(() -> assertThat(bad).hasStatus(JobStatus.FINISHED))
                .hasMessageContaining("Expected the status finished of")
                .hasMessageContaining("no mail for bob");
        assertThatThrownBy(() -> assertThat(good).hasError("x")).hasMessageContaining("SUCCESSFUL");
        assertThatThrownBy(() -> assertThat(good).isIn(queue.failed()))
                .hasMessageContaining("Expected FailedJobRegistry(default) to list the job");
        assertThatThrownBy(() -> assertThat(good).isNotIn(queue.finished())).hasMessageContaining("not to list");
    }

    @Test
    void eachStatusHasAQuestionAndAnAssertion(Queue queue, UnifiedJedis redis) {
        Map<JobStatus, Consumer<JobAssert>> assertions = Map.of(
                JobStatus.QUEUED, JobAssert::isQueued,
                JobStatus.STARTED, JobAssert::isStarted,
                JobStatus.FINISHED, JobAssert::isFinished,
                JobStatus.FAILED, JobAssert::isFailed,
                JobStatus.DEFERRED, JobAssert::isDeferred,
                JobStatus.SCHEDULED, JobAssert::isScheduled,
                JobStatus.CANCELED, JobAssert::isCanceled,
                JobStatus.STOPPED, JobAssert::isStopped);
        Map<JobStatus, Predicate<Job<?>>> questions = Map.of(
                JobStatus.QUEUED, Job::isQueued,
                JobStatus.STARTED, Job::isStarted,
                JobStatus.FINISHED, Job::isFinished,
                JobStatus.FAILED, Job::isFailed,
                JobStatus.DEFERRED, Job::isDeferred,
                JobStatus.SCHEDULED, Job::isScheduled,
                JobStatus.CANCELED, Job::isCanceled,
                JobStatus.STOPPED, Job::isStopped);
        Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);

        for (JobStatus status : assertions.keySet()) {
            redis.hset("rq:job:" + job.id(), "status", status.text());
            questions.forEach((asked, question) -> assertThat(question.test(job))
                    .as("%s of a job that is %s", asked, status)
                    .isEqualTo(asked == status));
            assertions.forEach((asked, assertion) -> {
                if (asked == status) {
                    assertion.accept(assertThat(job));
                } else {
                    assertThatThrownBy(() -> assertion.accept(assertThat(job)))
                            .hasMessageContaining("Expected the status " + asked.text());
                }
            });
        }
    }

    @Test
    void theStackOfThisThreadCanBeAsserted(UnifiedJedis redis) {
        assertThatConnections().haveDepth(1).haveCurrent(redis);
        assertThatThrownBy(() -> assertThatConnections().areEmpty()).hasMessageContaining("it is 1 deep");
        try (var scope = Connections.with(redis)) {
            assertThatConnections().haveDepth(2);
        }
        assertThatThrownBy(() -> assertThatConnections().haveCurrent(null))
                .hasMessageContaining("Expected the current connection");
    }
}
