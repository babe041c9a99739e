package io.rqkit.junit5;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

/**
 * Assertions on a queue: on which connection it is, which jobs wait in it, and which for
 * their time. A failure shows what is there instead.
 *
 * <pre>{@code
 * assertThat(new Queue("mail"))
 *     .hasConnection(connection)
 *     .hasSize(1)
 *     .hasEnqueued(Mailer::send, "bob", 3)
 *     .hasNotEnqueued(Mailer::send, "eve", 3)
 *     .hasScheduled(Mailer::send, "bob", 1).in(Duration.ofDays(1));
 * }</pre>
 */
public class QueueAssert extends AbstractQueueAssert<QueueAssert> {
    private static final Duration SLACK = Duration.ofSeconds(1);
    private @Nullable Call lastScheduled;

    /** Begins assertions; {@link RqAssertions#assertThat(Queue)} is shorter. */
    public QueueAssert(@Nullable Queue actual) {
        super(actual, QueueAssert.class);
    }

    /** Verifies that the queue holds this very connection; one with equal settings is another. */
    public QueueAssert hasConnection(UnifiedJedis expected) {
        isNotNull();
        if (actual.connection() != expected) {
            throw failure(
                    "Expected %s to hold the connection\n  %s\nbut it holds\n  %s",
                    actual, expected, actual.connection());
        }
        return this;
    }

    /** Verifies that both queues hold one and the same connection. */
    public QueueAssert sharesConnectionWith(Queue other) {
        isNotNull();
        if (actual.connection() != other.connection()) {
            throw failure(
                    "Expected %s and %s to share a connection, but they hold\n  %s and\n  %s",
                    actual, other, actual.connection(), other.connection());
        }
        return this;
    }

    /** Verifies that the queues hold different connections. */
    public QueueAssert doesNotShareConnectionWith(Queue other) {
        isNotNull();
        if (actual.connection() == other.connection()) {
            throw failure(
                    "Expected %s and %s to hold different connections, but both hold\n  %s",
                    actual, other, actual.connection());
        }
        return this;
    }

    /** Verifies that nothing waits. */
    public QueueAssert isEmpty() {
        return hasSize(0);
    }

    /** Verifies how many jobs wait. */
    public QueueAssert hasSize(int expected) {
        isNotNull();
        int size = actual.size();
        if (size != expected) {
            throw failure("Expected %s to hold %s, but it holds %d.\n%s", actual, jobs(expected), size, contents());
        }
        return this;
    }

    /** Verifies that these jobs wait, in this order, and no others. */
    public QueueAssert containsExactly(Job<?>... jobs) {
        return containsExactly(Arrays.stream(jobs).map(Job::id).toArray(String[]::new));
    }

    /** Verifies that the jobs of these ids wait, in this order, and no others. */
    public QueueAssert containsExactly(String... ids) {
        isNotNull();
        List<String> expected = List.of(ids);
        List<String> found = actual.jobIds();
        if (!found.equals(expected)) {
            throw failureWithActualExpected(
                    found, expected, "Expected %s to hold exactly, next first\n  %s\n%s", actual, expected, contents());
        }
        return this;
    }

    /**
     * Verifies that one of the jobs that the last {@code hasScheduled} found is due at this time, to the second.
     *
     * @throws IllegalStateException without {@code hasScheduled} before
     */
    public QueueAssert at(Instant time) {
        if (lastScheduled == null) {
            throw new IllegalStateException("Call hasScheduled(…) before at(…): it says which job.");
        }
        long seconds = time.getEpochSecond();
        if (due(lastScheduled).noneMatch(due -> due.getEpochSecond() == seconds)) {
            throw failure(
                    "Expected %s to have scheduled for %s the job\n  %s\n%s",
                    actual, Instant.ofEpochSecond(seconds), lastScheduled, Listing.scheduled(actual));
        }
        return this;
    }

    /**
     * Verifies that one of the jobs that the last {@code hasScheduled} found is due this long after now, as Redis sees
     * it, give or take a second.
     *
     * @throws IllegalStateException without {@code hasScheduled} before
     */
    public QueueAssert in(Duration delay) {
        if (lastScheduled == null) {
            throw new IllegalStateException("Call hasScheduled(…) before in(…): it says which job.");
        }
        Instant expected = now().plus(delay);
        boolean isThere = due(lastScheduled)
                .anyMatch(due -> Duration.between(due, expected).abs().compareTo(SLACK) <= 0);
        if (!isThere) {
            throw failure(
                    "Expected %s to have scheduled in %s, that is for %s, the job\n  %s\n%s",
                    actual, delay, expected, lastScheduled, Listing.scheduled(actual));
        }
        return this;
    }

    private Instant now() {
        Object reply = actual.connection().sendCommand(Protocol.Command.TIME);
        byte[] seconds = (byte[]) ((List<?>) reply).get(0);
        return Instant.ofEpochSecond(Long.parseLong(new String(seconds, StandardCharsets.US_ASCII)));
    }

    private Stream<Instant> due(Call call) {
        return actual.scheduled().jobs().stream()
                .filter(call::isOf)
                .flatMap(job -> actual.scheduled().dueAt(job.id()).stream());
    }

    @Override
    QueueAssert enqueued(Call call) {
        isNotNull();
        if (actual.jobs().stream().noneMatch(call::isOf)) {
            throw failure("Expected %s to hold the job\n  %s\n%s", actual, call, Listing.contents(actual));
        }
        return this;
    }

    @Override
    QueueAssert notEnqueued(Call call) {
        isNotNull();
        if (actual.jobs().stream().anyMatch(call::isOf)) {
            throw failure("Expected %s not to hold the job\n  %s\n%s", actual, call, Listing.contents(actual));
        }
        return this;
    }

    @Override
    QueueAssert scheduled(Call call) {
        isNotNull();
        lastScheduled = call;
        if (actual.scheduled().jobs().stream().noneMatch(call::isOf)) {
            throw failure("Expected %s to have scheduled the job\n  %s\n%s", actual, call, Listing.scheduled(actual));
        }
        return this;
    }

    @Override
    QueueAssert notScheduled(Call call) {
        isNotNull();
        if (actual.scheduled().jobs().stream().anyMatch(call::isOf)) {
            throw failure(
                    "Expected %s not to have scheduled the job\n  %s\n%s", actual, call, Listing.scheduled(actual));
        }
        return this;
    }

    private String contents() {
        return Listing.contents(actual);
    }

    private static String jobs(int count) {
        return count == 1 ? "1 job" : count + " jobs";
    }
}
