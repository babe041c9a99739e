package io.rqkit.junit5;

import io.rqkit.core.DeserializationException;
import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.core.Task;
import io.rqkit.core.internal.dispatch.MethodReference;
import io.rqkit.core.internal.encoding.Json;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Assertions on a queue: on which connection it is, and which jobs wait in it. A failure shows the jobs that wait.
 *
 * <pre>{@code
 * assertThat(new Queue("mail")).hasConnection(connection).hasSize(1).hasEnqueued(Mailer::send, "bob", 3);
 * }</pre>
 */
public final class QueueAssert extends AbstractAssert<QueueAssert, Queue> {
    QueueAssert(@Nullable Queue actual) {
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

    /** Verifies that a job of this name and these arguments waits, keyword arguments aside. */
    public QueueAssert hasEnqueued(String name, @Nullable Object... args) {
        if (isEnqueued(name, args)) {
            return this;
        }
        throw failure("Expected %s to hold the job\n  %s\n%s", actual, call(name, args), contents());
    }

    /** Verifies that no job of this name and these arguments waits. */
    public QueueAssert hasNotEnqueued(String name, @Nullable Object... args) {
        if (!isEnqueued(name, args)) {
            return this;
        }
        throw failure("Expected %s not to hold the job\n  %s\n%s", actual, call(name, args), contents());
    }

    /** Verifies that this static method waits to be called without argument. */
    public QueueAssert hasEnqueued(Task.Of0 task) {
        return hasEnqueued(name(task));
    }

    /** Verifies that this static method waits to be called with this argument. */
    public <A extends @Nullable Object> QueueAssert hasEnqueued(Task.Of1<A> task, A a) {
        return hasEnqueued(name(task), new @Nullable Object[] {a});
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object> QueueAssert hasEnqueued(
            Task.Of2<A, B> task, A a, B b) {
        return hasEnqueued(name(task), a, b);
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> QueueAssert hasEnqueued(
            Task.Of3<A, B, C> task, A a, B b, C c) {
        return hasEnqueued(name(task), a, b, c);
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            QueueAssert hasEnqueued(Task.Of4<A, B, C, D> task, A a, B b, C c, D d) {
        return hasEnqueued(name(task), a, b, c, d);
    }

    /** Verifies that this static method waits to be called with these arguments. */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            QueueAssert hasEnqueued(Task.Of5<A, B, C, D, E> task, A a, B b, C c, D d, E e) {
        return hasEnqueued(name(task), a, b, c, d, e);
    }

    private static String name(Serializable task) {
        return MethodReference.of(task).name();
    }

    private boolean isEnqueued(String name, @Nullable Object... args) {
        isNotNull();
        List<@Nullable Object> expected = inJson(Arrays.asList(args));
        return actual.jobs().stream().anyMatch(job -> isCall(job, name, expected));
    }

    private static boolean isCall(Job<?> job, String name, List<@Nullable Object> args) {
        try {
            return job.name().equals(name) && job.args().equals(args);
        } catch (DeserializationException e) {
            return false; // written by Python with pickle, say: whatever it calls, nobody here can tell
        }
    }

    // What waits went through JSON: a record became a map, a float a double. The expectation takes the same way.
    private static List<@Nullable Object> inJson(List<@Nullable Object> args) {
        List<@Nullable Object> converted = new ArrayList<>();
        for (Object arg : args) {
            converted.add(Json.convert(Json.tree(arg), Object.class));
        }
        return converted;
    }

    private String contents() {
        List<Job<Object>> jobs = actual.jobs();
        if (jobs.isEmpty()) {
            return "It is empty" + elsewhere() + ".";
        }
        return Stream.concat(Stream.of("It holds, next first:"), jobs.stream().map(QueueAssert::line))
                .reduce((above, below) -> above + "\n  " + below)
                .orElseThrow();
    }

    private String elsewhere() {
        return ": " + actual.started().size() + " of its jobs run, "
                + actual.finished().size() + " finished, " + actual.failed().size() + " failed";
    }

    private static String line(Job<?> job) {
        return job.id() + "  " + job.status().text() + "  " + job.description();
    }

    private static String call(String name, @Nullable Object... args) {
        String list = Arrays.toString(args);
        return name + "(" + list.substring(1, list.length() - 1) + ")";
    }

    private static String jobs(int count) {
        return count == 1 ? "1 job" : count + " jobs";
    }
}
