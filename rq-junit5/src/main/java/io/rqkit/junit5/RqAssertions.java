package io.rqkit.junit5;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.fakeredis.FakeRedis;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * The entry to assertions on queues, jobs and the connection stack.
 *
 * <p>It extends AssertJ's own entry, so that one static import serves both:
 *
 * <pre>{@code
 * import static io.rqkit.junit5.RqAssertions.assertThat;
 *
 * assertThat(queue).hasConnection(connection).hasEnqueued(Mailer::send, "bob", 3);
 * assertThat("text").startsWith("te");
 * }</pre>
 */
public class RqAssertions extends Assertions {
    /** For classes that add more assertions to these. */
    protected RqAssertions() {}

    /** Begins assertions on a queue. */
    public static QueueAssert assertThat(@Nullable Queue actual) {
        return new QueueAssert(actual);
    }

    /** Begins assertions on a job. */
    public static JobAssert assertThat(@Nullable Job<?> actual) {
        return new JobAssert(actual);
    }

    /** Begins assertions on what a fake Redis was sent and what it holds. */
    public static RedisAssert assertThat(@Nullable FakeRedis actual) {
        return new RedisAssert(actual);
    }

    /** Begins assertions on the connection stack of this thread. */
    public static ConnectionsAssert assertThatConnections() {
        return new ConnectionsAssert();
    }
}
