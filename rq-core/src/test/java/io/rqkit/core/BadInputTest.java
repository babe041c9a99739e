package io.rqkit.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import io.rqkit.core.internal.encoding.Zlib;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong arguments, and what others left in Redis that is not as it should be. */
class BadInputTest extends RedisTest {
    private static final String FORM = "Timeout must be an integer or a string representing an integer, or a string"
            + " with format: digits + unit, unit can be \"d\", \"h\", \"m\", \"s\", such as \"1h\", \"23m\".";

    private Queue queue;

    record Add(int a) {}

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    private void isRefused(Consumer<EnqueueOptions> options, String message) {
        assertThatThrownBy(() -> queue.with(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(redis.keys("*")).isEmpty();
    }

    private void work() {
        new Worker(queue)
                .register(new Jobs().registerWithResult("mod.add", Add.class, Add::a))
                .burst();
    }

    private Job<Object> add() {
        return queue.with(o -> o.id("job-1")).enqueue("mod.add", 1);
    }

    private void store(byte[] data) {
        add();
        redis.hset("rq:job:job-1".getBytes(UTF_8), "data".getBytes(UTF_8), data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "ä", "a/b", "a\n"})
    void idsAreLettersNumbersUnderscoresAndDashes(String id) {
        String message = "Job ID must only contain letters, numbers, underscores and dashes";
        isRefused(o -> o.id(id), message);
        assertThatThrownBy(() -> Job.fetch(id, redis)).hasMessage(message);
        assertThatThrownBy(() -> Dependency.onIds(id)).hasMessage(message);
        assertThatThrownBy(() -> queue.failed().requeue(id)).hasMessage(message);
    }

    @Test
    void timesOfZeroAndBelowAreRefusedInRqsWords() {
        isRefused(o -> o.timeout(Duration.ZERO), "0 timeout is not allowed. Use -1 for infinite timeout");
        isRefused(o -> o.timeout("0"), "0 timeout is not allowed. Use -1 for infinite timeout");
        isRefused(o -> o.ttl(Duration.ZERO), "Job ttl must be greater than 0");
        isRefused(o -> o.ttl(Duration.ofSeconds(-1)), "Job ttl must be greater than 0");
        isRefused(o -> o.in(Duration.ofSeconds(-1)), "a delay must not be negative, is PT-1S");
        isRefused(o -> o.retry(Retry.max(0)), "max: please enter a value greater than 0");
        isRefused(
                o -> o.retry(Retry.max(1).intervals(Duration.ofSeconds(-1))),
                "interval: negative numbers are not allowed");
        isRefused(o -> o.repeat(Repeat.times(0)), "times: please enter a value greater than 0");
        isRefused(EnqueueOptions::dependsOn, "jobs: cannot be empty.");
        isRefused(o -> o.rateLimit(RateLimit.atOnce("api", 0)), "a rate limit must let one job or more through, not 0");
    }

    @ParameterizedTest
    @CsvSource({"1h, 3600", "2D, 172800", "10, 10", "23m, 1380", "5S, 5"})
    void durationsHaveRqsForms(String text, String seconds) {
        queue.with(o -> o.id("job-1").timeout(text)).enqueue("mod.add");
        assertThat(redis.hget("rq:job:job-1", "timeout")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x", "1.5h", "1h30m", "", "h", "99999999999999999999d"})
    void otherFormsAreRefused(String text) {
        isRefused(o -> o.timeout(text), FORM);
    }

    @Test
    void statusesOfLaterReleasesAreReadAndTheirJobsCanBeHandled() {
        Job<Object> job = add();
        redis.hset("rq:job:job-1", "status", "rate_limited");
        assertThat(job.status()).isEqualTo(JobStatus.RATE_LIMITED);
        redis.hset("rq:job:job-1", "status", "sublimated");

        assertThat(Job.fetch("job-1", redis).status()).isEqualTo(JobStatus.UNKNOWN);
        job.cancel();
        assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void fieldsOfLaterReleasesSurviveARun() {
        add();
        redis.hset("rq:job:job-1", Map.of("of_the_future", "é", "number_of_retries", "none"));

        work();

        assertThat(redis.hgetAll("rq:job:job-1"))
                .containsEntry("of_the_future", "é")
                .containsEntry("number_of_retries", "none")
                .containsEntry("status", "finished");
    }

    @Test
    void numbersThatAreNoneCountAsAbsent() {
        add();
        redis.hset("rq:job:job-1", Map.of("timeout", "", "result_ttl", "soon", "retries_left", "", "ttl", "x"));

        work();

        assertThat(Job.fetch("job-1", redis).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(redis.ttl("rq:job:job-1")).isBetween(490L, 500L);
    }

    @Test
    void aJobWhoseHashIsGoneIsToldSo() {
        Job<Object> job = add();
        redis.del("rq:job:job-1");

        assertThat(job.status()).isEqualTo(JobStatus.UNKNOWN);
        assertThatThrownBy(job::refresh).isInstanceOf(NoSuchJobException.class).hasMessage("No such job: job-1");
        assertThatThrownBy(job::cancel).isInstanceOf(NoSuchJobException.class).hasMessage("No such job: job-1");
        assertThat(queue.fetchJob("job-1")).isEmpty();
        job.delete();
        assertThat(redis.keys("rq:job*")).isEmpty();
    }

    @Test
    void aHashWithoutDataIsNoJob() {
        redis.hset("rq:job:job-1", "status", "queued");
        assertThatThrownBy(() -> Job.fetch("job-1", redis))
                .isInstanceOf(NoSuchJobException.class)
                .hasMessageStartingWith("Unexpected job format: job-1");
    }

    @Test
    void ghostsAreDroppedAndWhatIsBehindThemRuns() {
        redis.rpush("rq:queue:emails", "ghost-1", "ghost-2");
        Job<Object> job = add();

        assertThat(queue.jobs()).containsExactly(job);
        work();

        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(redis.exists("rq:queue:emails", "rq:queue:emails:intermediate", "rq:job:ghost-1"))
                .isZero();
    }

    @Test
    void registryMembersWithoutJobsArePassedOver() {
        double past = 1000;
        for (String registry : List.of("finished", "failed", "deferred", "scheduled", "canceled")) {
            redis.zadd("rq:" + registry + ":emails", past, "ghost");
        }
        redis.zadd("rq:wip:emails", past, "ghost:0123456789abcdef0123456789abcdef");

        assertThat(List.<JobRegistry>of(queue.finished(), queue.failed(), queue.deferred(), queue.scheduled()))
                .allSatisfy(registry -> assertThat(registry.jobs()).isEmpty());
        assertThatThrownBy(() -> queue.failed().requeue("ghost")).isInstanceOf(NoSuchJobException.class);
        assertThat(queue.failed().cleanup()).isEqualTo(1);

        new Worker(queue).withScheduler().burst();

        assertThat(redis.exists("rq:finished:emails", "rq:failed:emails", "rq:scheduled:emails", "rq:wip:emails"))
                .isZero();
        assertThat(redis.exists("rq:job:ghost")).isFalse();
    }

    @Test
    void dataThatCannotBeReadFailsItsJobWhichStays() {
        byte[] truncated = Zlib.deflate("[\"mod.add\", null, [1], {}]".getBytes(UTF_8));
        Map<String, byte[]> broken = Map.of(
                "job data is pickled; enqueue with serializer=\"json\"", new byte[] {(byte) 0x80, 4, 'N', '.'},
                "job data is not JSON: ", "{nonsense".getBytes(UTF_8),
                "job data must be [name, null, [arguments], {keyword arguments}], but is [\"mod.add\"]",
                        "[\"mod.add\"]".getBytes(UTF_8),
                "job data is not JSON", Arrays.copyOf(truncated, truncated.length - 8),
                "Job name not allowed: mod.nobody", "[\"mod.nobody\", null, [], {}]".getBytes(UTF_8),
                "takes 1 arguments, but 2 were given", "[\"mod.add\", null, [1, 2], {}]".getBytes(UTF_8),
                "got an unexpected keyword argument 'b'", "[\"mod.add\", null, [], {\"b\": 2}]".getBytes(UTF_8));
        broken.forEach((message, data) -> {
            redis.flushAll();
            store(data);

            work();

            Job<Object> job = Job.fetch("job-1", redis);
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.latestResult().orElseThrow().excString().orElseThrow())
                    .contains(message);
            assertThat(queue.failed().ids()).containsExactly("job-1");
        });
    }

    @Test
    void dataThatInflatesWithoutEndFailsItsJob() {
        store(Zlib.deflate(new byte[65 << 20]));

        work();

        assertThat(Job.fetch("job-1", redis)
                        .latestResult()
                        .orElseThrow()
                        .excString()
                        .orElseThrow())
                .contains("compressed data inflates to more than 67108864 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {-10, 10})
    void aProducerWhoseClockIsMinutesOffDoesNoHarm(long minutes) {
        InstantSource clock = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
        Queue off = new Queue("emails", redis, clock);
        Job<Object> job = off.enqueue("mod.add", 1);
        Job<?> child = off.with(o -> o.dependsOn(job)).enqueue("mod.add", 2);

        work();

        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(child.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(queue.finished().score(job.id()).orElseThrow())
                .isBetween(Instant.now().getEpochSecond() + 480.0, Instant.now().getEpochSecond() + 501.0);
    }
}
