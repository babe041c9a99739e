package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.Connections;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** Which Redis a test gets, and what happens when it isn't there. */
class BackendTest {
    private static final String NOBODY = "redis://127.0.0.1:1";

    @Test
    void theParameterNamesTheBackendOfTheRun() {
        try (FakeRedis outside = FakeRedis.create()) {
            Endpoint endpoint = outside.listen();

            Run.succeeds(Run.with(Map.of("rq.redis", endpoint.uri().toString()), OutsideCase.class), 2);

            try (Jedis jedis = new Jedis(outside::socket)) {
                assertThat(jedis.get("seen")).isEqualTo("1");
            }
        }
    }

    @RqTest
    static class OutsideCase {
        @Test
        void first(UnifiedJedis redis) {
            assertThat(redis.incr("seen")).isOne();
        }

        @Test
        void second(UnifiedJedis redis) {
            assertThat(redis.incr("seen")).isOne();
        }
    }

    @Test
    void aUrlWithADatabaseLeavesTheOthersAlone() {
        try (FakeRedis outside = FakeRedis.create();
                Jedis jedis = new Jedis(outside::socket)) {
            jedis.set("mine", "kept");
            jedis.select(3);
            jedis.set("seen", "7");

            Run.succeeds(Run.with(Map.of("rq.redis", outside.listen().uri() + "/3"), OutsideCase.class), 2);

            assertThat(jedis.get("seen")).isEqualTo("1");
            jedis.select(0);
            assertThat(jedis.get("mine")).isEqualTo("kept");
        }
    }

    @Test
    void nearestWins() {
        EngineExecutionResults results = Run.with(Map.of("rq.redis", "nonsense"), NearestCase.class);

        Run.succeeds(results, 4);
    }

    @RqTest(backends = NOBODY)
    static class NearestBase {}

    @RqTest(backends = RqTest.FAKE)
    static class NearestCase extends NearestBase {
        @Test
        void classBeatsSuperclassAndParameter(FakeRedis redis) {
            assertThat(redis.isClosed()).isFalse();
        }

        @Nested
        class Inner extends NearestBase {
            @Test
            void enclosingClassBeatsSuperclass(FakeRedis redis) {
                assertThat(redis.isClosed()).isFalse();
            }
        }

        @Nested
        @RqTest(backends = NOBODY)
        class Other {
            @Test
            @RqTest(backends = "fake")
            void methodBeatsClass(FakeRedis redis) {
                assertThat(redis.isClosed()).isFalse();
            }

            @Nested
            @RqTest(backends = "fake")
            class Inmost {
                @Test
                void nestedBeatsEnclosing(FakeRedis redis) {
                    assertThat(redis.isClosed()).isFalse();
                }
            }
        }
    }

    @Test
    void theBuilderBeatsTheParameter() {
        Run.succeeds(Run.with(Map.of("rq.redis", "nonsense"), BuilderCase.class), 1);
    }

    static class BuilderCase {
        @RegisterExtension
        static final RqExtension RQ = RqExtension.builder().backends("fake").build();

        @Test
        void runs(FakeRedis redis) {
            assertThat(redis.isClosed()).isFalse();
        }
    }

    @Test
    void aBadValueNamesKeyValueAndWhatIsAllowed() {
        EngineExecutionResults results = Run.with(Map.of("rq.redis", "embeded"), OutsideCase.class);

        assertThat(Run.throwables(results.allEvents()))
                .first()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageContaining("rq.redis is 'embeded'")
                        .hasMessageContaining("Allowed are fake, embedded, redis://host:port[/db]"));
        assertThatThrownBy(() -> RqExtension.builder().backends("http://x:1"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("RqExtension.builder().backends is 'http://x:1'");
    }

    @Test
    void anAbsentRedisAbortsTheTestWithTheReason() {
        EngineExecutionResults results =
                Run.with(Map.of("rq.redis", NOBODY, "rq.requireRealRedis", "false"), OutsideCase.class);

        results.testEvents().assertStatistics(stats -> stats.aborted(2).failed(0));
        assertThat(Run.throwables(results.testEvents()))
                .allSatisfy(reason -> assertThat(reason)
                        .isInstanceOf(TestAbortedException.class)
                        .hasMessageContaining("Redis at " + NOBODY + " cannot be used"));
        assertThat(Connections.depth()).isZero();
    }

    @Test
    void anAbsentRedisFailsTheTestWhereItIsRequired() {
        EngineExecutionResults results =
                Run.with(Map.of("rq.redis", NOBODY, "rq.requireRealRedis", "true"), OutsideCase.class);

        results.testEvents().assertStatistics(stats -> stats.failed(2).aborted(0));
        assertThat(Run.throwables(results.testEvents()))
                .allSatisfy(reason -> assertThat(reason).hasMessageContaining("rq.requireRealRedis is true"));
    }

    @Test
    void anAbsentRedisAbortsTheClassWhoseSetUpAsksForIt() {
        EngineExecutionResults results =
                Run.with(Map.of("rq.redis", NOBODY, "rq.requireRealRedis", "false"), SetUpCase.class);

        results.containerEvents().assertStatistics(stats -> stats.aborted(1).failed(0));
    }

    @RqTest
    static class SetUpCase {
        @BeforeAll
        static void asks(UnifiedJedis redis) {
            redis.ping();
        }

        @Test
        void neverRuns() {}
    }

    @Test
    void aTestOfTheFakeIsAbortedOnRealRedis() {
        EngineExecutionResults results = Run.with(Map.of("rq.redis", NOBODY), FakeOnlyCase.class);

        results.testEvents().assertStatistics(stats -> stats.aborted(1));
        assertThat(Run.throwables(results.testEvents()))
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason).hasMessage("needs the backend fake, and this run is on " + NOBODY));
    }

    @RqTest
    static class FakeOnlyCase {
        @Test
        void needsTheFake(FakeRedis redis) {
            assertThat(redis.isClosed()).isFalse();
        }
    }

    @Test
    void aTemplateRunsOnEachBackendAndNamesIt() {
        EngineExecutionResults results = Run.of(TemplateCase.class);

        assertThat(Run.displayNames(results.testEvents())).containsExactlyInAnyOrder("fake", "embedded", "fake");
        results.testEvents().assertStatistics(stats -> stats.failed(0));
    }

    @RqTest
    static class TemplateCase {
        @OnEachBackend
        void keepsOrder(UnifiedJedis redis) {
            assertThat(redis.dbSize()).isZero();
            redis.rpush("l", "a", "b");

            assertThat(redis.lrange("l", 0, -1)).isEqualTo(List.of("a", "b"));
            assertThat(Connections.current()).isSameAs(redis);
        }

        @OnEachBackend("fake")
        void onOne(FakeRedis redis) {
            assertThat(redis.isClosed()).isFalse();
        }
    }

    @Test
    void embeddedIsRealRedis() {
        EngineExecutionResults results = Run.with(Map.of("rq.redis", "embedded"), EmbeddedCase.class);

        results.testEvents().assertStatistics(stats -> stats.failed(0));
    }

    @RqTest
    static class EmbeddedCase {
        @Test
        void tellsItsVersion(UnifiedJedis redis) {
            assertThat(redis.info("server")).contains("redis_version:7.0.15", "tcp_port:");
        }

        @Test
        void isEmpty(Jedis jedis) {
            assertThat(jedis.dbSize()).isZero();
            jedis.set("left", "behind");
        }
    }
}
