package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** What parameters and fields are given, and which are left to others. */
class InjectionTest {
    @Test
    void fieldsOfSuperclassesAndEnclosingInstancesAreFilled() {
        Run.succeeds(Run.of(FieldsCase.class), 3);
    }

    static class Base {
        @InjectRedis
        private UnifiedJedis redis;

        UnifiedJedis ofBase() {
            return redis;
        }
    }

    @RqTest
    static class FieldsCase extends Base {
        @InjectRedis
        @QueueName("mail")
        private Queue queue;

        @InjectRedis
        @NewConnection
        private UnifiedJedis other;

        @BeforeEach
        void theyAreThereAlready() {
            assertThat(ofBase()).isSameAs(Connections.current());
        }

        @RepeatedTest(2)
        void leadToTheTestsRedis(FakeRedis redis) {
            assertThat(queue.name()).isEqualTo("mail");
            assertThat(queue.connection()).isSameAs(ofBase()).isNotSameAs(other);
            assertThat(other.incr("n")).isOne();
        }

        @Nested
        class Inner {
            @InjectRedis
            private FakeRedis redis;

            @Test
            void enclosingToo(FakeRedis given) {
                assertThat(redis).isSameAs(given);
                assertThat(ofBase()).isSameAs(Connections.current());
                assertThat(queue.connection()).isSameAs(ofBase());
            }
        }
    }

    @Test
    void oneInstanceForAllTestsIsFilledOnceAndStartsClean() {
        Run.succeeds(Run.of(PerClassCase.class), 2);
    }

    @RqTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassCase {
        @InjectRedis
        private static FakeRedis ofClass;

        @InjectRedis
        private UnifiedJedis redis;

        private UnifiedJedis first;

        @BeforeAll
        void isThere(UnifiedJedis given) {
            assertThat(redis).isSameAs(given);
            first = redis;
        }

        @RepeatedTest(2)
        void isTheSameAndEmpty(FakeRedis given) {
            assertThat(redis).isSameAs(first);
            assertThat(given).isSameAs(ofClass);
            assertThat(redis.incr("n")).isOne();
        }
    }

    @Test
    void aFieldThatCannotBeFilledIsNamed() {
        assertThat(failure(StringCase.class))
                .hasMessage("@InjectRedis on StringCase.name of type String. Allowed are Endpoint, FakeRedis, Jedis,"
                        + " Queue, RedisClient, RedisClock, TestWorker, UnifiedJedis, Worker.");
        assertThat(failure(FinalCase.class))
                .hasMessage("@InjectRedis on FinalCase.redis, which is final. Leave that away.");
    }

    @RqTest
    static class StringCase {
        @InjectRedis
        String name;

        @Test
        void neverRuns() {}
    }

    @RqTest
    static class FinalCase {
        @InjectRedis
        final Jedis redis = null;

        @Test
        void neverRuns() {}
    }

    @Test
    void textAndNumbersAreLeftToOthers() {
        EngineExecutionResults results = Run.of(BareCase.class);

        assertThat(Run.throwables(results.testEvents()))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("No ParameterResolver registered for parameter [java.lang.String"));
        Run.succeeds(Run.of(BesideCase.class), 1);
    }

    @RqTest
    static class BareCase {
        @Test
        void asksForText(String text) {
            assertThat(text).isNull();
        }
    }

    static final class Texts implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == String.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return "from the other";
        }
    }

    @RqTest
    @ExtendWith(Texts.class)
    static class BesideCase {
        @Test
        void asksBoth(String text, Queue queue) {
            assertThat(text).isEqualTo("from the other");
            assertThat(queue.name()).isEqualTo("default");
        }
    }

    @Test
    void clientsOfEachKindReachOneServer() {
        Run.succeeds(Run.of(ClientsCase.class), 2);
    }

    @RqTest(backends = RqTest.ALL)
    static class ClientsCase {
        @Test
        void allSeeTheKey(
                UnifiedJedis unified, Jedis jedis, RedisClient pooled, Endpoint endpoint, Queue queue, Worker worker) {
            unified.set("k", "v");

            assertThat(jedis.get("k")).isEqualTo("v");
            assertThat(pooled.get("k")).isEqualTo("v");
            assertThat(pooled.getPool().getNumIdle()).isOne();
            try (Jedis overTcp = new Jedis(endpoint.host(), endpoint.port())) {
                assertThat(overTcp.get("k")).isEqualTo("v");
            }
            assertThat(worker.connection()).isSameAs(queue.connection()).isSameAs(unified);
        }
    }

    private static Throwable failure(Class<?> cases) {
        return Run.throwables(Run.of(cases).allEvents()).get(0);
    }
}
