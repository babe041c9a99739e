package io.rqkit.junit5;

import io.rqkit.core.Job;
import io.rqkit.core.JobRegistry;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.Result;
import io.rqkit.core.ResultType;
import io.rqkit.core.internal.keys.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Assertions on a job, each of which asks Redis anew. A failure shows the job with its status and how it ended.
 *
 * <pre>{@code assertThat(job).isFinished().hasResult(42).isOnlyIn(queue.finished());}</pre>
 */
public class JobAssert extends AbstractAssert<JobAssert, Job<?>> {
    /** Begins assertions; {@link RqAssertions#assertThat(Job)} is shorter. */
    public JobAssert(@Nullable Job<?> actual) {
        super(actual, JobAssert.class);
    }

    /** Verifies the status. */
    public JobAssert hasStatus(JobStatus expected) {
        isNotNull();
        JobStatus status = actual.status();
        if (status != expected) {
            throw failureWithActualExpected(
                    status, expected, "Expected the status %s of\n%s", expected.text(), history());
        }
        return this;
    }

    /** Verifies that the job waits in its queue. */
    public JobAssert isQueued() {
        return hasStatus(JobStatus.QUEUED);
    }

    /** Verifies that the job runs. */
    public JobAssert isStarted() {
        return hasStatus(JobStatus.STARTED);
    }

    /** Verifies that the job ended well. */
    public JobAssert isFinished() {
        return hasStatus(JobStatus.FINISHED);
    }

    /** Verifies that the job ended with an error. */
    public JobAssert isFailed() {
        return hasStatus(JobStatus.FAILED);
    }

    /** Verifies that the job waits for other jobs. */
    public JobAssert isDeferred() {
        return hasStatus(JobStatus.DEFERRED);
    }

    /** Verifies that the job waits for its time. */
    public JobAssert isScheduled() {
        return hasStatus(JobStatus.SCHEDULED);
    }

    /** Verifies that the job was called off. */
    public JobAssert isCanceled() {
        return hasStatus(JobStatus.CANCELED);
    }

    /** Verifies that the job was stopped while it ran. */
    public JobAssert isStopped() {
        return hasStatus(JobStatus.STOPPED);
    }

    /** Verifies what the latest run returned; null for a run that ended well and returned null. */
    public JobAssert hasResult(@Nullable Object expected) {
        isNotNull();
        Result latest = actual.latestResult().orElse(null);
        if (latest == null || latest.type() != ResultType.SUCCESSFUL) {
            throw failure("Expected the result <%s> of\n%s", expected, history());
        }
        Object result = actual.result().orElse(null);
        if (!Objects.equals(result, expected)) {
            throw failureWithActualExpected(
                    result, expected, "Expected the result <%s>, but it was <%s>, of\n%s", expected, result, history());
        }
        return this;
    }

    /** Verifies that the latest run failed with an error whose text or stack contains this. */
    public JobAssert hasError(String part) {
        isNotNull();
        String error = actual.latestResult().flatMap(Result::excString).orElse(null);
        if (error == null || !error.contains(part)) {
            throw failure("Expected an error with the text\n  %s\nof\n%s", part, history());
        }
        return this;
    }

    /** Verifies that a registry lists the job. */
    public JobAssert isIn(JobRegistry registry) {
        isNotNull();
        if (!registry.contains(actual.id())) {
            throw failure(
                    "Expected %s to list the job, but it lists %s:\n%s", name(registry), registry.ids(), history());
        }
        return this;
    }

    /** Verifies that a registry does not list the job. */
    public JobAssert isNotIn(JobRegistry registry) {
        isNotNull();
        if (registry.contains(actual.id())) {
            throw failure("Expected %s not to list the job:\n%s", name(registry), history());
        }
        return this;
    }

    /** Verifies that the job stands in this registry, and in no queue and no other registry besides. */
    public JobAssert isOnlyIn(JobRegistry registry) {
        return isOnlyIn(name(registry));
    }

    /** Verifies that the job waits in this queue, and stands in no registry and no other queue besides. */
    public JobAssert isOnlyIn(Queue queue) {
        return isOnlyIn(queue.toString());
    }

    private JobAssert isOnlyIn(String place) {
        isNotNull();
        List<String> places = places();
        if (!places.equals(List.of(place))) {
            throw failureWithActualExpected(
                    places,
                    List.of(place),
                    "Expected the job to be in %s alone, but it is in %s:\n%s",
                    place,
                    places.isEmpty() ? "no place" : places,
                    history());
        }
        return this;
    }

    /** Verifies that the job stands in exactly one place: a queue, what a worker just took from it, or a registry. */
    public JobAssert isInOnePlace() {
        isNotNull();
        List<String> places = places();
        if (places.size() != 1) {
            throw failure(
                    "Expected the job to be in exactly one place, but it is in %s:\n%s",
                    places.isEmpty() ? "none" : places, history());
        }
        return this;
    }

    /** Verifies that no queue and no registry lists the job. */
    public JobAssert isNowhere() {
        isNotNull();
        List<String> places = places();
        if (!places.isEmpty()) {
            throw failure("Expected the job to be nowhere, but it is in %s:\n%s", places, history());
        }
        return this;
    }

    private List<String> places() {
        String id = actual.id();
        UnifiedJedis redis = actual.connection();
        Set<String> queues = new TreeSet<>();
        Queue.all(redis).forEach(queue -> queues.add(queue.name()));
        if (!actual.origin().isEmpty()) {
            queues.add(actual.origin());
        }
        List<String> places = new ArrayList<>();
        for (String name : queues) {
            Queue queue = new Queue(name, redis);
            for (int i = Collections.frequency(queue.jobIds(), id); i > 0; i--) {
                places.add(queue.toString());
            }
            if (redis.lrange(Keys.intermediate(name), 0, -1).contains(id)) {
                places.add("the jobs just taken from " + queue);
            }
            Stream.of(
                            queue.started(),
                            queue.finished(),
                            queue.failed(),
                            queue.deferred(),
                            queue.scheduled(),
                            queue.canceled())
                    .filter(registry -> registry.contains(id))
                    .forEach(registry -> places.add(name(registry)));
        }
        return places;
    }

    /** Verifies how many retries after an error are left; reads the job again. */
    public JobAssert hasRetriesLeft(int expected) {
        isNotNull();
        int left = actual.refresh().retriesLeft();
        if (left != expected) {
            throw failureWithActualExpected(
                    left, expected, "Expected %d retries left, but there are %d, of\n%s", expected, left, history());
        }
        return this;
    }

    /** Verifies that exactly these jobs wait for this one, in any order. */
    public JobAssert hasDependents(Job<?>... expected) {
        isNotNull();
        Set<String> ids = ids(expected);
        Set<String> found = new TreeSet<>(actual.dependentIds());
        if (!found.equals(ids)) {
            throw failureWithActualExpected(
                    found, ids, "Expected the dependents %s, but they are %s, of\n%s", ids, found, history());
        }
        return this;
    }

    /** Verifies that the job was enqueued to wait for exactly these, in any order; reads the job again. */
    public JobAssert dependsOn(Job<?>... expected) {
        isNotNull();
        Set<String> ids = ids(expected);
        Set<String> found = new TreeSet<>(actual.refresh().dependencyIds());
        if (!found.equals(ids)) {
            throw failureWithActualExpected(
                    found, ids, "Expected the dependencies %s, but they are %s, of\n%s", ids, found, history());
        }
        return this;
    }

    private static Set<String> ids(Job<?>... jobs) {
        return Stream.of(jobs).map(Job::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Verifies a value that was attached; reads the job again. */
    public JobAssert hasMeta(String name, @Nullable Object expected) {
        isNotNull();
        Map<String, @Nullable Object> meta = actual.refresh().meta();
        if (!meta.containsKey(name) || !Objects.equals(meta.get(name), expected)) {
            throw failure("Expected the meta %s=%s, but it is %s, of\n%s", name, expected, meta, history());
        }
        return this;
    }

    /** Verifies that Redis has the job no longer. */
    public JobAssert isGone() {
        isNotNull();
        if (actual.connection().exists(Keys.job(actual.id()))) {
            throw failure("Expected the job to be gone, but it is there:\n%s", history());
        }
        return this;
    }

    private static String name(JobRegistry registry) {
        return registry.getClass().getSimpleName() + "(" + registry.queueName() + ")";
    }

    private String history() {
        return Listing.history(actual);
    }
}
