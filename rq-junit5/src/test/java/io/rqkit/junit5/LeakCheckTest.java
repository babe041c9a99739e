package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.Queue;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** What a test must not leave behind. */
@Execution(ExecutionMode.SAME_THREAD) // what the cases leave is closed after each
class LeakCheckTest {
    private static final List<AutoCloseable> LEFT = new ArrayList<>();

    @AfterEach
    void clearUp() throws Exception {
        for (AutoCloseable left : LEFT) {
            left.close();
        }
        LEFT.clear();
    }

    @Test
    void aConnectionThatIsNotGivenBackIsFound() {
        assertThat(messages(Run.of(PipelineCase.class)))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .matches(
                                "(?s)PipelineCase\\.forgetsToClose\\(\\).* cleaned up badly: it left 1 open connection:.*"
                                        + "id=\\d+ addr=127\\.0\\.0\\.1:\\d+, last command get.*"
                                        + "Close each client and connection that you make\\."));
    }

    static class PipelineCase {
        @OnEachBackend
        void forgetsToClose(UnifiedJedis redis) {
            var pipeline = redis.pipelined();
            pipeline.get("k");
            pipeline.sync();
        }
    }

    @Test
    void aClientOfTheTestsOwnIsFoundInProcessAndOverTcp() {
        assertThat(messages(Run.of(OwnClientCase.class)))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message).contains("it left 1 open connection:", "name=mine addr="));
    }

    @RqTest
    static class OwnClientCase {
        @Test
        void inProcess(FakeRedis redis) {
            keep(new Jedis(redis::socket));
        }

        @Test
        void overTcp(Endpoint endpoint) {
            keep(new Jedis(endpoint.host(), endpoint.port()));
        }

        @Test
        void closed(Endpoint endpoint) {
            try (Jedis jedis = new Jedis(endpoint.host(), endpoint.port())) {
                jedis.ping();
            }
        }

        private static void keep(Jedis jedis) {
            LEFT.add(jedis);
            jedis.clientSetname("mine");
        }
    }

    @Test
    void aBlockedClientAndASubscriptionAreFound() {
        assertThat(messages(Run.of(WaitingCase.class)))
                .hasSize(2)
                .anySatisfy(message -> assertThat(message).contains("it left 1 blocked client:", "last command blpop"))
                .anySatisfy(message -> assertThat(message).contains("it left 1 subscription:", "Unsubscribe"));
    }

    @RqTest
    static class WaitingCase {
        @Test
        void waits(FakeRedis redis, Jedis jedis) {
            Jedis waiting = new Jedis(redis::socket);
            inBackground(() -> waiting.blpop(0, "l"));
            while (!jedis.info("clients").contains("blocked_clients:1")) {
                Thread.onSpinWait();
            }
        }

        @Test
        void listens(UnifiedJedis redis) throws InterruptedException {
            CountDownLatch listens = new CountDownLatch(1);
            JedisPubSub listener = new JedisPubSub() {
                @Override
                public void onSubscribe(String channel, int channels) {
                    listens.countDown();
                }
            };
            inBackground(() -> redis.subscribe(listener, "news"));
            listens.await();
        }

        private static void inBackground(Runnable waiting) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            waiting.run();
                        } catch (JedisException e) {
                            // its server ends with the test
                        }
                    },
                    "waiting");
            thread.start();
            LEFT.add(thread::join);
        }
    }

    @Test
    void keysAndJobsAreLookedForWhenAsked() {
        assertThat(messages(Run.of(DataCase.class)))
                .anySatisfy(message -> assertThat(message)
                        .contains("it left 2 keys that nobody owns and that never expire:")
                        .contains("mine, a string", "rq:job:lost, a hash")
                        .doesNotContain("short"))
                .anySatisfy(message -> assertThat(message).contains("it left jobs:", "1 job waits in mail"))
                .hasSize(2);
        Run.succeeds(Run.of(UncheckedDataCase.class), 1);
        assertThat(messages(Run.with(Map.of("rq.checks", "keys,jobs"), UncheckedDataCase.class)))
                .hasSize(1);
    }

    @RqTest(checks = {LeakCheck.KEYS, LeakCheck.JOBS})
    static class DataCase {
        @Test
        void leavesData(UnifiedJedis redis, @QueueName("mail") Queue queue) {
            redis.set("mine", "v");
            redis.setex("short", 60, "v");
            redis.hset("rq:job:lost", "status", "queued");
            queue.enqueue("mailer.send", "bob");
        }
    }

    @RqTest
    static class UncheckedDataCase {
        @Test
        void leavesData(UnifiedJedis redis) {
            redis.set("mine", "v");
        }
    }

    @Test
    void checksCanBeSwitchedOff() {
        Run.succeeds(Run.of(OffCase.class), 1);
        Run.succeeds(Run.with(Map.of("rq.checks", "none"), OnCase.class), 1);
        assertThat(messages(Run.of(OnCase.class))).hasSize(1);
    }

    static class OnCase {
        @Test
        @RqTest
        void leaves(FakeRedis redis) {
            Jedis jedis = new Jedis(redis::socket);
            LEFT.add(jedis);
            jedis.ping();
        }
    }

    @RqTest(checks = LeakCheck.NONE)
    static class OffCase extends OnCase {
        @Override
        @Test
        void leaves(FakeRedis redis) {
            super.leaves(redis);
        }
    }

    @Test
    void aWrongCheckIsNamed() {
        assertThat(Run.throwables(Run.with(Map.of("rq.checks", "leaks"), UncheckedDataCase.class)
                        .allEvents()))
                .first()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessage("rq.checks is 'leaks'. Allowed are connections, blocked_clients, subscriptions,"
                                + " faults, keys, jobs, none, with commas between."));
    }

    @Test
    void ofASharedServerOnlyWhatIsNewIsFound() {
        assertThat(messages(Run.of(SharedCase.class)))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("it left 1 open connection:", "name=mine"));
    }

    @RqTest(scope = RedisScope.CLASS)
    static class SharedCase {
        private static Jedis ofClass;

        @BeforeAll
        static void connect(FakeRedis redis) {
            ofClass = new Jedis(redis::socket);
            LEFT.add(ofClass);
            ofClass.clientSetname("ofClass");
        }

        @Test
        void leavesNothing() {
            assertThat(ofClass.ping()).isEqualTo("PONG");
        }

        @Test
        void leavesOne(FakeRedis redis) {
            Jedis jedis = new Jedis(redis::socket);
            LEFT.add(jedis);
            jedis.clientSetname("mine");
        }
    }

    @Test
    void aFaultThatNeverHappenedIsFound() {
        assertThat(messages(Run.of(FaultCase.class)))
                .singleElement()
                .satisfies(
                        message -> assertThat(message)
                                .startsWith(
                                        "FaultCase.injectsInVain() cleaned up badly: it injected 1 fault that never happened:"));
    }

    @RqTest
    static class FaultCase {
        @Test
        void injectsInVain(FakeRedis redis) {
            redis.faults().when("LPOP").error("LOADING later");
            redis.faults().whenAny().cutBefore().remove();
        }

        @Test
        void injects(FakeRedis redis, UnifiedJedis client) {
            redis.faults().whenAny().cutBefore();
            assertThatThrownBy(client::ping).isInstanceOf(JedisException.class);
        }
    }

    @Test
    void aTestThatClosesItsServerLeavesNothing() {
        Run.succeeds(Run.of(ClosingCase.class), 1);
    }

    @RqTest
    static class ClosingCase {
        @Test
        void closes(FakeRedis redis, UnifiedJedis connection) {
            connection.ping();
            redis.close();
        }
    }

    private static List<String> messages(EngineExecutionResults results) {
        return Run.throwables(results.allEvents()).stream()
                .flatMap(failure -> Stream.concat(Stream.of(failure), List.of(failure.getSuppressed()).stream()))
                .map(Throwable::getMessage)
                .toList();
    }
}
