package io.rqkit.core.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Job;
import io.rqkit.core.JobContext;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Jobs;
import io.rqkit.core.NoSuchJobException;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.core.sentinel.FailoverScenarios.Work;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** What a master has acknowledged and takes along, since its replica was behind. */
@Timeout(60)
class LagTest {
    private static final Duration LAG = Duration.ofSeconds(20);
    private static final Duration NAP = Duration.ofSeconds(5);

    private final FakeSystem system = new FakeSystem();
    private final Map<Integer, Integer> runs = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        system.close();
    }

    private void fallBehind() {
        system.topology().lag(system.topology().replicas().get(0), LAG);
    }

    private static JobStatus status(Queue queue, String id) {
        try {
            return Job.fetch(id, queue.connection()).status();
        } catch (JedisException | NoSuchJobException away) {
            return JobStatus.UNKNOWN;
        }
    }

    private Worker start(UnifiedJedis client) {
        Jobs jobs = new Jobs().register("nap", Work.class, work -> {
            runs.merge(work.number(), 1, Integer::sum);
            JobContext.current().sleep(NAP);
        });
        return new Worker(new Queue("work", client))
                .name("worker")
                .register(jobs)
                .start();
    }

    @Test
    void anEndThatWasTakenAlongIsToldAgain() {
        try (UnifiedJedis caller = system.connect("caller");
                UnifiedJedis client = system.connect("worker");
                Worker worker = start(client)) {
            Queue queue = new Queue("work", caller);
            queue.with(options -> options.id("one")).enqueue("nap", new Work(1));
            system.await("the run", () -> runs.containsKey(1));
            fallBehind();
            system.await("its end", () -> status(queue, "one") == JobStatus.FINISHED);

            system.killMaster();
            system.await("a new master", () -> status(queue, "one") != JobStatus.UNKNOWN);

            system.await("its end again", () -> status(queue, "one") == JobStatus.FINISHED);
            assertThat(runs).isEqualTo(Map.of(1, 1));
            assertThat(queue.started().ids()).isEmpty();
            assertThat(worker.isRunning()).isTrue();
        }
    }

    @Test
    void aRunThatWasTakenAlongIsBegunAgain() {
        try (UnifiedJedis caller = system.connect("caller");
                UnifiedJedis client = system.connect("worker")) {
            Queue queue = new Queue("work", caller);
            queue.with(options -> options.id("one")).enqueue("nap", new Work(1));
            fallBehind();
            try (Worker worker = start(client)) {
                system.await("the run", () -> runs.containsKey(1));

                system.killMaster();

                system.await("its end", () -> status(queue, "one") == JobStatus.FINISHED);
                assertThat(runs).isEqualTo(Map.of(1, 2));
                assertThat(worker.isRunning()).isTrue();
            }
        }
    }

    @Test
    void aJobThatWasTakenAlongIsKnownNotToBeSafe() {
        try (UnifiedJedis caller = system.connect("caller")) {
            Queue queue = new Queue("work", caller);
            queue.with(options -> options.id("one").unique()).enqueue("nap", new Work(1));
            assertThat(queue.awaitReplicas(1, Duration.ofMillis(500), "one")).isOne();
            assertThat(queue.awaitReplicas(1, Duration.ofMillis(500), "one", "none"))
                    .isZero();
            assertThat(queue.awaitReplicas(2, Duration.ofMillis(500))).isOne();
            fallBehind();
            queue.with(options -> options.id("two").unique()).enqueue("nap", new Work(2));
            CompletableFuture<Integer> safe =
                    CompletableFuture.supplyAsync(() -> queue.awaitReplicas(1, Duration.ofMillis(500), "two"));
            system.await("the limit", safe::isDone);
            assertThat(safe.join()).isZero();

            system.killMaster();
            system.await("a new master", () -> status(queue, "one") == JobStatus.QUEUED);

            assertThat(status(queue, "two")).isEqualTo(JobStatus.UNKNOWN);
            queue.with(options -> options.id("two").unique()).enqueue("nap", new Work(2));
            assertThat(queue.jobIds()).containsExactly("one", "two");
        }
    }
}
