package io.rqkit.examples.bench;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.openjdk.jmh.results.RunResult;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A server that a test could use, with a client on it. */
final class BenchServer implements AutoCloseable {
    private final Jedis jedis;
    private final AutoCloseable server;

    private BenchServer(Jedis jedis, AutoCloseable server) {
        this.jedis = jedis;
        this.server = server;
    }

    /** Starts the fake in-process or over TCP, jedis-mock, or real Redis 7.0.15 on loopback. */
    static BenchServer start(String name) throws IOException {
        switch (name) {
            case "in-process": {
                FakeRedis redis = FakeRedis.create();
                return new BenchServer(new Jedis(redis::socket), redis);
            }
            case "tcp": {
                FakeRedis redis = FakeRedis.create();
                Endpoint endpoint = redis.listen();
                return new BenchServer(new Jedis(endpoint.host(), endpoint.port()), redis);
            }
            case "jedis-mock": {
                var mock =
                        com.github.fppt.jedismock.RedisServer.newRedisServer().start();
                return new BenchServer(new Jedis(mock.getHost(), mock.getBindPort()), mock::stop);
            }
            case "real": {
                int port = freePort();
                RedisServer real =
                        RedisServer.builder().port(port).setting("save \"\"").build();
                real.start();
                return new BenchServer(new Jedis("127.0.0.1", port), real::stop);
            }
            default:
                throw new IllegalArgumentException("No server called " + name);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Jedis jedis() {
        return jedis;
    }

    @Override
    public void close() throws Exception {
        jedis.close();
        server.close();
    }

    /** Returns the time that a benchmark found for a server. */
    static double score(Iterable<RunResult> results, String benchmark, String server) {
        for (RunResult result : results) {
            if (result.getPrimaryResult().getLabel().equals(benchmark)
                    && result.getParams().getParam("server").equals(server)) {
                return result.getPrimaryResult().getScore();
            }
        }
        throw new IllegalStateException("No result of " + benchmark + " on " + server);
    }
}
