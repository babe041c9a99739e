package io.rqkit.core.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Jobs;
import io.rqkit.core.Queue;
import io.rqkit.core.Settings;
import io.rqkit.core.Worker;
import io.rqkit.core.sentinel.FailoverScenarios.Work;
import io.rqkit.fakeredis.FakeRedis;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.UnifiedJedis;

/** What a server says while it is no master, not yet or not any more: a worker loses neither jobs nor itself by it. */
@Timeout(60)
class TroubleTest {
    private static final int JOBS = 30;
    private static final String UNBLOCKED =
            "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)";

    private final Map<Integer, Integer> runs = new ConcurrentHashMap<>();

    private Jobs counting() {
        return new Jobs().register("work", Work.class, work -> runs.merge(work.number(), 1, Integer::sum));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "READONLY You can't write against a read only replica.",
                "LOADING Redis is loading the dataset in memory",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                UNBLOCKED,
                "NOREPLICAS Not enough good replicas to write.",
                "NOAUTH Authentication required.",
                "WRONGPASS invalid username-password pair or user is disabled.",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
                "ERR max number of clients reached"
            })
    void aStepThatIsRefusedIsSentAgain(String error) {
        try (FakeSystem system = new FakeSystem();
                UnifiedJedis client = system.connect("worker")) {
            Queue queue = new Queue("work", client);
            for (int i = 0; i < JOBS; i++) {
                queue.enqueue("work", new Work(i));
            }
            var refusals = system.topology().master().faults().when("EVALSHA").everyNth(3);
            try (var fault = refusals.error(error);
                    Worker worker = new Worker(queue)
                            .name("worker")
                            .register(counting())
                            .start()) {
                system.await("all finished", () -> queue.finished().size() == JOBS);
                assertThat(worker.isRunning()).isTrue();
                assertThat(fault.firings()).hasSizeGreaterThan(JOBS / 3);
            }
            assertThat(runs)
                    .hasSize(JOBS)
                    .allSatisfy((number, count) -> assertThat(count).isEqualTo(1));
        }
    }

    @Test
    void aWaitThatIsCutShortIsBegunAgain() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        try (FakeRedis redis = FakeRedis.create();
                UnifiedJedis client = Connections.fromSettings(
                        Settings.fromUrl(redis.listen().uri().toString()))) {
            Queue queue = new Queue("work", client);
            var fault = redis.faults().when("BLMOVE").once().error(UNBLOCKED);
            try (Worker worker = new Worker(queue)
                    .register(new Jobs().register("work", Work.class, work -> ran.countDown()))
                    .start()) {
                while (fault.firings().isEmpty()) {
                    assertThat(client.blpop(0.01, "nothing")).isNull();
                }
                queue.enqueue("work", new Work(1));

                assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(worker.isRunning()).isTrue();
            }
        }
    }
}
