package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Queue;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.clock.RedisClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** What a test gets, however it is written. */
class LifecycleTest {

    @Test
    void eachKindOfTestGetsAnEmptyRedisAndItsConnection() {
        Run.succeeds(Run.of(KindsCase.class), 7);
    }

    @RqTest
    static class KindsCase {
        @BeforeEach
        void findsNothing(UnifiedJedis redis) {
            assertThat(redis.dbSize()).isZero();
            assertThat(Connections.current()).isSameAs(redis);
            assertThat(Connections.depth()).isOne();
        }

        @AfterEach
        void leavesSomething(UnifiedJedis redis) {
            redis.set("left", "behind");
        }

        @Test
        void allParametersLeadToOneServer(
                UnifiedJedis redis, Jedis jedis, FakeRedis fake, RedisClock clock, @QueueName("mail") Queue queue) {
            redis.set("k", "v");

            assertThat(jedis.get("k")).isEqualTo("v");
            assertThat(clock).isSameAs(fake.clock());
            assertThat(queue.name()).isEqualTo("mail");
            assertThat(queue.connection()).isSameAs(redis);
            try (Jedis another = new Jedis(fake::socket)) {
                assertThat(another.get("k")).isEqualTo("v");
            }
        }

        @Test
        void aQueueIsTheDefaultOne(Queue queue, RedisClock clock) {
            clock.advance(Duration.ofDays(1));

            assertThat(queue.name()).isEqualTo("default");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int number, UnifiedJedis redis) {
            assertThat(Connections.current()).isSameAs(redis);
        }

        @RepeatedTest(2)
        void repeated(UnifiedJedis redis) {
            assertThat(Connections.current()).isSameAs(redis);
        }

        @TestFactory
        Stream<DynamicTest> factory(UnifiedJedis redis) {
            return Stream.of(DynamicTest.dynamicTest(
                    "one", () -> assertThat(Connections.current()).isSameAs(redis)));
        }

        @Test
        @Disabled("starts nothing")
        void disabled() {}
    }

    @Test
    void constructorAndTestSeeOneServer() {
        Run.succeeds(Run.of(ConstructorCase.class), 2);
    }

    @RqTest
    static class ConstructorCase {
        private final UnifiedJedis given;

        ConstructorCase(UnifiedJedis redis) {
            assertThat(redis.dbSize()).isZero();
            redis.set("from", "constructor");
            given = redis;
        }

        @Test
        void first(UnifiedJedis redis) {
            assertThat(redis).isSameAs(given);
            assertThat(redis.get("from")).isEqualTo("constructor");
        }

        @Test
        void second(UnifiedJedis redis) {
            assertThat(redis).isSameAs(given);
        }
    }

    @Test
    void beforeAllAndItsTestsShareAServerThatIsEmptiedBetween() {
        Run.succeeds(Run.of(BeforeAllCase.class), 3);
    }

    @RqTest
    static class BeforeAllCase {
        private static FakeRedis server;

        @BeforeAll
        static void start(FakeRedis redis, UnifiedJedis connection) {
            server = redis;
            connection.set("from", "beforeAll");
        }

        @Test
        void first(FakeRedis redis, UnifiedJedis connection) {
            startsClean(redis, connection);
        }

        @Test
        void second(FakeRedis redis, UnifiedJedis connection) {
            startsClean(redis, connection);
        }

        private static void startsClean(FakeRedis redis, UnifiedJedis connection) {
            assertThat(redis).isSameAs(server);
            assertThat(redis.clock().isFrozen()).isFalse();
            assertThat(connection.dbSize()).isZero();
            connection.set("left", "behind");
            redis.clock().freeze();
        }

        @Nested
        class Inner {
            @Test
            void third(FakeRedis redis, UnifiedJedis connection) {
                startsClean(redis, connection);
            }
        }
    }

    @Test
    void perClassInstancesAreServedInTheirConstructor() {
        Run.succeeds(Run.of(PerClassCase.class), 2);
    }

    @RqTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassCase {
        private final FakeRedis server;

        PerClassCase(FakeRedis redis) {
            server = redis;
        }

        @BeforeAll
        void seesTheSame(FakeRedis redis) {
            assertThat(redis).isSameAs(server);
        }

        @Test
        void first(FakeRedis redis, Jedis jedis) {
            assertThat(redis).isSameAs(server);
            assertThat(jedis.incr("n")).isOne();
        }

        @Test
        void second(FakeRedis redis, Jedis jedis) {
            assertThat(redis).isSameAs(server);
            assertThat(jedis.incr("n")).isOne();
        }
    }

    @Test
    void anInstanceFieldServesATest() {
        Run.succeeds(Run.of(InstanceFieldCase.class), 1);
    }

    static class InstanceFieldCase {
        @RegisterExtension
        final RqExtension rq =
                RqExtension.builder().fake(redis -> redis.databases(3)).build();

        @Test
        void usesTheBuildersServer(Jedis jedis) {
            assertThat(Connections.depth()).isOne();
            assertThat(jedis.configGet("databases")).containsEntry("databases", "3");
        }
    }

    @Test
    void annotationsMayBeComposedInheritedOrStandOnAMethod() {
        Run.succeeds(Run.of(ComposedCase.class, InheritedCase.class, MethodCase.class, NestedCase.class), 5);
    }

    @RqTest
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface QueueTest {}

    @QueueTest
    static class ComposedCase {
        @Test
        void test(Queue queue) {
            assertThat(queue.connection()).isSameAs(Connections.current());
        }
    }

    static class InheritedCase extends ComposedCase {}

    static class MethodCase {
        @Test
        @RqTest
        void withAnnotation(Queue queue) {
            assertThat(queue.connection()).isSameAs(Connections.current());
        }
    }

    @ExtendWith(RqExtension.class)
    static class NestedCase {
        @Test
        void outer() {
            assertThat(Connections.depth()).isOne();
        }

        @Nested
        class Inner {
            @Test
            void inner() {
                assertThat(Connections.depth()).isOne();
            }
        }
    }

    @Test
    void ofTwoRegistrationsTheSecondJoinsTheFirst() {
        Run.succeeds(Run.of(TwiceCase.class), 1);
    }

    @RqTest
    static class TwiceCase {
        @RegisterExtension
        static final RqExtension RQ =
                RqExtension.builder().fake(redis -> redis.databases(5)).build();

        @Test
        void hasOneConnection(UnifiedJedis redis, Jedis jedis) {
            assertThat(Connections.depth()).isOne();
            assertThat(Connections.current()).isSameAs(redis);
            assertThat(jedis.configGet("databases")).containsEntry("databases", "5");
        }
    }

    @Test
    void parallelClassesAndMethodsNeverMeet() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");

        Run.succeeds(Run.with(parallel, ParallelCase.class, ParallelToo.class), 200);
    }

    @RqTest
    static class ParallelCase {
        @BeforeAll
        static void asksForAServer(UnifiedJedis redis) {
            redis.set("from", "beforeAll");
        }

        @RepeatedTest(100)
        void isAlone(UnifiedJedis redis) {
            for (int i = 1; i <= 50; i++) {
                assertThat(redis.incr("n")).isEqualTo(i);
            }
            assertThat(redis.dbSize()).isOne();
        }
    }

    static class ParallelToo extends ParallelCase {}

    @Test
    void everythingHandedOutIsClosedAfterwards() {
        HandedOut.LIST.clear();

        Run.succeeds(Run.of(HandedOut.class), 1);

        assertThat(((FakeRedis) HandedOut.LIST.get(0)).isClosed()).isTrue();
        assertThat(((Jedis) HandedOut.LIST.get(1)).isConnected()).isFalse();
        assertThat(Connections.depth()).isZero();
    }

    @RqTest
    static class HandedOut {
        static final List<Object> LIST = new ArrayList<>();

        @Test
        void keeps(FakeRedis redis, Jedis jedis) {
            jedis.ping();
            LIST.addAll(List.of(redis, jedis));
        }
    }
}
