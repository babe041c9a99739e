package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker tells of itself equals what RQ 2.10's tells. */
@Timeout(60)
final class WorkerRecordTest extends RedisTest {
    private static final String KEY = "rq:worker:worker-1";

    record Add(int a) {}

    record Nothing() {}

    record Sleep(int seconds) {}

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private Queue emails;
    private Queue reports;

    @BeforeEach
    void open() {
        emails = new Queue("emails", redis);
        reports = new Queue("reports", redis);
    }

    @AfterEach
    void letJobsEnd() {
        release.countDown();
    }

    private Worker worker(Queue... queues) {
        Jobs jobs = new Jobs()
                .registerWithResult("mod.add", Add.class, Add::a)
                .register("mod.sleeper", Sleep.class, sleep -> {
                    begun.countDown();
                    await(release);
                })
                .register("mod.boom", Nothing.class, nothing -> {
                    throw new IllegalStateException("it broke");
                });
        return new Worker(queues).name("worker-1").register(jobs);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) { // asks Redis, which takes its time
            assertThat(Thread.currentThread().isInterrupted())
                    .as("waited too long")
                    .isFalse();
        }
    }

    private void untilIdle() {
        until(() -> "idle".equals(redis.hget(KEY, "state")));
    }

    private void isAsRecorded(String state) throws IOException {
        assertThat(Keyspace.read(redis)).isEqualTo(Keyspace.recorded(state));
    }

    @Test
    void aWaitingWorker() throws IOException {
        try (Worker worker = worker(emails, reports).start()) {
            untilIdle();

            isAsRecorded("worker-idle");
        }
    }

    @Test
    void aWorkerThatEnded() throws IOException {
        try (Worker worker = worker(emails, reports).start()) {
            untilIdle();
        }

        isAsRecorded("worker-dead");
    }

    @Test
    void aWorkerThatEndedBeforeItWaited() throws IOException {
        worker(emails, reports).burst();

        isAsRecorded("worker-dead");
    }

    @Test
    void theFirstStateIsStarted() {
        AtomicReference<String> state = new AtomicReference<>();
        Queue watched = new Queue("emails", redis, () -> {
            String stored = redis.hget(KEY, "state");
            state.compareAndSet(null, stored);
            return Instant.now();
        });

        worker(watched).burst();

        assertThat(state).hasValue("started");
    }

    /** The one difference on purpose: RQ leaves the results of a failed job for ever. */
    @Test
    void aWaitingWorkerThatHasRunOneJobWellAndOneBadly() throws IOException {
        emails.with(o -> o.id("job-1")).enqueue("mod.add", 1);
        emails.with(o -> o.id("job-2")).enqueue("mod.boom");
        Map<String, Object> recorded = Keyspace.recorded("worker-counters");
        List<?> results = (List<?>) recorded.get("rq:results:job-2");
        recorded.put("rq:results:job-2", List.of(results.get(0), 31_536_000L));

        try (Worker worker = worker(emails).start()) {
            until(() -> redis.hexists(KEY, "failed_job_count"));
            untilIdle();

            assertThat(Keyspace.read(redis)).isEqualTo(recorded);
            assertThat(Double.parseDouble(redis.hget(KEY, "total_working_time")))
                    .isBetween(0.0, 60.0);
        }
    }

    @Test
    void aWorkerThatRunsAJob() throws IOException {
        emails.with(o -> o.id("job-1").ttl(Duration.ofSeconds(300)).meta(Map.of("k", "é")))
                .enqueue("mod.sleeper", 2);
        emails.with(o -> o.id("job-2")).enqueue("mod.add", 1);

        try (Worker worker = worker(emails).start()) {
            await(begun);

            isAsRecorded("running");
            release.countDown();
        }
    }

    @Test
    void aWorkerOfTwoQueuesThatRunsAJob() throws IOException {
        reports.with(o -> o.id("job-1")).enqueue("mod.sleeper", 2);

        try (Worker worker = worker(emails, reports).start()) {
            await(begun);

            isAsRecorded("running-two-queues");
            release.countDown();
        }
    }

    @Test
    void aWorkerThatIsAskedToStopWhileItRunsAJob() throws IOException {
        emails.with(o -> o.id("job-1")).enqueue("mod.sleeper", 2);

        try (Worker worker = worker(emails).start()) {
            await(begun);
            worker.stop();

            isAsRecorded("running-shutdown-requested");
            release.countDown();
        }
    }

    @Test
    void whatItSaysOfTheProcessIsTrue() {
        try (Worker worker = worker(emails).start()) {
            Map<String, String> hash = redis.hgetAll(KEY);

            assertThat(hash)
                    .containsEntry("pid", String.valueOf(ProcessHandle.current().pid()));
            assertThat(hash).containsEntry("python_version", "Java " + Runtime.version());
            assertThat(hash.get("version")).startsWith("rq-core");
            assertThat(hash.get("ip_address")).matches("127\\.0\\.0\\.1:\\d+");
            assertThat(hash.get("hostname")).isNotEmpty();
        }
    }

    @Test
    void theNameOfALivingWorkerIsRefused() {
        try (Worker worker = worker(emails).start()) {
            Worker other = worker(emails);

            assertThatThrownBy(other::burst)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("There exists an active worker named 'worker-1' already");
            assertThatThrownBy(other::start).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(other::work).hasMessageStartingWith("There exists an active worker");
            assertThat(redis.hexists(KEY, "death")).isFalse();
            assertThat(redis.smembers("rq:workers")).containsExactly(KEY);
        }
    }

    @Test
    void theNameOfADeadWorkerIsFreeAndItsCountersBeginAnew() {
        emails.enqueue("mod.add", 1);
        worker(emails).burst();
        assertThat(redis.hget(KEY, "successful_job_count")).isEqualTo("1");

        worker(emails).burst();

        assertThat(redis.hexists(KEY, "successful_job_count")).isFalse();
    }

    @Test
    void aRecordThatWasLostIsWrittenAgain() {
        ManualTime time = new ManualTime(Instant.now());
        Connections.useTime(redis, time, time);
        try (Worker worker = worker(new Queue("emails", redis)).start()) {
            String birth = redis.hget(KEY, "birth");
            redis.flushAll();

            time.advance(Duration.ofSeconds(30));

            assertThat(redis.hget(KEY, "birth")).isEqualTo(birth);
            assertThat(redis.smembers("rq:workers:emails")).containsExactly(KEY);
            assertThat(redis.ttl(KEY)).isBetween(470L, 480L);
        }
    }

    @Test
    void aWorkerWhoseRunWasTakenAwayIsIdleAgain() {
        Job<Object> job = emails.enqueue("mod.sleeper", 2);
        try (Worker worker = worker(emails).start()) {
            await(begun);
            job.delete();
            release.countDown();

            untilIdle();

            assertThat(redis.hgetAll(KEY)).doesNotContainKeys("current_job", "successful_job_count");
        }
    }

    @Test
    void maintenanceTakesWorkersWithoutRecordOffTheLists() {
        redis.sadd("rq:workers", "rq:worker:gone", "rq:worker:here");
        redis.sadd("rq:workers:emails", "rq:worker:gone", "rq:worker:here");
        redis.hset("rq:worker:here", "birth", "2026-11-23T14:32:54.203289Z");

        worker(emails).burst();

        assertThat(redis.smembers("rq:workers")).containsExactly("rq:worker:here");
        assertThat(redis.smembers("rq:workers:emails")).containsExactly("rq:worker:here");
    }
}
