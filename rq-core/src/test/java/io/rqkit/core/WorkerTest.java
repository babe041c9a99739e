package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import io.rqkit.core.internal.encoding.Zlib;
import io.rqkit.core.internal.lifecycle.Execution;
import io.rqkit.core.internal.lifecycle.Recover;
import io.rqkit.core.internal.lifecycle.Step;
import io.rqkit.fakeredis.FakeRedis;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

@Timeout(60)
final class WorkerTest extends RedisTest {
    record SendMail(String to, int times) {}

    private Queue queue;
    private Trace trace;

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
        trace = Trace.of(redis);
    }

    private Worker worker() {
        return new Worker(queue).name("worker-1").allow(Sample.class);
    }

    private Job<Object> enqueue(String method, Object... args) {
        return queue.enqueue("io.rqkit.core.Sample." + method, args);
    }

    private static String error(Job<?> job) {
        Result result = job.latestResult().orElseThrow();
        assertThat(result.type()).isEqualTo(ResultType.FAILED);
        return result.excString().orElseThrow();
    }

    private void storeData(Job<?> job, byte[] data) {
        redis.hset(
                ("rq:job:" + job.id()).getBytes(StandardCharsets.UTF_8), "data".getBytes(StandardCharsets.UTF_8), data);
    }

    private void hasFailedAndStays(Job<?> job) {
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(queue.failed().ids()).contains(job.id());
        assertThat(queue.started().size()).isZero();
        assertThat(redis.exists("rq:queue:emails:intermediate")).isFalse();
    }

    @Test
    void burstRunsWhatWaitsInOrderAndCountsIt() {
        queue.enqueue(Sample::send, "bob", 3);
        queue.enqueue(Sample::send, "eve");

        assertThat(worker().burst()).isEqualTo(2);

        assertThat(trace.seen).containsExactly("bob*3", "eve");
        assertThat(queue.finished().size()).isEqualTo(2);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void resultsComeBackInTheTypeOfTheMethod() {
        Job<Long> count = queue.submit(Sample::count, "a b c");
        Job<List<String>> twice = queue.submit(Sample::twice, "x");
        Job<Sample.Point> mirrored = queue.submit(Sample::mirrored, new Sample.Point(1, 2.5, Sample.Colour.BLUE), true);
        Job<Integer> sum = queue.submit(Sample::sum, List.of(1, 2), Map.of("three", 3));
        Job<BigInteger> squared = queue.submit(Sample::squared, BigInteger.TWO.pow(70));

        worker().burst();

        assertThat(count.result()).contains(3L);
        assertThat(twice.result()).contains(List.of("x", "x"));
        assertThat(mirrored.result()).contains(new Sample.Point(1, -2.5, Sample.Colour.BLUE));
        assertThat(sum.result()).contains(6);
        assertThat(squared.result()).contains(BigInteger.TWO.pow(140));
        assertThat(Job.fetch(count.id(), redis).result()).contains(3);
        assertThat(count.latestResult().orElseThrow().workerName()).contains("worker-1");
        assertThat(count.refresh().endedAt()).isPresent();
    }

    @Test
    void integersFitFloatsAndWholeFloatsFitIntegers() {
        Job<Object> half = enqueue("half", 3);
        Job<Object> whole = enqueue("send", "bob", 2.0);
        Job<Object> broken = enqueue("send", "bob", 2.5);

        worker().burst();

        assertThat(half.result()).contains(1.5);
        assertThat(whole.status()).isEqualTo(JobStatus.FINISHED);
        hasFailedAndStays(broken);
        assertThat(error(broken)).contains("2.5 does not fit parameter int times");
    }

    @Test
    void keywordsAreBoundByName() {
        queue.enqueue(JobCall.of("io.rqkit.core.Sample.send", "bob").keyword("times", 2));
        Job<Object> unknown =
                queue.enqueue(JobCall.of("io.rqkit.core.Sample.half", 1).keyword("speed", 2));

        worker().burst();

        assertThat(trace.seen).containsExactly("bob*2");
        assertThat(error(unknown)).contains("got an unexpected keyword argument 'speed'");
    }

    @Test
    void wrongArgumentsFailTheJobAndSayWhy() {
        Job<Object> tooMany = enqueue("half", 1, 2);
        Job<Object> tooFew = enqueue("half");
        Job<Object> text = enqueue("half", "one");
        Job<Object> nothing = enqueue("half", (Object) null);
        Job<Object> number = enqueue("count", 5);

        worker().burst();

        assertThat(error(tooMany)).contains("takes 1 arguments, but 2 were given");
        assertThat(error(tooFew)).contains("misses an argument for parameter double value");
        assertThat(error(text)).contains("\"one\" does not fit parameter double value");
        assertThat(error(nothing)).contains("null does not fit parameter double value");
        assertThat(error(number)).contains("5 does not fit parameter java.lang.String text: a string is needed");
        assertThat(queue.failed().size()).isEqualTo(5);
    }

    @Test
    void namesThatAreNotAllowedFailAndStay() {
        Job<Object> foreign = queue.enqueue("java.lang.Runtime.getRuntime");
        Job<Object> hidden = enqueue("secret");
        Job<Object> instance = enqueue("instanceMethod");

        worker().burst();

        hasFailedAndStays(foreign);
        assertThat(error(foreign))
                .startsWith("io.rqkit.core.JobNotAllowedException: Job name not allowed: java.lang.Runtime.getRuntime");
        assertThat(error(hidden)).contains("Job name not allowed");
        assertThat(error(instance)).contains("Job name not allowed");
        assertThat(trace.seen).isEmpty();
    }

    @Test
    void dataThatIsPickledFailsAndStays() {
        Job<Object> job = enqueue("send", "bob");
        storeData(job, Zlib.deflate(new byte[] {(byte) 0x80, 4, (byte) 0x95, 0}));

        worker().burst();

        hasFailedAndStays(job);
        assertThat(error(job))
                .startsWith("io.rqkit.core.DeserializationException: "
                        + "job data is pickled; enqueue with serializer=\"json\"");
    }

    @Test
    void dataThatIsNoJsonOrNoCallFailsAndStays() {
        Job<Object> garbage = enqueue("send", "bob");
        storeData(garbage, "{not json".getBytes(StandardCharsets.UTF_8));
        Job<Object> shape = enqueue("send", "bob");
        storeData(shape, Zlib.deflate("[\"a.b\", null, []]".getBytes(StandardCharsets.UTF_8)));
        Job<Object> without = enqueue("send", "bob");
        redis.hdel("rq:job:" + without.id(), "data");

        worker().burst();

        hasFailedAndStays(garbage);
        hasFailedAndStays(shape);
        hasFailedAndStays(without);
        assertThat(error(garbage)).contains("job data is not JSON");
        assertThat(error(shape)).contains("job data must be [name, null, [arguments], {keyword arguments}]");
    }

    @Test
    void uncompressedCompactDataOfAnotherProducerRuns() {
        Job<Object> job = enqueue("send", "bob");
        storeData(job, "[\"io.rqkit.core.Sample.send\",null,[\"é\"],{\"times\":4}]".getBytes(StandardCharsets.UTF_8));

        worker().burst();

        assertThat(trace.seen).containsExactly("é*4");
    }

    @Test
    void anExceptionOrAnErrorFailsTheJobWithItsStack() {
        Job<Object> boom = enqueue("boom", "it broke");
        Job<Object> overflow = enqueue("overflow");

        worker().burst();

        hasFailedAndStays(boom);
        assertThat(error(boom))
                .startsWith("java.lang.IllegalStateException: it broke")
                .contains("at io.rqkit.core.Sample.boom(Sample.java:");
        assertThat(error(overflow)).startsWith("java.lang.StackOverflowError: deep");
        assertThat(boom.result()).isEmpty();
    }

    @Test
    void aJobThatRunsTooLongIsInterruptedAndFailed() {
        Job<Object> job = queue.with(o -> o.timeout(Duration.ofSeconds(1))).enqueue("io.rqkit.core.Sample.hang");

        worker().burst();

        hasFailedAndStays(job);
        assertThat(error(job))
                .startsWith("io.rqkit.core.JobTimeoutException: " + "Task exceeded maximum timeout value (1 seconds)")
                .contains("Sample.hang");
    }

    @Test
    void whileAJobRunsItIsListedAndItsHashDoesNotExpire() throws Exception {
        Job<Object> job =
                queue.with(o -> o.id("job-1").ttl(Duration.ofSeconds(300))).enqueue("io.rqkit.core.Sample.gate");

        try (Worker worker = worker().start()) {
            assertThat(trace.started.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(job.status()).isEqualTo(JobStatus.STARTED);
            assertThat(queue.started().ids()).containsExactly("job-1");
            assertThat(redis.zrange("rq:wip:emails", 0, -1))
                    .singleElement()
                    .asString()
                    .matches("job-1:[0-9a-f]{32}");
            String execution = redis.zrange("rq:executions:job-1", 0, -1).get(0);
            assertThat(redis.hgetAll("rq:execution:job-1:" + execution))
                    .containsOnlyKeys("id", "created_at", "last_heartbeat");
            assertThat(redis.ttl("rq:execution:job-1:" + execution)).isBetween(80L, 90L);
            assertThat(redis.ttl("rq:job:job-1")).isEqualTo(-1);
            assertThat(redis.exists("rq:queue:emails:intermediate")).isFalse();
            trace.release.countDown();
        }

        assertThat(job.result()).contains("passed");
    }

    @Test
    void aLateResultOfALostRunIsDropped() throws Exception {
        Job<Object> job = enqueue("gate");

        try (Worker worker = worker().start()) {
            assertThat(trace.started.await(30, TimeUnit.SECONDS)).isTrue();
            String member = redis.zrange("rq:wip:emails", 0, -1).get(0);
            redis.zadd("rq:wip:emails", 1000, member);
            new Worker(queue).name("worker-2").lostLimit(0).burst(); // judges the run abandoned
            assertThat(error(job)).startsWith("Moved to FailedJobRegistry, due to AbandonedJobError, at ");
            trace.release.countDown();
        }

        hasFailedAndStays(job);
        assertThat(job.results()).hasSize(1);
        assertThat(queue.finished().size()).isZero();
    }

    @Test
    void aLostJobGoesBackIntoItsQueueSoOftenAndThenFails() {
        Job<Object> job = enqueue("send", "bob");
        for (int lost = 1; lost <= 2; lost++) {
            loseOneRun();
            Recover.run(redis, "emails", 1, InstantSource.system());

            assertThat(job.status()).isEqualTo(lost == 1 ? JobStatus.QUEUED : JobStatus.FAILED);
        }
        assertThat(error(job)).startsWith("Moved to FailedJobRegistry, due to AbandonedJobError, at ");
        hasFailedAndStays(job);

        job.requeue();
        loseOneRun();
        assertThat(worker().burst()).isEqualTo(1);
        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
    }

    private void loseOneRun() {
        new Step("worker-9", null, Execution.newId(), List.of("emails")).send(redis, InstantSource.system(), false);
        String run = redis.zrange("rq:wip:emails", 0, -1).get(0);
        redis.del("rq:execution:" + run); // as when nobody says any more that it lives
    }

    @Test
    void aRunOfAWorkerWhoseClockIsBehindIsNotTakenForLost() {
        Job<Object> job = enqueue("send", "bob");
        new Step("worker-9", null, Execution.newId(), List.of("emails")).send(redis, InstantSource.system(), false);
        String run = redis.zrange("rq:wip:emails", 0, -1).get(0);
        redis.zadd("rq:wip:emails", Instant.now().getEpochSecond() - 600.0, run);

        assertThat(worker().burst()).isZero();

        assertThat(job.status()).isEqualTo(JobStatus.STARTED);
        assertThat(redis.zrange("rq:wip:emails", 0, -1)).containsExactly(run);
    }

    @Test
    void aJobDeletedWhileItRunsLeavesNothing() throws Exception {
        Job<Object> job = enqueue("gate");

        try (Worker worker = worker().start()) {
            assertThat(trace.started.await(30, TimeUnit.SECONDS)).isTrue();
            job.delete();
            trace.release.countDown();
        }

        assertThat(redis.keys("*" + job.id() + "*")).isEmpty();
        assertThat(redis.keys("*")).containsExactlyInAnyOrder("rq:queues", "rq:worker:worker-1");
    }

    @Test
    void closeWaitsForTheJobThatRuns() throws Exception {
        Job<Object> first = enqueue("gate");
        Job<Object> second = enqueue("send", "bob");
        Worker worker = worker().start();
        assertThat(trace.started.await(30, TimeUnit.SECONDS)).isTrue();

        worker.stop();
        trace.release.countDown();
        worker.close();

        assertThat(first.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(second.status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void aWorkerOfSeveralQueuesServesTheFirstFirstAndWaitsOnAll() throws Exception {
        Queue low = new Queue("low", redis);
        low.enqueue(Sample::send, "low");
        queue.enqueue(Sample::send, "high");
        new Worker(queue, low).allow(Sample.class).burst();
        assertThat(trace.seen).containsExactly("high", "low");

        try (Worker worker = new Worker(queue, low).allow(Sample.class).start()) {
            low.submit(Sample::gate);
            assertThat(trace.started.await(30, TimeUnit.SECONDS)).isTrue();
            trace.release.countDown();
        }
        assertThat(low.finished().size()).isEqualTo(2);
    }

    /** Its wait in Redis, of a second, has no end where the server's clock stands still, but by whoever wakes it. */
    @Test
    void closingWakesAnIdleWorker() {
        DefaultJedisClientConfig patient =
                DefaultJedisClientConfig.builder().socketTimeoutMillis(0).build();
        try (FakeRedis server = FakeRedis.create();
                UnifiedJedis client = RedisClient.builder()
                        .connectionProvider(
                                new PooledConnectionProvider(new ConnectionFactory(server::socket, patient)))
                        .build()) {
            server.clock().freeze();
            Worker worker = new Worker(new Queue("emails", client)).start();
            server.awaitBlockedClients(1);

            worker.close();

            assertThat(worker.isRunning()).isFalse();
        }
    }

    @Test
    void theWorkersConnectionIsTheCurrentOneOfTheJob() {
        Job<Object> job = enqueue("connectionInside");

        worker().burst();

        assertThat(job.result()).contains("1 " + redis.hashCode());
        assertThat(Connections.depth()).isZero();
    }

    @Test
    void registeredHandlersTakeKeywordsPositionsAndOneObject() {
        AtomicReference<SendMail> last = new AtomicReference<>();
        Jobs jobs = new Jobs().registerWithResult("mailer.send", SendMail.class, mail -> {
            last.set(mail);
            return mail.times();
        });
        Job<Object> positional = queue.enqueue("mailer.send", "bob", 1);
        Job<Object> keywords =
                queue.enqueue(JobCall.of("mailer.send").keyword("to", "bob").keyword("times", 2));
        Job<Object> object = queue.enqueue("mailer.send", new SendMail("bob", 3));
        Job<Object> missing = queue.enqueue("mailer.send", "bob");

        new Worker(queue).register(jobs).burst();

        assertThat(positional.result()).contains(1);
        assertThat(keywords.result()).contains(2);
        assertThat(object.result()).contains(3);
        assertThat(last.get()).isEqualTo(new SendMail("bob", 3));
        assertThat(error(missing)).contains("misses an argument for parameter int times");
        assertThatThrownBy(() -> jobs.register("mailer.send", SendMail.class, mail -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFailedJobIsRequeuedAndRunsAgain() {
        Job<Object> job = queue.enqueue("mailer.send", "bob", 1);
        worker().burst();
        hasFailedAndStays(job);

        job.requeue();
        new Worker(queue)
                .register(new Jobs().register("mailer.send", SendMail.class, mail -> {}))
                .burst();

        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(job.results()).extracting(Result::type).containsExactly(ResultType.SUCCESSFUL, ResultType.FAILED);
        assertThat(queue.failed().size()).isZero();
    }

    @Test
    void idsWithoutAJobAndCanceledJobsAreSkipped() {
        redis.rpush("rq:queue:emails", "ghost-1");
        Job<Object> canceled = enqueue("send", "bob");
        canceled.cancel();
        redis.rpush("rq:queue:emails", canceled.id());
        enqueue("send", "eve");

        assertThat(worker().burst()).isEqualTo(1);

        assertThat(trace.seen).containsExactly("eve");
        assertThat(redis.exists("rq:queue:emails:intermediate")).isFalse();
    }

    @Test
    void maintenancePutsStuckJobsBackAndForgetsGhosts() {
        Job<Object> job = enqueue("send", "bob");
        redis.rpush("rq:queue:emails", "ghost-1");
        redis.rpoplpush("rq:queue:emails", "rq:queue:emails:intermediate");
        redis.rpoplpush("rq:queue:emails", "rq:queue:emails:intermediate");
        redis.set("rq:queue:emails:intermediate:first_seen:" + job.id(), "1000.5");

        worker().burst();

        assertThat(trace.seen).containsExactly("bob");
        assertThat(redis.keys("rq:queue:*")).isEmpty();
        assertThat(redis.exists("rq:clean_registries:emails")).isFalse();
    }

    @Test
    void maintenanceDropsOverdueEntriesAndKeepsThoseForEver() {
        redis.zadd("rq:finished:emails", 1000, "old");
        redis.zadd("rq:finished:emails", Double.POSITIVE_INFINITY, "kept");
        redis.zadd("rq:failed:emails", 1000, "old");
        redis.zadd("rq:failed:emails", -1, "kept");

        worker().burst();

        assertThat(queue.finished().ids()).containsExactly("kept");
        assertThat(queue.failed().ids()).containsExactly("kept");
    }

    @Test
    void queuesOnDifferentConnectionsAreRefused() {
        try (UnifiedJedis other = backend.connect(1)) {
            assertThatThrownBy(() -> new Worker(queue, new Queue("other", other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be on one connection");
        }
        assertThatThrownBy(Worker::new).isInstanceOf(IllegalArgumentException.class);
    }
}
