package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What RQ 2.10 wrote is read, run, requeued and deleted by us. */
final class ReadingRecordedStatesTest extends RedisTest {
    record Add(int a, int b) {}

    private Job<Object> load(String state) throws IOException {
        Keyspace.load(redis, state);
        return Job.fetch("job-1", redis);
    }

    @Test
    void aQueuedJobIsReadInFull() throws IOException {
        Job<Object> job = load("queued");

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.origin()).isEqualTo("emails");
        assertThat(job.name()).isEqualTo("mod.echo");
        assertThat(job.args()).startsWith(1, "naïve – ☃ 😀", 2.5, null, true);
        assertThat(job.kwargs())
                .containsEntry("a", Map.of("k", List.of("v", 1.0, -3)))
                .containsEntry("z", 1);
        assertThat(job.meta()).containsEntry("k", "é").containsEntry("none", null);
        assertThat(job.createdAt()).contains(Instant.parse("2026-11-23T14:32:30.366195Z"));
        assertThat(job.startedAt()).isEmpty();
        assertThat(job.timeout()).contains(Duration.ofSeconds(180));
        assertThat(job.queue().jobs()).containsExactly(job);
    }

    @Test
    void aQueuedJobOfPythonRuns() throws IOException {
        Job<Object> job = load("queued-plain");
        Jobs jobs = new Jobs().registerWithResult("mod.add", Add.class, add -> add.a() + add.b());

        new Worker(job.queue()).register(jobs).burst();

        assertThat(job.result()).contains(3);
        assertThat(job.refresh().description()).isEqualTo("mod.add(1, b=2)");
    }

    @Test
    void aFailedJobTellsItsTracebackAndIsRequeued() throws IOException {
        Job<Object> job = load("failed");

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.latestResult().orElseThrow().excString().orElseThrow())
                .startsWith("Traceback (most recent call last):")
                .endsWith("ValueError: naïve ☃\n");
        job.requeue();

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.queue().jobIds()).containsExactly("job-1");
    }

    @Test
    void aFinishedJobTellsItsResultAndIsDeletedWithoutTrace() throws IOException {
        Job<Object> job = load("finished-dict");

        assertThat(job.result().orElseThrow())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("é", Map.of("b", true));
        assertThat(job.latestResult().orElseThrow().workerName()).contains("worker-1");
        job.delete();

        assertThat(redis.keys("*job-1*")).isEmpty();
        assertThat(job.queue().finished().size()).isZero();
    }

    @Test
    void aRunningJobIsListed() throws IOException {
        Job<Object> job = load("running");

        assertThat(job.status()).isEqualTo(JobStatus.STARTED);
        assertThat(job.workerName()).contains("worker-1");
        assertThat(job.queue().started().ids()).containsExactly("job-1");
        assertThat(job.queue().started().contains("job-1")).isTrue();
    }

    @Test
    void aPickledJobIsFetchedAndFailsClearlyWhenItRuns() throws IOException {
        Job<Object> job = load("pickled");

        assertThatThrownBy(job::args)
                .isInstanceOf(DeserializationException.class)
                .hasMessage("job data is pickled; enqueue with serializer=\"json\"");
        new Worker(job.queue()).burst();

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.queue().failed().contains("job-1")).isTrue();
    }
}
