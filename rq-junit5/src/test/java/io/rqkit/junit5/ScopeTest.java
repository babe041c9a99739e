package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** How long a server serves, and what is put right between two tests on one. */
class ScopeTest {
    static final Map<String, String> PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");

    @Test
    void aServerATestEvenWhereTheClassHasOne() {
        Run.succeeds(Run.of(TestCase.class), 2);
    }

    @RqTest(scope = RedisScope.TEST)
    static class TestCase {
        private static final Set<FakeRedis> SEEN = ConcurrentHashMap.newKeySet();

        @BeforeAll
        static void classSetUpHasItsOwn(FakeRedis redis) {
            SEEN.add(redis);
        }

        @RepeatedTest(2)
        void isNew(FakeRedis redis) {
            assertThat(SEEN.add(redis)).isTrue();
        }
    }

    @Test
    void aServerAClassThatNestedClassesShare() {
        ClassCase.SEEN.clear();

        Run.succeeds(Run.of(ClassCase.class), 3);

        assertThat(ClassCase.SEEN).hasSize(1);
        assertThat(ClassCase.SEEN.iterator().next().isClosed()).isTrue();
    }

    @RqTest(scope = RedisScope.CLASS)
    static class ClassCase {
        static final Set<FakeRedis> SEEN = ConcurrentHashMap.newKeySet();

        @RepeatedTest(2)
        void isTheSameAndEmpty(FakeRedis redis, UnifiedJedis connection) {
            SEEN.add(redis);
            assertThat(connection.incr("n")).isOne();
        }

        @Nested
        class Inner {
            @Test
            void too(FakeRedis redis, UnifiedJedis connection) {
                SEEN.add(redis);
                assertThat(connection.incr("n")).isOne();
            }
        }
    }

    @Test
    void testsOfAClassThatShareAServerTakeTurns() {
        Run.succeeds(Run.with(PARALLEL, TurnsCase.class, TurnsOfAField.class), 80);
    }

    @RqTest(scope = RedisScope.CLASS)
    static class TurnsCase {
        private final AtomicInteger inside = new AtomicInteger();

        @RepeatedTest(40)
        void isAlone(UnifiedJedis redis) {
            assertThat(redis.incr("n")).isOne();
            assertThat(inside.incrementAndGet()).isOne();
        }
    }

    static class TurnsOfAField {
        @RegisterExtension
        static final RqExtension RQ =
                RqExtension.builder().scope(RedisScope.CLASS).build();

        @RepeatedTest(40)
        void isAlone(UnifiedJedis redis) {
            assertThat(redis.incr("n")).isOne();
        }
    }

    @Test
    void aServerTheRun() {
        SuiteCase.ENDPOINTS.clear();

        Run.succeeds(Run.with(PARALLEL, SuiteCase.class, SuiteToo.class, SuiteByBuilder.class), 30);

        assertThat(Set.copyOf(SuiteCase.ENDPOINTS)).hasSize(1);
    }

    @RqTest(scope = RedisScope.SUITE)
    static class SuiteCase {
        static final List<Endpoint> ENDPOINTS = new CopyOnWriteArrayList<>();

        @RepeatedTest(10)
        void isOneAndEmpty(Endpoint endpoint, UnifiedJedis redis) {
            ENDPOINTS.add(endpoint);
            assertThat(redis.incr("n")).isOne();
        }
    }

    static class SuiteToo extends SuiteCase {}

    static class SuiteByBuilder {
        @RegisterExtension
        final RqExtension rq = RqExtension.builder().scope(RedisScope.SUITE).build();

        @RepeatedTest(10)
        void isOneAndEmpty(Endpoint endpoint, UnifiedJedis redis) {
            SuiteCase.ENDPOINTS.add(endpoint);
            assertThat(redis.incr("n")).isOne();
        }
    }

    @Test
    void aNestedClassWithOtherSettingsHasAServerThatEndsWithIt() {
        Run.succeeds(Run.of(OuterCase.class), 2);
    }

    @RqTest
    static class OuterCase {
        private static FakeRedis outer;
        private static FakeRedis inner;

        @BeforeAll
        static void outer(FakeRedis redis) {
            outer = redis;
        }

        @AfterAll
        static void onlyTheInnerOneEnded() {
            assertThat(outer.isClosed()).isFalse();
            assertThat(inner.isClosed()).isTrue();
        }

        @Test
        void usesTheOuter(FakeRedis redis) {
            assertThat(redis).isSameAs(outer);
        }

        @Nested
        class Inner {
            @RegisterExtension
            static final RqExtension RQ =
                    RqExtension.builder().fake(redis -> redis.databases(2)).build();

            @BeforeAll
            static void inner(FakeRedis redis) {
                inner = redis;
            }

            @Test
            void usesItsOwn(FakeRedis redis, Jedis jedis) {
                assertThat(redis).isSameAs(inner).isNotSameAs(outer);
                assertThat(jedis.configGet("databases")).containsEntry("databases", "2");
            }
        }
    }

    @Test
    void configurationAndClockArePutRight() {
        Run.succeeds(Run.of(RestoredCase.class), 2);
        Run.succeeds(Run.with(Map.of("rq.redis", "embedded"), RestoredReal.class), 2);
    }

    @RqTest(scope = RedisScope.CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class RestoredCase {
        @Test
        @Order(1)
        void changesAll(FakeRedis redis, Jedis jedis) {
            jedis.configSet("maxmemory", "5000000");
            redis.clock().freeze();
        }

        @Test
        @Order(2)
        void findsNothingOfIt(FakeRedis redis, Jedis jedis) {
            assertThat(jedis.configGet("maxmemory")).containsEntry("maxmemory", "0");
            assertThat(redis.clock().isFrozen()).isFalse();
        }
    }

    @RqTest
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class RestoredReal {
        @Test
        @Order(1)
        void changesIt(Jedis jedis) {
            jedis.configSet("maxmemory", "5000000");
            jedis.scriptLoad("return 1");
        }

        @Test
        @Order(2)
        void findsNothingOfIt(Jedis jedis) {
            assertThat(jedis.configGet("maxmemory")).containsEntry("maxmemory", "0");
            assertThat(jedis.scriptExists("e0e1f9fabfc9d4800c877a703b823ac0578ff8db"))
                    .isFalse();
        }
    }

    @Test
    void nothingStartsBeforeItIsNeeded() {
        Starts.COUNT.set(0);

        Run.of(Starts.class);

        assertThat(Starts.COUNT).hasValue(0);
    }

    static class Starts {
        static final AtomicInteger COUNT = new AtomicInteger();

        @RegisterExtension
        static final RqExtension RQ =
                RqExtension.builder().fake(redis -> COUNT.incrementAndGet()).build();

        @Test
        @Disabled("so nothing is needed")
        void disabled(FakeRedis redis) {
            assertThat(redis).isNull();
        }
    }
}
