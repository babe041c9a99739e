package io.rqkit.examples.bench;

import io.rqkit.examples.EmbeddedServer;
import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;

/** A server that a test could use, started for a benchmark. */
public final class BenchServer implements AutoCloseable {
    /** To flush a million keys takes real Redis longer than clients wait. */
    private static final int PATIENCE_MILLIS = 120_000;

    private final Supplier<Jedis> connector;
    private final AutoCloseable server;
    private final int port;
    private final List<Jedis> clients = new ArrayList<>();

    private BenchServer(Supplier<Jedis> connector, AutoCloseable server, int port) {
        this.connector = connector;
        this.server = server;
        this.port = port;
    }

    /** Starts one. */
    public static BenchServer start(ServerKind kind) throws IOException {
        return switch (kind) {
            case IN_PROCESS -> {
                FakeRedis redis = FakeRedis.create();
                yield new BenchServer(() -> new Jedis(redis::socket), redis, 0);
            }
            case TCP -> {
                FakeRedis redis = FakeRedis.create();
                Endpoint endpoint = redis.listen();
                yield onPort(endpoint.port(), redis);
            }
            case JEDIS_MOCK -> {
                var mock =
                        com.github.fppt.jedismock.RedisServer.newRedisServer().start();
                yield onPort(mock.getBindPort(), mock::stop);
            }
            case REAL -> {
                EmbeddedServer real = EmbeddedServer.start();
                yield onPort(real.port(), real);
            }
        };
    }

    private static BenchServer onPort(int port, AutoCloseable server) {
        return new BenchServer(() -> new Jedis("127.0.0.1", port, PATIENCE_MILLIS), server, port);
    }

    /** Returns a new connection, which is closed with the server. */
    public Jedis connect() {
        Jedis client = connector.get();
        clients.add(client);
        return client;
    }

    /** Returns its port on the loopback address, 0 if it has none. */
    public int port() {
        return port;
    }

    @Override
    public void close() throws Exception {
        clients.forEach(Jedis::close);
        server.close();
    }
}
