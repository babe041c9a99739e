package io.rqkit.junit5;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
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
 * <p>Tests that run at the same time never share one: each borrows an embedded server of its own, and more are started
 * while all are lent; of an external one there is no second, so tests take turns. Thread-safe.
 */
@SuppressWarnings("deprecation") // Jupiter before 5.13 closes nothing but its own closeable type
final class Servers implements org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Map<URI, Semaphore> turns = new ConcurrentHashMap<>();
    private final Deque<EmbeddedRedis> idle = new ArrayDeque<>();
    private final List<EmbeddedRedis> started = new ArrayList<>();
    private @Nullable File executable;
    private @Nullable TestAbortedException absence;

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
            case EXTERNAL -> external(Objects.requireNonNull(backend.uri()), options, isExclusive);
        };
        if (backend.kind() != Backend.Kind.FAKE) {
            try {
                server.reset();
            } catch (JedisException e) {
                server.close();
                throw new TestAbortedException("Redis at " + backend + " cannot be used: " + e.getMessage(), e);
            }
        }
        return server;
    }

    private Server external(URI uri, Options options, boolean isExclusive) {
        boolean hasDatabase = JedisURIHelper.hasDbIndex(uri);
        JedisClientConfig client = DefaultJedisClientConfig.builder(uri)
                .protocol(options.client().getRedisProtocol())
                .build();
        HostAndPort at = JedisURIHelper.getHostAndPort(uri);
        if (!isExclusive) {
            return new RealServer(at, client, !hasDatabase, () -> {});
        }
        Semaphore turn = turns.computeIfAbsent(uri, any -> new Semaphore(1, true));
        turn.acquireUninterruptibly();
        return new RealServer(at, client, !hasDatabase, turn::release);
    }

    private Server embedded(Options options) {
        EmbeddedRedis redis = borrow();
        return new RealServer(redis.at(), options.client(), true, () -> giveBack(redis));
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
    public synchronized void close() throws IOException {
        idle.clear();
        for (EmbeddedRedis redis : started) {
            redis.close();
        }
        started.clear();
    }
}
