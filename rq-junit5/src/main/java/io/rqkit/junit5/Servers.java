package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The servers of one run, kept in the root store, which closes them.
 *
 * <p>Tests that run at the same time never share one, unless they ask for it and then take turns: each borrows an
 * embedded server of its own, and more are started while all are lent; of an external one there is no second, so tests
 * take turns. Thread-safe.
 */
@SuppressWarnings("deprecation") // Jupiter before 5.13 closes nothing but its own closeable type
final class Servers implements org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Map<Backend, Turn> turns = new ConcurrentHashMap<>();
    private final Map<HostAndPort, Configuration> configurations = new ConcurrentHashMap<>();
    private final Map<SuiteKey, Server> ofSuite = new HashMap<>();
    private final Deque<EmbeddedRedis> idle = new ArrayDeque<>();
    private final List<EmbeddedRedis> started = new ArrayList<>();
    private @Nullable File executable;
    private @Nullable TestAbortedException absence;

    private record SuiteKey(Backend backend, Consumer<FakeRedis.Builder> fake, JedisClientConfig client) {}

    /**
     * Lends an emptied server.
     *
     * @param isExclusive whether to wait until no other test uses an external server
     * @throws TestAbortedException when it isn't there, with the reason
     */
    Server lend(Backend backend, Options options, boolean isExclusive) {
        Server server = switch (backend.kind()) {
            case FAKE -> new FakeServer(options);
            case EMBEDDED -> embedded(options);
            case EXTERNAL -> external(backend, Objects.requireNonNull(backend.uri()), options, isExclusive);
        };
        if (server instanceof RealServer real) {
            try {
                if (real.isOurs()) {
                    real.disconnectOthers();
                }
                server.reset();
            } catch (JedisException e) {
                server.close();
                throw new TestAbortedException("Redis at " + backend + " cannot be used: " + e.getMessage(), e);
            }
        }
        return server;
    }

    /** Returns the one server of the run for tests that share it; use it with {@link #turn}. Closing it does nothing. */
    Server suite(Backend backend, Options options) {
        SuiteKey key = new SuiteKey(backend, options.fake(), options.client());
        synchronized (ofSuite) {
            Server there = ofSuite.get(key);
            if (there == null) {
                there = lend(backend, options, false);
                ofSuite.put(key, there);
            }
            return there.shared();
        }
    }

    /** Returns the turn of tests on what there is only once. */
    Turn turn(Backend backend) {
        return turns.computeIfAbsent(backend, any -> new Turn());
    }

    private Server external(Backend backend, URI uri, Options options, boolean isExclusive) {
        boolean hasDatabase = JedisURIHelper.hasDbIndex(uri);
        JedisClientConfig client = DefaultJedisClientConfig.builder(uri)
                .protocol(options.client().getRedisProtocol())
                .build();
        HostAndPort at = JedisURIHelper.getHostAndPort(uri);
        RealServer.Owner owner = hasDatabase ? RealServer.Owner.OF_A_DATABASE : RealServer.Owner.OF_ALL_DATA;
        if (!isExclusive) {
            return new RealServer(at, client, owner, configuration(at), () -> {});
        }
        Turn turn = turn(backend);
        turn.take();
        return new RealServer(at, client, owner, configuration(at), turn::end);
    }

    private Server embedded(Options options) {
        EmbeddedRedis redis = borrow();
        return new RealServer(
                redis.at(),
                options.client(),
                RealServer.Owner.OF_THE_SERVER,
                configuration(redis.at()),
                () -> giveBack(redis));
    }

    private Configuration configuration(HostAndPort at) {
        return configurations.computeIfAbsent(at, any -> new Configuration());
    }

    private synchronized EmbeddedRedis borrow() {
        if (absence != null) {
            throw absence;
        }
        EmbeddedRedis waiting = idle.poll();
        if (waiting != null) {
            return waiting;
        }
        try {
            if (executable == null) {
                executable = EmbeddedRedis.executable();
            }
            EmbeddedRedis redis = EmbeddedRedis.start(executable);
            started.add(redis);
            return redis;
        } catch (NoClassDefFoundError e) {
            throw new ExtensionConfigurationException(
                    "The backend 'embedded' needs embedded-redis, which is not on the class path. "
                            + "Add the dependency org.signal:embedded-redis:0.9.1 with scope test.",
                    e);
        } catch (IOException | RuntimeException e) {
            absence = new TestAbortedException("real Redis cannot be started here: " + e.getMessage(), e);
            throw absence;
        }
    }

    private synchronized void giveBack(EmbeddedRedis redis) {
        idle.push(redis);
    }

    @Override
    public void close() throws IOException {
        synchronized (ofSuite) {
            ofSuite.values().forEach(Server::close);
            ofSuite.clear();
        }
        synchronized (this) {
            idle.clear();
            for (EmbeddedRedis redis : started) {
                redis.close();
            }
            started.clear();
        }
    }
}
