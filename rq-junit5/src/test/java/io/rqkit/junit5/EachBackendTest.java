package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.FakeRedis;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XAddParams;

/** Tests that run on several backends in turn, and the comparison of what they leave. */
class EachBackendTest {
    private static final Map<String, String> ALL = Map.of("rq.redis", "all");

    @Test
    void allRunsEveryTestOfTheRunOnBoth() {
        Run.succeeds(Run.with(ALL, PlainCase.class), 8);
        Run.succeeds(Run.of(PlainCase.class), 5);
    }

    @RqTest
    static class PlainCase {
        @Test
        void plain(UnifiedJedis redis) {
            assertThat(redis.incr("n")).isOne();
        }

        @OnEachBackend
        void template(UnifiedJedis redis) {
            assertThat(redis.incr("n")).isOne();
        }

        @Nested
        class Inner {
            @Test
            void nested(UnifiedJedis redis) {
                assertThat(redis.incr("n")).isOne();
            }
        }

        @Nested
        @RqTest
        class Annotated {
            @Test
            void nestedAndAnnotated(UnifiedJedis redis) {
                assertThat(redis.incr("n")).isOne();
            }
        }
    }

    @Test
    void aClassRunsOnEachBackendThatItNames() {
        EngineExecutionResults results = Run.of(NamedCase.class, OnEachCase.class);

        Run.succeeds(results, 4);
        assertThat(Run.displayNames(results.containerEvents())).contains("fake", "embedded");
    }

    @RqTest(backends = {"fake", "embedded"})
    static class NamedCase {
        @Test
        void test(UnifiedJedis redis) {
            assertThat(redis.incr("n")).isOne();
        }
    }

    @OnEachBackend
    static class OnEachCase {
        @Test
        void test(UnifiedJedis redis) {
            assertThat(redis.incr("n")).isOne();
        }
    }

    @Test
    void aMethodsOwnBackendIsUsedOnce() {
        EngineExecutionResults results = Run.with(ALL, MethodCase.class);

        results.testEvents()
                .assertStatistics(stats -> stats.succeeded(3).aborted(2).failed(0));
        assertThat(Run.throwables(results.testEvents()))
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder(
                        "is for [fake], and this is the run on embedded of its class",
                        "needs the backend fake, and this run is on embedded");
    }

    @RqTest
    static class MethodCase {
        @Test
        @RqTest(backends = "fake")
        void onlyOnTheFake(UnifiedJedis redis) {
            assertThat(redis.info("server")).contains("redis_version:7.0.15");
        }

        @Test
        void needsTheFake(FakeRedis redis) {
            assertThat(redis.isClosed()).isFalse();
        }

        @OnEachBackend("embedded")
        void onlyOnTheRealOne(UnifiedJedis redis) {
            assertThat(redis.info("server")).contains("redis_version:7.0.15");
        }
    }

    @Test
    void anotherTemplatesRunsAreLeftToIt() {
        Run.succeeds(Run.of(ParameterizedCase.class), 2);
    }

    @RqTest
    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class ParameterizedCase {
        private final int number;

        ParameterizedCase(int number) {
            this.number = number;
        }

        @Test
        void test(UnifiedJedis redis) {
            assertThat(redis.incrBy("n", number)).isEqualTo(number);
        }
    }

    @Test
    void equalDataPassTheComparison() {
        Run.succeeds(Run.of(AlikeCase.class), 8);
    }

    /** What the job of this test calls. */
    public static final class Words {
        private Words() {}

        /** Counts letters. */
        public static int count(String text) {
            return text.length();
        }
    }

    @OnEachBackend(compare = true)
    static class AlikeCase {
        @Test
        void jobsAndTheirResults(Queue queue, Worker worker) {
            queue.submit(Words::count, "four");
            queue.submit(Words::count, "and another");
            worker.name("w").allow(Words.class).burst();
            queue.submit(Words::count, "waits");
        }

        @Test
        void randomIdsAndTimes(UnifiedJedis redis) {
            String id = UUID.randomUUID().toString();
            redis.setex("owner:" + id, 60, "at " + System.currentTimeMillis());
            redis.rpush("all", id, UUID.randomUUID().toString());
            redis.zadd("due", System.currentTimeMillis() / 1000.0, id);
            redis.xadd("log", new XAddParams(), Map.of("id", id));
            redis.hset("h", Map.of("b", "2", "a", "1"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void eachArgumentForItself(String text, UnifiedJedis redis) {
            redis.set("k", text);
        }
    }

    @Test
    void otherDataFailTheRunThatEndsLast() {
        EngineExecutionResults results = Run.of(OtherCase.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
        assertThat(Run.throwables(results.testEvents()))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getMessage()).matches("""
                                OtherCase\\.differs\\(\\) embedded left other data on embedded than on fake:
                                  TTL none on fake, (100|\\d\\d) s on embedded: ttl  string  v
                                  only on embedded: where  string  embedded
                                  only on fake: where  string  fake"""));
    }

    static class OtherCase {
        @OnEachBackend(compare = true)
        void differs(UnifiedJedis redis, TestInfo test) {
            redis.set("where", test.getDisplayName());
            redis.set("same", "v");
            redis.set("ttl", "v");
            if (test.getDisplayName().equals("embedded")) {
                redis.expire("ttl", 100);
            }
        }
    }

    @Test
    void aParameterComparesTheWholeRun() {
        EngineExecutionResults results = Run.with(Map.of("rq.redis", "all", "rq.compare", "true"), WholeRunCase.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
        assertThat(Run.throwables(results.testEvents())).noneMatch(TestAbortedException.class::isInstance);
    }

    @RqTest
    static class WholeRunCase {
        private static int count;

        @Test
        void differs(UnifiedJedis redis) {
            redis.set("n", Integer.toString(++count));
        }
    }
}
