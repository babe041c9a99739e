package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** How a worker runs several jobs at a time, ends, and does what it is told from outside. */
class SlotsTest extends RedisTest {
    private final CyclicBarrier two = new CyclicBarrier(2);
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private Queue a;
    private Queue b;

    private record Nothing() {}

    private record Note(String text) {}

    @BeforeEach
    void open() {
        a = new Queue("a", redis);
        b = new Queue("b", redis);
    }

    private Jobs jobs() {
        return new Jobs()
                .register("meet", Nothing.class, nothing -> two.await(60, TimeUnit.SECONDS))
                .register("note", Note.class, note -> ran.add(note.text()))
                .register("hang", Nothing.class, nothing -> hang())
                .registerWithResult("stubborn", Nothing.class, nothing -> stubborn());
    }

    private void hang() throws InterruptedException {
        begun.countDown();
        release.await();
    }

    /** Goes on whatever it is told. */
    private String stubborn() {
        begun.countDown();
        boolean isReleased = false;
        while (!isReleased) {
            try {
                isReleased = release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                ran.add("interrupted");
            }
        }
        return "late";
    }

    public static void boom() {
        throw new IllegalStateException("it broke");
    }

    public static String context(String text, JobContext context) {
        assertThat(JobContext.current()).isSameAs(context);
        return text + " " + context.job().id() + " " + context.workerName() + " "
                + MDC.getMDCAdapter().getClass();
    }

    private Worker worker(Queue... queues) {
        return new Worker(queues).name("w").allow(SlotsTest.class).register(jobs());
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) { // asks Redis, which takes its time
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
        }
    }

    private Job<Object> running(Worker worker, String method) throws InterruptedException {
        Job<Object> job = a.with(o -> o.id("job-1")).enqueue(method, new Nothing());
        worker.start();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        return job;
    }

    @Test
    void slotsRunJobsAtTheSameTimeAndShowAsWorkers() {
        a.enqueue("meet", new Nothing());
        a.enqueue("meet", new Nothing());

        try (Worker worker = worker(a).slots(2).start()) {
            until(() -> a.finished().size() == 2);

            assertThat(Workers.all(redis)).extracting(WorkerInfo::name).containsExactly("w-1", "w-2");
            assertThat(Workers.all(a)).hasSize(2);
            assertThat(Workers.count(a)).isEqualTo(2);
            until(() -> Workers.all(redis).stream().allMatch(info -> info.state() == WorkerState.IDLE));
            assertThat(Workers.all(redis))
                    .extracting(WorkerInfo::successfulJobCount)
                    .containsExactly(1L, 1L);
        }
        assertThat(Workers.all(redis)).isEmpty();
        assertThat(Workers.find(redis, "w-1").orElseThrow().death()).isPresent();
    }

    @Test
    void aThousandJobsRunOnceEachInManySlotsAndQueues() {
        for (int i = 0; i < 500; i++) {
            a.enqueue("note", new Note("a" + i));
            b.enqueue("note", new Note("b" + i));
        }

        assertThat(worker(a, b).slots(16).burst()).isEqualTo(1000);

        assertThat(ran).hasSize(1000).doesNotHaveDuplicates();
        assertThat(a.finished().size() + b.finished().size()).isEqualTo(1000);
        assertThat(redis.keys("rq:exec*")).isEmpty();
        assertThat(a.started().size() + b.started().size()).isZero();
    }

    @Test
    void roundRobinTurnsTheQueues() {
        for (int i = 0; i < 2; i++) {
            a.enqueue("note", new Note("a"));
            b.enqueue("note", new Note("b"));
        }

        worker(a, b).dequeueStrategy(DequeueStrategy.ROUND_ROBIN).burst();

        assertThat(ran).containsExactly("a", "b", "a", "b");
    }

    @Test
    void randomServesAllQueues() {
        for (int i = 0; i < 10; i++) {
            a.enqueue("note", new Note("a"));
            b.enqueue("note", new Note("b"));
        }

        worker(a, b).dequeueStrategy(DequeueStrategy.RANDOM).burst();

        assertThat(ran).hasSize(20).contains("a", "b");
    }

    @Test
    void maxJobsEndsTheWorkerAndLeavesTheRest() {
        for (int i = 0; i < 5; i++) {
            a.enqueue("note", new Note("a"));
        }

        worker(a).slots(2).maxJobs(3).work();

        assertThat(ran).hasSize(3);
        assertThat(a.size()).isEqualTo(2);
    }

    @Test
    void maxIdleTimeEndsTheWorker() {
        a.enqueue("note", new Note("a"));

        worker(a).maxIdleTime(Duration.ofMillis(300)).work();

        assertThat(ran).containsExactly("a");
    }

    @Test
    void aStoppedJobIsListedAsFailedAndNotTriedAgain() throws InterruptedException {
        try (Worker worker = worker(a)) {
            Job<Object> job = running(worker, "hang");

            Workers.stopJob(redis, job.id());
            until(() -> job.status() == JobStatus.STOPPED);

            assertThat(a.failed().ids()).containsExactly("job-1");
            Result result = job.latestResult().orElseThrow();
            assertThat(result.type()).isEqualTo(ResultType.FAILED);
            assertThat(result.excString()).contains("Job stopped by user, work-horse terminated.");
            assertThat(job.refresh().workerName()).isEmpty();
        }
        assertThatThrownBy(() -> Workers.stopJob(redis, "job-1")).isInstanceOf(InvalidJobOperationException.class);
        assertThatThrownBy(() -> Workers.stopJob(redis, "job-2")).isInstanceOf(NoSuchJobException.class);
    }

    @Test
    void aKilledRunFailsAndIsTriedAgain() throws InterruptedException {
        try (Worker worker = worker(a)) {
            Job<Object> job = running(worker, "hang");

            Workers.killHorse(redis, "w");
            until(() -> job.status() == JobStatus.FAILED);

            assertThat(job.latestResult().orElseThrow().excString().orElseThrow())
                    .startsWith("Work-horse terminated unexpectedly");
        }
    }

    @Test
    void shutdownLetsTheJobEndAndThenTheWorker() throws InterruptedException {
        try (Worker worker = worker(a)) {
            Job<Object> job = running(worker, "hang");
            Workers.shutdown(redis, "w");
            until(() -> redis.hexists("rq:worker:w", "shutdown_requested_date"));
            release.countDown();

            until(() -> Workers.all(redis).isEmpty());

            assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        }
    }

    @Test
    void ordersThatAreUnreadableOrUnknownChangeNothing() throws InterruptedException {
        try (Worker worker = worker(a)) {
            Job<Object> job = running(worker, "hang");
            redis.publish("rq:pubsub:w", "no json");
            redis.publish("rq:pubsub:w", "{\"command\": \"dance\"}");
            redis.publish("rq:pubsub:w", "{\"command\": \"stop-job\", \"job_id\": \"another\"}");
            release.countDown();

            until(() -> job.status() == JobStatus.FINISHED);
        }
    }

    @Test
    void closeWithAGracePutsTheJobBackThatDoesNotEnd() throws InterruptedException {
        Worker worker = worker(a);
        Job<Object> job = running(worker, "hang");

        worker.close(Duration.ofMillis(50));

        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(a.jobIds()).containsExactly("job-1");
        assertThat(a.started().size()).isZero();
    }

    @Test
    void aThreadThatIgnoresItsInterruptionIsLeftBehindAndItsSlotGoesOn() throws InterruptedException {
        Job<Object> job = a.with(o -> o.timeout(Duration.ofSeconds(1))).enqueue("stubborn", new Nothing());
        try (Worker worker = worker(a).start()) {
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            a.enqueue("note", new Note("next"));

            until(() -> ran.contains("next"));

            assertThat(ran).containsExactly("interrupted", "next");
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            release.countDown();
            until(() -> a.finished().size() == 1);
        }
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.results()).hasSize(1);
    }

    @Test
    void noJobIsTakenWhileWorkIsSuspended() {
        redis.set("rq:suspended", "1");
        a.enqueue("note", new Note("a"));

        assertThat(worker(a).burst()).isZero();
        try (Worker worker = worker(a).start()) {
            until(() -> Workers.all(redis).stream().allMatch(info -> info.state() == WorkerState.SUSPENDED));
            assertThat(ran).isEmpty();

            redis.del("rq:suspended");
            until(() -> ran.size() == 1);
        }
    }

    @Test
    void exceptionHandlersAreToldInOrderUntilOneSaysNo() {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Job<Void> job = a.enqueue(SlotsTest::boom);

        worker(a)
                .exceptionHandler((failed, error) -> {
                    ran.add("first " + failed.status());
                    seen.set(error);
                    return true;
                })
                .exceptionHandler((failed, error) -> {
                    ran.add("second");
                    return false;
                })
                .exceptionHandler((failed, error) -> ran.add("third"))
                .burst();

        assertThat(ran).containsExactly("first STARTED", "second");
        assertThat(seen.get()).hasMessage("it broke");
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void theContextIsThereByParameterAndByScope() {
        Job<Object> job = a.with(o -> o.id("job-1")).enqueue("io.rqkit.core.SlotsTest.context", "x");

        worker(a).burst();

        assertThat(job.result().map(String::valueOf).orElseThrow()).startsWith("x job-1 w ");
        assertThat(JobContext.find()).isEmpty();
    }

    @Test
    void aPoolReplacesWorkersThatEnd() {
        for (int i = 0; i < 4; i++) {
            a.enqueue("note", new Note("a" + i));
        }

        try (WorkerPool pool =
                new WorkerPool(2, () -> new Worker(a).register(jobs()).maxJobs(1)).start()) {
            assertThat(pool.workers()).hasSize(2);
            until(() -> a.finished().size() == 4);
        }

        assertThat(ran).hasSize(4).doesNotHaveDuplicates();
        assertThat(Workers.all(redis)).isEmpty();
    }

    @Test
    void jobsRunOnVirtualThreadsWhereThereAreAny() {
        for (int i = 0; i < 50; i++) {
            a.enqueue("note", new Note("a" + i));
        }

        assertThat(worker(a).slots(8).onVirtualThreads().burst()).isEqualTo(50);

        assertThat(ran).hasSize(50).doesNotHaveDuplicates();
    }
}
