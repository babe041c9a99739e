package io.rqkit.examples.bench;

import com.github.fppt.jedismock.RedisServer;
import io.rqkit.core.Connections;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** The tests that {@link TestOverhead} runs: the same one in each way to have a Redis. */
final class OverheadTests {
    /** The parameter that says how often each is run. */
    static final String COUNT = "benchmark.tests";

    private OverheadTests() {}

    /** Runs a test as often as the parameter says. */
    static final class Repeated implements TestTemplateInvocationContextProvider {
        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            int count =
                    context.getConfigurationParameter(COUNT, Integer::valueOf).orElse(1);
            return IntStream.range(0, count).mapToObj(i -> new TestTemplateInvocationContext() {});
        }
    }

    private static UnifiedJedis client(FakeRedis server) {
        var connections = new ConnectionFactory(
                server::socket, DefaultJedisClientConfig.builder().build());
        return RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(connections))
                .build();
    }

    private static void command(UnifiedJedis redis) {
        if (redis.incr("n") != 1) {
            throw new AssertionError("not empty");
        }
    }

    static class Bare {
        private static final FakeRedis REDIS = FakeRedis.create();
        private static final UnifiedJedis CLIENT = client(REDIS);

        @TestTemplate
        @ExtendWith(Repeated.class)
        void test() {
            CLIENT.incr("n");
        }
    }

    @RqTest(backends = RqTest.FAKE)
    static class OnFake {
        @TestTemplate
        @ExtendWith(Repeated.class)
        void test(UnifiedJedis redis) {
            command(redis);
        }
    }

    @RqTest(backends = RqTest.FAKE)
    static class NoParameter {
        @TestTemplate
        @ExtendWith(Repeated.class)
        void test() {}
    }

    @RqTest(backends = RqTest.EMBEDDED)
    static class OnReal {
        @TestTemplate
        @ExtendWith(Repeated.class)
        void test(UnifiedJedis redis) {
            command(redis);
        }
    }

    static class OnJedisMock {
        private @Nullable RedisServer server;
        private @Nullable UnifiedJedis client;

        @BeforeEach
        void start() throws IOException {
            RedisServer started = RedisServer.newRedisServer().start();
            UnifiedJedis connected = RedisClient.builder()
                    .hostAndPort(started.getHost(), started.getBindPort())
                    .clientConfig(DefaultJedisClientConfig.builder()
                            .serverDefaultProtocol() // its HELLO answers what Jedis cannot read
                            .build())
                    .build();
            Connections.push(connected);
            server = started;
            client = connected;
        }

        @TestTemplate
        @ExtendWith(Repeated.class)
        void test() {
            command(Connections.resolve());
        }

        @AfterEach
        void stop() throws IOException {
            Connections.pop();
            if (client != null && server != null) {
                client.close();
                server.stop();
            }
        }
    }
}
