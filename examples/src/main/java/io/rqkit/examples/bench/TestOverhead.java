package io.rqkit.examples.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.github.fppt.jedismock.RedisServer;
import io.rqkit.core.Connections;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * Microseconds that each way to have a Redis adds to a test: the extension on the fake, on real Redis, and jedis-mock
 * set up by hand. 10,000 tests a kind, one after the other, each of which sends one command.
 *
 * <p>JUnit's own share and the command's, measured by the same test without extension on one fake that stays open, are
 * taken off.
 */
public final class TestOverhead {
    private static final int TESTS = 10_000;
    private static final int ROUNDS = 4;
    private static final String BARE = "no extension, one fake for all";

    private TestOverhead() {}

    /** Runs all kinds, and prints a table. */
    public static void main(String[] args) {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        kinds.put(BARE, Bare.class);
        kinds.put("@RqTest on the fake", OnFake.class);
        kinds.put("@RqTest on the fake, no parameter", NoParameter.class);
        kinds.put("@RqTest on real Redis", OnReal.class);
        kinds.put("jedis-mock, started by hand", OnJedisMock.class);
        Map<String, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) { // in turn, so that a busy machine is unfair to nobody
            kinds.forEach((name, kind) -> best.merge(name, microsATest(kind), Math::min));
        }
        System.out.printf("%-36s %14s %14s%n", "10,000 tests of one command", "µs a test", "µs added");
        best.forEach((name, micros) -> System.out.printf(
                Locale.ROOT, "%-36s %14.1f %14.1f%n", name, micros, micros - best.getOrDefault(BARE, 0.0)));
    }

    private static double microsATest(Class<?> kind) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(kind))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        long start = System.nanoTime();
        launcher.execute(request, listener);
        long nanos = System.nanoTime() - start;
        listener.getSummary().getFailures().stream()
                .limit(1)
                .forEach(failure -> failure.getException().printStackTrace());
        if (listener.getSummary().getTestsSucceededCount() != TESTS) {
            throw new IllegalStateException(kind.getSimpleName() + ": "
                    + listener.getSummary().getTestsSucceededCount() + " of " + TESTS + " tests succeeded");
        }
        return nanos / 1000.0 / TESTS;
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

        @RepeatedTest(TESTS)
        void test() {
            CLIENT.incr("n");
        }
    }

    @RqTest(backends = RqTest.FAKE)
    static class OnFake {
        @RepeatedTest(TESTS)
        void test(UnifiedJedis redis) {
            command(redis);
        }
    }

    @RqTest(backends = RqTest.FAKE)
    static class NoParameter {
        @RepeatedTest(TESTS)
        void test() {}
    }

    @RqTest(backends = RqTest.EMBEDDED)
    static class OnReal {
        @RepeatedTest(TESTS)
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

        @RepeatedTest(TESTS)
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
