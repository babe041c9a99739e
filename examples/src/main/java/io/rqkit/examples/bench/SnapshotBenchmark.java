package io.rqkit.examples.bench;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.state.Snapshot;
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
import org.openjdk.jmh.runner.options.OptionsBuilder;
import redis.clients.jedis.Jedis;

/** Microseconds to take a snapshot of a million keys, change some of them, and restore it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class SnapshotBenchmark {
    /** How many keys there are. */
    @Param("1000000")
    public int keys;

    /** How many keys change between snapshot and restore. */
    @Param({"0", "100", "10000"})
    public int changed;

    private final FakeRedis redis =
            FakeRedis.builder().config("enable-debug-command", "yes").build();
    private @Nullable Jedis jedis;

    /** Fills the server. */
    @Setup
    public void fill() {
        redis.execute("DEBUG", "POPULATE", Integer.toString(keys));
        jedis = new Jedis(redis::socket);
    }

    /** Stops the server. */
    @TearDown
    public void stop() {
        redis.close();
    }

    /** Takes a snapshot, changes keys in one pipeline, and restores it. */
    @Benchmark
    public int snapshotAndRestore() {
        try (Snapshot snapshot = redis.snapshot()) {
            if (changed > 0 && jedis != null) {
                var pipeline = jedis.pipelined();
                for (int i = 0; i < changed; i++) {
                    pipeline.set("key:" + i, "changed");
                }
                pipeline.sync();
            }
            redis.restore(snapshot);
        }
        return redis.blockedClients();
    }

    /** Runs the benchmark. */
    public static void main(String[] args) throws RunnerException {
        System.setProperty("java.class.path", ChildJvm.classPath()); // where JMH's forks look
        new Runner(new OptionsBuilder()
                        .include(SnapshotBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
