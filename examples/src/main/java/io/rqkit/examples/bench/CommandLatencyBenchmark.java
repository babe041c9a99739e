package io.rqkit.examples.bench;

import java.io.IOException;
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

/** Microseconds a command, one connection, on each server that a test could use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CommandLatencyBenchmark {
    /** Which server. */
    @Param
    public ServerKind server = ServerKind.IN_PROCESS;

    /** Which command. */
    @Param
    public SingleCommand command = SingleCommand.GET;

    private @Nullable BenchServer started;
    private @Nullable Jedis client;
    private int calls;

    /** Starts the server and connects. */
    @Setup
    public void start() throws IOException {
        BenchServer own = BenchServer.start(server);
        started = own;
        client = own.connect();
        command.prepare(client);
    }

    /** Disconnects and stops the server. */
    @TearDown
    public void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    /** Sends the command and waits for its reply. */
    @Benchmark
    public void call() {
        if (client != null) {
            command.call(client, calls++);
        }
    }

    /** Runs the benchmark; JMH prints its table. An argument is a command's name, such as {@code GET}. */
    public static void main(String[] args) throws RunnerException {
        System.setProperty("java.class.path", ChildJvm.classPath()); // where JMH's forks look
        var options = new OptionsBuilder().include(CommandLatencyBenchmark.class.getSimpleName());
        if (args.length > 0) {
            options.param("command", args);
        }
        new Runner(options.build()).run();
    }
}
