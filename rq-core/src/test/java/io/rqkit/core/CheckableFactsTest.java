package io.rqkit.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import io.rqkit.core.internal.encoding.Zlib;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;

/**
 * The forty checkable facts of the protocol, in its order, on the keys themselves. Where we differ from RQ on purpose the
 * test's name says so.
 */
class CheckableFactsTest extends RedisTest {
    private static final String WORKER = "worker-1";

    private Queue queue;
    private CountDownLatch running;
    private CountDownLatch mayEnd;

    record Add(int a, int b) {}

    record Nothing() {}

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
        running = new CountDownLatch(1);
        mayEnd = new CountDownLatch(1);
    }

    private Job<Object> add(Consumer<EnqueueOptions> options) {
        return queue.with(o -> options.accept(o.id("job-1")))
                .enqueue(JobCall.of("mod.add", 1).keyword("b", 2));
    }

    private Job<Object> enqueue(String name, Consumer<EnqueueOptions> options) {
        return queue.with(o -> options.accept(o.id("job-1"))).enqueue(name);
    }

    private Worker worker(Queue... queues) {
        Jobs jobs = new Jobs()
                .registerWithResult("mod.add", Add.class, add -> add.a() + add.b())
                .register("mod.boom", Nothing.class, nothing -> {
                    throw new IllegalStateException("naïve ☃");
                })
                .register("mod.gate", Nothing.class, nothing -> {
                    running.countDown();
                    assertThat(mayEnd.await(1, TimeUnit.MINUTES)).isTrue();
                });
        return new Worker(queues).name(WORKER).register(jobs);
    }

    private void work() {
        worker(queue).burst();
    }

    /** Checks while a job runs. */
    private void whileItRuns(Consumer<EnqueueOptions> options, Runnable check) throws InterruptedException {
        enqueue("mod.gate", options);
        try (Worker worker = worker(queue).start()) {
            assertThat(running.await(1, TimeUnit.MINUTES)).isTrue();
            check.run();
            mayEnd.countDown();
        } finally {
            mayEnd.countDown();
        }
    }

    private byte[] data() {
        return redis.hget("rq:job:job-1".getBytes(UTF_8), "data".getBytes(UTF_8));
    }

    private Map<String, String> result() {
        return redis.xrevrange("rq:results:job-1", "+", "-", 1).get(0).getFields();
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static void isAbout(double actual, double expected) {
        assertThat(actual).isBetween(expected - 10, expected + 1);
    }

    @Test
    void fact01ProducersPushRight() {
        add(o -> {});
        queue.with(o -> o.id("job-2")).enqueue("mod.add");
        assertThat(redis.lrange("rq:queue:emails", 0, -1)).containsExactly("job-1", "job-2");
    }

    @Test
    void fact02AQueueIsRegisteredByItsFullKey() {
        add(o -> {});
        assertThat(redis.smembers("rq:queues")).containsExactly("rq:queue:emails");
    }

    @Test
    void fact03AFreshJobDoesNotExpire() {
        add(o -> {});
        assertThat(redis.ttl("rq:job:job-1")).isEqualTo(-1);
    }

    @Test
    void fact04ItsTtlExpiresTheWaitingHash() {
        add(o -> o.ttl(Duration.ofSeconds(100)));
        assertThat(redis.ttl("rq:job:job-1")).isBetween(95L, 100L);
    }

    @Test
    void fact05ItsIdIsStillListedAfterwards() {
        add(o -> o.ttl(Duration.ofSeconds(100)));
        redis.pexpireAt("rq:job:job-1", 1);
        assertThat(redis.exists("rq:job:job-1")).isFalse();
        assertThat(redis.lrange("rq:queue:emails", 0, -1)).containsExactly("job-1");
        assertThat(queue.jobs()).isEmpty();
    }

    @Test
    void fact06DataIsZlib() {
        add(o -> {});
        assertThat(data()).startsWith('x', 0x9c);
    }

    @Test
    void fact07DataInflatesToACallOfFourElements() {
        add(o -> {});
        assertThat(new String(Zlib.inflateOrRaw(data()), UTF_8)).isEqualTo("[\"mod.add\", null, [1], {\"b\": 2}]");
    }

    @Test
    void fact08MetaIsPlainJson() {
        add(o -> o.meta(Map.of("k", "é")));
        assertThat(redis.hget("rq:job:job-1", "meta")).isEqualTo("{\"k\": \"\\u00e9\"}");
    }

    @Test
    void fact09TheTimeoutIsThreeMinutesUnlessGiven() {
        add(o -> {});
        assertThat(redis.hget("rq:job:job-1", "timeout")).isEqualTo("180");
    }

    @Test
    void fact10ASuccessIsType1WithItsValueAsBase64() {
        add(o -> {});
        work();
        assertThat(result()).containsEntry("type", "1").containsEntry("return_value", "Mw==");
    }

    @Test
    void fact11AFinishedJobIsKept500Seconds() {
        add(o -> {});
        work();
        isAbout(redis.ttl("rq:job:job-1"), 500);
        isAbout(redis.ttl("rq:results:job-1"), 500);
    }

    @Test
    void fact12TheFinishedRegistryKnowsUntilWhen() {
        add(o -> {});
        work();
        isAbout(redis.zscore("rq:finished:emails", "job-1"), now() + 500);
    }

    @Test
    void fact13AResultTtlOfZeroLeavesNothing() {
        add(o -> o.resultTtl(Duration.ZERO));
        work();
        assertThat(redis.exists("rq:job:job-1", "rq:results:job-1", "rq:finished:emails"))
                .isZero();
    }

    @Test
    void fact14AFailedJobIsKeptAYear() {
        enqueue("mod.boom", o -> {});
        work();
        isAbout(redis.ttl("rq:job:job-1"), 31_536_000);
    }

    @Test
    void fact15DiffersItsResultsAreKeptAsLongWhereRqKeepsThemForEver() {
        enqueue("mod.boom", o -> {});
        work();
        isAbout(redis.ttl("rq:results:job-1"), 31_536_000);
    }

    @Test
    void fact16AFailureThatIsKeptForEverHasScoreMinusOne() {
        enqueue("mod.boom", EnqueueOptions::keepFailure);
        work();
        assertThat(redis.zscore("rq:failed:emails", "job-1")).isEqualTo(-1);
        assertThat(redis.ttl("rq:job:job-1")).isEqualTo(-1);
    }

    @Test
    void fact17ATracebackIsBase64OfZlib() {
        enqueue("mod.boom", o -> {});
        work();
        byte[] packed = Base64.getDecoder().decode(result().get("exc_string"));
        assertThat(new String(Zlib.inflateOrRaw(packed), UTF_8)).contains("IllegalStateException: naïve ☃");
    }

    @Test
    void fact18ARunningJobIsListedWithItsExecution() throws InterruptedException {
        whileItRuns(
                o -> {},
                () -> assertThat(redis.zrange("rq:wip:emails", 0, -1))
                        .singleElement()
                        .asString()
                        .matches("job-1:[0-9a-f]{32}"));
        assertThat(redis.zcard("rq:wip:emails")).isZero();
    }

    @Test
    void fact19ARunningJobDoesNotExpireEvenWithATtl() throws InterruptedException {
        whileItRuns(
                o -> o.ttl(Duration.ofSeconds(100)),
                () -> assertThat(redis.ttl("rq:job:job-1")).isEqualTo(-1));
    }

    @Test
    void fact20AnExecutionHasAHashThatExpires() throws InterruptedException {
        whileItRuns(o -> {}, () -> {
            String execution = redis.zrange("rq:wip:emails", 0, -1).get(0).substring("job-1:".length());
            assertThat(redis.hgetAll("rq:execution:job-1:" + execution))
                    .containsEntry("id", execution)
                    .hasEntrySatisfying("created_at", time -> assertThat(time).matches("\\d{10}\\.\\d{1,6}"))
                    .containsKey("last_heartbeat");
            assertThat(redis.ttl("rq:execution:job-1:" + execution)).isBetween(80L, 90L);
            assertThat(redis.zrange("rq:executions:job-1", 0, -1)).containsExactly(execution);
        });
    }

    private void enqueueDependent() {
        Job<?> parent = add(o -> {});
        queue.with(o -> o.id("dep1").dependsOn(parent)).enqueue("mod.add", 1, 2);
    }

    @Test
    void fact21TheDependenciesKeyHasTwoColons() {
        enqueueDependent();
        assertThat(redis.smembers("rq:job::dep1:dependencies")).containsExactly("job-1");
    }

    @Test
    void fact22TheDependentsKeyHasOne() {
        enqueueDependent();
        assertThat(redis.smembers("rq:job:job-1:dependents")).containsExactly("dep1");
    }

    @Test
    void fact23ADeferredJobIsListedByTheTimeOfItsDeferral() {
        enqueueDependent();
        isAbout(redis.zscore("rq:deferred:emails", "dep1"), now());
    }

    @Test
    void fact24AnUnknownParentCountsAsMet() {
        queue.with(o -> o.id("dep1").dependsOn(Dependency.onIds("nobody"))).enqueue("mod.add");
        assertThat(redis.hget("rq:job:dep1", "status")).isEqualTo("queued");
    }

    @Test
    void fact25AFailedParentKeepsItsDependents() {
        Job<?> parent = enqueue("mod.boom", o -> {});
        queue.with(o -> o.id("dep1").dependsOn(parent)).enqueue("mod.add", 1, 2);
        work();
        assertThat(redis.hget("rq:job:dep1", "status")).isEqualTo("deferred");
        assertThat(redis.smembers("rq:job:job-1:dependents")).containsExactly("dep1");
    }

    @Test
    void fact26AScheduledJobIsListedByItsDueSecond() {
        queue.at(Instant.ofEpochSecond(1893456000)).with(o -> o.id("s1")).enqueue("mod.add");
        assertThat(redis.zscore("rq:scheduled:emails", "s1")).isEqualTo(1893456000);
        assertThat(redis.hexists("rq:job:s1", "enqueued_at")).isFalse();
    }

    @Test
    void fact27TheSchedulersLockHoldsItsName() {
        try (Scheduler scheduler = new Scheduler(queue)) {
            scheduler.tick();
            assertThat(redis.ttl("rq:scheduler-lock:emails")).isBetween(55L, 61L);
            assertThat(redis.keys("rq:scheduler:*"))
                    .containsExactly("rq:scheduler:" + redis.get("rq:scheduler-lock:emails"));
        }
    }

    @Test
    void fact28AWorkerIsRegistered() {
        try (Worker worker = worker(queue).start()) {
            assertThat(redis.smembers("rq:workers:emails")).containsExactly("rq:worker:worker-1");
            assertThat(redis.smembers("rq:workers")).containsExactly("rq:worker:worker-1");
            assertThat(redis.ttl("rq:worker:worker-1")).isBetween(470L, 480L);
        }
    }

    @Test
    void fact29ADeadWorkerIsKeptAMinuteAndListedNowhere() {
        work();
        assertThat(redis.hexists("rq:worker:worker-1", "death")).isTrue();
        assertThat(redis.ttl("rq:worker:worker-1")).isBetween(50L, 60L);
        assertThat(redis.exists("rq:workers", "rq:workers:emails")).isZero();
    }

    /** RQ takes the id out of the queue while it waits: of several queues in a way that can lose it. */
    @Test
    void fact30DiffersAWorkerWaitsWithoutTakingOneQueueOrSeveral() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        Thread watching = new Thread(() -> {
            try (Jedis jedis = new Jedis("127.0.0.1", backend.port())) {
                jedis.monitor(new JedisMonitor() {
                    @Override
                    public void onCommand(String command) {
                        if (command.contains("\"BLMOVE\" \"rq:queue:emails\" \"rq:queue:emails\" \"LEFT\" \"LEFT\"")) {
                            waits.countDown();
                            client.disconnect();
                        }
                    }
                });
            } catch (RuntimeException e) {
                waits.countDown(); // disconnected as wished, or the count stays
            }
        });
        watching.setDaemon(true);
        watching.start();
        try (Worker worker = worker(queue, new Queue("reports", redis)).start()) {
            assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void fact31DiffersAGhostIsDroppedAndLeavesNothingBehind() {
        redis.rpush("rq:queue:emails", "ghost");
        work();
        assertThat(redis.exists("rq:queue:emails", "rq:queue:emails:intermediate"))
                .isZero();
    }

    @Test
    void fact32AStoppedJobIsListedAsFailedWithAResultOfType2() throws InterruptedException {
        enqueue("mod.gate", o -> o.retry(Retry.max(3)));
        try (Worker worker = worker(queue).start()) {
            assertThat(running.await(1, TimeUnit.MINUTES)).isTrue();
            redis.publish("rq:pubsub:worker-1", "{\"command\": \"stop-job\", \"job_id\": \"job-1\"}");
            assertThat(Job.fetch("job-1", redis).awaitResult(Duration.ofMinutes(1)))
                    .isPresent();
        }
        assertThat(redis.hget("rq:job:job-1", "status")).isEqualTo("stopped");
        assertThat(redis.zscore("rq:failed:emails", "job-1")).isNotNull();
        assertThat(result()).containsEntry("type", "2");
        byte[] packed = Base64.getDecoder().decode(result().get("exc_string"));
        assertThat(new String(Zlib.inflateOrRaw(packed), UTF_8))
                .isEqualTo("Job stopped by user, work-horse terminated.");
    }

    @Test
    void fact33RetriesAtOnceWriteOneResultOnly() {
        enqueue("mod.boom", o -> o.retry(Retry.max(2)));
        work();
        assertThat(redis.xlen("rq:results:job-1")).isEqualTo(1);
        assertThat(redis.hget("rq:worker:worker-1", "failed_job_count")).isEqualTo("3");
    }

    @Test
    void fact34DiffersDeletingTakesTheResultsToo() {
        Job<?> job = add(o -> {});
        work();
        job.delete();
        assertThat(redis.exists("rq:job:job-1", "rq:results:job-1")).isZero();
    }

    @Test
    void fact35DiffersARequeuedJobDoesNotExpireWhileItWaits() {
        Job<?> job = enqueue("mod.boom", o -> o.failureTtl(Duration.ofSeconds(120)));
        work();
        isAbout(redis.ttl("rq:job:job-1"), 120);
        job.requeue();
        assertThat(redis.ttl("rq:job:job-1")).isEqualTo(-1);
    }

    @Test
    void fact36AUniqueDuplicateIsRefused() {
        add(EnqueueOptions::unique);
        assertThatThrownBy(() -> add(EnqueueOptions::unique)).isInstanceOf(DuplicateJobException.class);
        assertThat(redis.llen("rq:queue:emails")).isEqualTo(1);
    }

    @Test
    void fact37SuspensionIsAKey() {
        Suspension.suspend(redis);
        assertThat(redis.get("rq:suspended")).isEqualTo("1");
        add(o -> {});
        work();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void fact38TheMaintenanceLockIsReleased() {
        work();
        assertThat(redis.exists("rq:clean_registries:emails")).isFalse();
    }

    @Test
    void fact39DiffersCronJobsAreJson() {
        try (Cron cron = new Cron("shop", redis)
                .register(CronJob.every("often", Duration.ofMinutes(1)), queue, jobs -> jobs.enqueue("mod.add", 1))) {
            cron.tick();
        }
        String id = queue.jobIds().get(0);
        byte[] data = redis.hget(("rq:job:" + id).getBytes(UTF_8), "data".getBytes(UTF_8));
        assertThat(new String(Zlib.inflateOrRaw(data), UTF_8)).isEqualTo("[\"mod.add\", null, [1], {}]");
    }

    @Test
    void fact40AQueueThatNobodyRegisteredIsNotListedButWorked() {
        Job<?> job = add(o -> {});
        redis.del("rq:queues");
        assertThat(Queue.all(redis)).isEmpty();
        work();
        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
    }
}
