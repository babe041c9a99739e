package io.rqkit.core.backend;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.embedded.RedisServer;

/** Real Redis 7.0.15 on free ports: as many servers as tests run at a time, stopped when the JVM ends. */
final class EmbeddedBackend implements Backend {
    private static final int ATTEMPTS = 5;
    private final RedisServer server;
    private final int port;

    private EmbeddedBackend(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static Backend lend() {
        try {
            return Pool.INSTANCE.lend();
        } catch (IOException | RuntimeException e) {
            String reason = "real Redis cannot be started here: " + e;
            if (Boolean.getBoolean(REQUIRE_REAL)) {
                throw new IllegalStateException(reason, e);
            }
            return abort(reason);
        }
    }

    @Override
    public void giveBack() {
        Pool.INSTANCE.idle.push(this);
    }

    private static Backend start() throws IOException {
        RuntimeException last = new IllegalStateException("never tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return startOnce();
            } catch (RuntimeException e) {
                // somebody else may take the port between the look and the start: then another one is tried
                last = e;
            }
        }
        throw last;
    }

    private static Backend startOnce() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RedisServer server = RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        EmbeddedBackend backend = new EmbeddedBackend(server, port);
        Runtime.getRuntime().addShutdownHook(new Thread(backend::close, "stop-embedded-redis"));
        return backend;
    }

    @Override
    public UnifiedJedis connect(int database) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(32);
        return RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(Backend.client(database))
                .poolConfig(pool)
                .build();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void flush() {
        try (UnifiedJedis redis = connect(0)) {
            redis.flushAll();
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    /** The servers that no test uses. */
    private enum Pool {
        INSTANCE;

        private final Deque<Backend> idle = new ConcurrentLinkedDeque<>();

        Backend lend() throws IOException {
            Backend waiting = idle.poll();
            return waiting == null ? start() : waiting;
        }
    }
}
