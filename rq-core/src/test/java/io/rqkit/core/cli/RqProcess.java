package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command in a JVM of its own, which ends with the test. */
final class RqProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private final Process process;
    private final BufferedReader out;

    private RqProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    /** Starts it with arguments, and an environment that says nothing of Redis. */
    static RqProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dslf4j.provider=" + LogLines.class.getName(),
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                System.getProperty("java.class.path"),
                Rq.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("RQ_") || key.startsWith("REDIS_"));
        return new RqProcess(builder.start());
    }

    /** Runs it to its end, and returns its exit code and what it printed, one under the other. */
    static String run(String... arguments) throws IOException, InterruptedException {
        try (RqProcess rq = start(arguments)) {
            String printed = rq.out.lines().collect(Collectors.joining("\n"));
            return rq.awaitEnd() + "\n" + printed;
        }
    }

    /** Waits for a line that begins so. */
    void awaitLine(String beginning) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = out.readLine();
        }
        assertThat(line).as("a line that begins with %s", beginning).isNotNull();
    }

    /** Asks it to end, as a service manager does; what it says meanwhile can be read, unlike after Process.destroy. */
    RqProcess terminate() {
        process.toHandle().destroy();
        return this;
    }

    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
