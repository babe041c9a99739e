package io.rqkit.examples.bench;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** Microseconds a command (SET and GET of 16 bytes, one connection) on each server that a test could use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CommandLatencyBenchmark {
    private static final byte[] KEY = "benchmark:key:01".getBytes();
    private static final byte[] VALUE = "0123456789abcdef".getBytes();
    private static final String[] SERVERS = {"in-process", "tcp", "jedis-mock", "real"};

    /** Which server: the fake in-process, the fake over TCP, jedis-mock, or real Redis 7.0.15 on loopback. */
    @Param({"in-process", "tcp", "jedis-mock", "real"})
    public String server = "in-process";

    private @Nullable Jedis jedis;
    private @Nullable AutoCloseable closing;

    /** Starts the server and connects. */
    @Setup
    public void start() throws IOException {
        switch (server) {
            case "in-process" -> {
                FakeRedis redis = FakeRedis.create();
                closing = redis;
                jedis = new Jedis(redis::socket);
            }
            case "tcp" -> {
                FakeRedis redis = FakeRedis.create();
                closing = redis;
                Endpoint endpoint = redis.listen();
                jedis = new Jedis(endpoint.host(), endpoint.port());
            }
            case "jedis-mock" -> {
                var mock =
                        com.github.fppt.jedismock.RedisServer.newRedisServer().start();
                closing = mock::stop;
                jedis = new Jedis(mock.getHost(), mock.getBindPort());
            }
            case "real" -> {
                int port = freePort();
                RedisServer real =
                        RedisServer.builder().port(port).setting("save \"\"").build();
                real.start();
                closing = real::stop;
                jedis = new Jedis("127.0.0.1", port);
            }
            default -> throw new IllegalArgumentException("No server called " + server);
        }
        jedis().set(KEY, VALUE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Jedis jedis() {
        if (jedis == null) {
            throw new IllegalStateException("Not started");
        }
        return jedis;
    }

    /** Disconnects and stops the server. */
    @TearDown
    public void stop() throws Exception {
        jedis().close();
        if (closing != null) {
            closing.close();
        }
    }

    /** Sets 16 bytes. */
    @Benchmark
    public String set() {
        return jedis().set(KEY, VALUE);
    }

    /** Gets 16 bytes. */
    @Benchmark
    public byte[] get() {
        return jedis().get(KEY);
    }

    /** Runs the benchmark and prints each server's time and how many times quicker the in-process fake is. */
    public static void main(String[] args) throws RunnerException {
        BenchmarkClassPath.tellForks();
        Options options = new OptionsBuilder()
                .include(CommandLatencyBenchmark.class.getSimpleName())
                .build();
        var results = new Runner(options).run();
        System.out.printf("%n%-6s %-12s %12s %12s%n", "", "server", "µs a command", "in-process");
        for (String command : new String[] {"set", "get"}) {
            double ours = score(results, command, SERVERS[0]);
            for (String name : SERVERS) {
                double time = score(results, command, name);
                System.out.printf(
                        Locale.ROOT,
                        "%-6s %-12s %12.3f %11.0fx%n",
                        command.toUpperCase(Locale.ROOT),
                        name,
                        time,
                        time / ours);
            }
        }
    }

    private static double score(Iterable<RunResult> results, String command, String server) {
        for (RunResult result : results) {
            if (result.getPrimaryResult().getLabel().equals(command)
                    && result.getParams().getParam("server").equals(server)) {
                return result.getPrimaryResult().getScore();
            }
        }
        throw new IllegalStateException("No result of " + command + " on " + server);
    }
}
