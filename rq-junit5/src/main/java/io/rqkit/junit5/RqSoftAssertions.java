package io.rqkit.junit5;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on queues and jobs, and AssertJ's own, that are all made before the test fails with each that did not hold.
 *
 * <pre>{@code
 * RqSoftAssertions.assertAll(softly -> {
 *   softly.assertThat(queue).hasSize(2).hasEnqueued(Mailer::send, "bob", 3);
 *   softly.assertThat(job).isQueued();
 * });
 * }</pre>
 */
public class RqSoftAssertions extends SoftAssertions {
    /** Begins assertions that {@link #assertAll()} ends. */
    public RqSoftAssertions() {}

    /** Makes all assertions, then fails with those that did not hold. */
    public static void assertAll(Consumer<RqSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(RqSoftAssertions.class, assertions::accept);
    }

    /** Begins assertions on a queue. */
    public QueueAssert assertThat(@Nullable Queue actual) {
        return proxy(QueueAssert.class, Queue.class, actual);
    }

    /** Begins assertions on a job. */
    @SuppressWarnings("unchecked") // a class object has no type argument
    public JobAssert assertThat(@Nullable Job<?> actual) {
        return proxy(JobAssert.class, (Class<Job<?>>) (Class<?>) Job.class, actual);
    }
}
