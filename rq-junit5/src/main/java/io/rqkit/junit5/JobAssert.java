package io.rqkit.junit5;

import io.rqkit.core.Job;
import io.rqkit.core.JobRegistry;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Result;
import io.rqkit.core.ResultType;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a job, each of which asks Redis anew. A failure shows the job with its status and how it ended.
 *
 * <pre>{@code assertThat(job).hasStatus(JobStatus.FINISHED).hasResult(42).isIn(queue.finished());}</pre>
 */
public final class JobAssert extends AbstractAssert<JobAssert, Job<?>> {
    JobAssert(@Nullable Job<?> actual) {
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

    private static String name(JobRegistry registry) {
        return registry.getClass().getSimpleName() + "(" + registry.queueName() + ")";
    }

    private String history() {
        StringBuilder text = new StringBuilder()
                .append("  ")
                .append(actual.id())
                .append("  ")
                .append(actual.status().text())
                .append("  ")
                .append(actual.description())
                .append(", of queue ")
                .append(actual.origin());
        for (Result result : actual.results()) {
            text.append("\n  ").append(result.createdAt()).append("  ").append(result.type());
            result.excString()
                    .ifPresent(
                            error -> text.append("\n    ").append(error.strip().replace("\n", "\n    ")));
        }
        return text.toString();
    }
}
