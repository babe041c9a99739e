package io.rqkit.examples.bench;

import java.io.IOException;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import redis.clients.jedis.Jedis;

/** Microseconds a script, on each server that a test could use: a short one, and one that adds a million numbers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScriptBenchmark {
    private static final String SHORT = "return redis.call('get', KEYS[1])";
    private static final String LONG = "local n = 0 for i = 1, 1000000 do n = n + i end return n";
    private static final String[] SERVERS = {"in-process", "tcp", "jedis-mock", "real"};

    /** Which server: the fake in-process, the fake over TCP, jedis-mock, or real Redis 7.0.15 on loopback. */
    @Param({"in-process", "tcp", "jedis-mock", "real"})
    public String server = "in-process";

    private @Nullable BenchServer started;
    private String shortSha = "";
    private String longSha = "";

    /** Starts the server, connects and loads the scripts. */
    @Setup
    public void start() throws IOException {
        BenchServer own = BenchServer.start(server);
        started = own;
        own.jedis().set("key", "0123456789abcdef");
        shortSha = own.jedis().scriptLoad(SHORT);
        longSha = own.jedis().scriptLoad(LONG);
    }

    private Jedis jedis() {
        if (started == null) {
            throw new IllegalStateException("Not started");
        }
        return started.jedis();
    }

    /** Disconnects and stops the server. */
    @TearDown
    public void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    /** Runs a script of one call by its SHA-1. */
    @Benchmark
    public Object evalsha() {
        return jedis().evalsha(shortSha, 1, "key");
    }

    /** Runs a loop of a million additions. */
    @Benchmark
    public Object loop() {
        return jedis().evalsha(longSha, 0);
    }

    /** Runs the benchmark and prints each server's time and how it compares with the in-process fake's. */
    public static void main(String[] args) throws RunnerException {
        BenchmarkClassPath.tellForks();
        Options options = new OptionsBuilder()
                .include(ScriptBenchmark.class.getSimpleName())
                .build();
        var results = new Runner(options).run();
        System.out.printf("%n%-8s %-12s %14s %12s%n", "", "server", "µs a script", "in-process");
        for (String script : new String[] {"evalsha", "loop"}) {
            double ours = BenchServer.score(results, script, SERVERS[0]);
            for (String name : SERVERS) {
                double time = BenchServer.score(results, script, name);
                System.out.printf(Locale.ROOT, "%-8s %-12s %14.3f %11.2fx%n", script, name, time, time / ours);
            }
        }
    }
}
