package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.rqkit.core.Connections;
import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.Settings;
import io.rqkit.core.Worker;
import io.rqkit.core.backend.Backend;
import io.rqkit.core.backend.HeldPort;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.UnifiedJedis;
import redis.embedded.RedisExecProvider;

/** Workers as processes that a service manager starts, stops and starts again. */
@Timeout(120)
class WorkerProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** For URLs: a process that asks a server in this JVM is not told at once. */
    private static final String PATIENTLY = "socket_timeout=30";

    private static final int JOBS = 300;
    /** The server is the child of a shell that kills it when its input ends, with SIGKILL; so no server outlives this JVM. */
    private static final String GUARD = "\"$@\" </dev/null & exec >&- 2>&-; read line; kill -9 $!; wait";

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void endAll() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** What the jobs of these tests call. */
    public static final class Tasks {
        private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

        private Tasks() {}

        /** Adds a line to a file; half way through waits for Redis to have been killed. */
        public static void note(String file, int number) throws InterruptedException {
            try {
                Files.writeString(Path.of(file), number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            do {
                LockSupport.parkNanos(LOOK_NANOS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            } while (number == JOBS / 2 && !Files.exists(Path.of(file).resolveSibling("killed")));
        }

        /** Waits for a file to be there, and tells when it begins, ends or is interrupted. */
        public static void hold(String directory) throws IOException {
            Path folder = Path.of(directory);
            Files.createFile(folder.resolve("begun"));
            while (!Files.exists(folder.resolve("release"))) {
                LockSupport.parkNanos(LOOK_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    Files.createFile(folder.resolve("interrupted"));
                    return;
                }
            }
            Files.createFile(folder.resolve("ended"));
        }
    }

    /** A program that works until a signal ends it, without the command. */
    static final class OwnProgram {
        private OwnProgram() {}

        /** Takes a URL. */
        public static void main(String[] args) {
            try (UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(args[0]))) {
                new Worker(new Queue("work", connection))
                        .allow(Tasks.class)
                        .name("w1")
                        .handleSignals()
                        .work();
            }
        }
    }

    private Process java(Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return start(command, "worker" + started.size() + ".log");
    }

    private Process start(List<String> command, String log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
        started.add(process);
        return process;
    }

    private static int awaitEnd(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Looks a hundred times a second. */
    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private Process worker(String url, String... more) throws IOException {
        List<String> args = new ArrayList<>(
                List.of("worker", "work", "--name", "w1", "--url", url, "--allow", Tasks.class.getName()));
        args.addAll(List.of(more));
        return java(Rq.class, args.toArray(String[]::new));
    }

    /** Starts a worker by the command or by a program of one's own. */
    private Process worker(boolean byCommand, String url) throws IOException {
        return byCommand ? worker(url) : java(OwnProgram.class, url);
    }

    private boolean isThere(String file) {
        return Files.exists(directory.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstSignalLetsTheJobEnd(boolean byCommand) throws Exception {
        try (FakeRedis redis = FakeRedis.create()) {
            String url = redis.listen().uri() + "?" + PATIENTLY;
            try (UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url))) {
                Queue queue = new Queue("work", connection);
                Job<Void> job = queue.enqueue(Tasks::hold, directory.toString());
                Job<Void> next =
                        queue.enqueue(Tasks::note, directory.resolve("notes").toString(), 1);
                Process worker = worker(byCommand, url);
                await("the run", () -> isThere("begun"));

                worker.destroy();
                await("the request", () -> connection.hexists("rq:worker:w1", "shutdown_requested_date"));
                assertThat(worker.isAlive()).isTrue();
                Files.createFile(directory.resolve("release"));

                assertThat(awaitEnd(worker)).isEqualTo(ExitCodes.OK);
                assertThat(directory.resolve("ended")).exists();
                assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
                assertThat(next.status()).isEqualTo(JobStatus.QUEUED);
                assertThat(connection.scard("rq:workers")).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSecondSignalInterruptsTheJobWhichGoesBack(boolean byCommand) throws Exception {
        try (FakeRedis redis = FakeRedis.create()) {
            String url = redis.listen().uri() + "?" + PATIENTLY;
            try (UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url))) {
                Queue queue = new Queue("work", connection);
                Job<Void> job = queue.enqueue(Tasks::hold, directory.toString());
                Process worker = worker(byCommand, url);
                await("the run", () -> isThere("begun"));
                worker.destroy();
                await("the request", () -> connection.hexists("rq:worker:w1", "shutdown_requested_date"));

                await("the interruption", () -> {
                    worker.destroy(); // a repeat within a second may be the same, sent twice
                    return isThere("interrupted");
                });

                assertThat(awaitEnd(worker)).isEqualTo(ExitCodes.OK);
                assertThat(directory.resolve("ended")).doesNotExist();
                assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
                assertThat(queue.jobIds()).containsExactly(job.id());
                assertThat(queue.started().ids()).isEmpty();
                assertThat(connection.scard("rq:workers")).isZero();
            }
        }
    }

    @Test
    void noJobIsLostWhenRedisIsKilledAndBothAreStartedAgain() throws Exception {
        HeldPort port = new HeldPort();
        String url = "redis://127.0.0.1:" + port.number() + "?" + PATIENTLY;
        Path notes = directory.resolve("notes");
        Process redis = redis(port.number());
        try (port;
                UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url))) {
            await("Redis", () -> answers(connection));
            Queue queue = new Queue("work", connection);
            List<Job<?>> jobs = queue.enqueueMany(
                    batch -> IntStream.range(0, JOBS).forEach(i -> batch.enqueue(Tasks::note, notes.toString(), i)));
            Process worker = worker(url, "--give-up-after", "1");
            await("some performed", () -> lines(notes).size() > JOBS / 10);

            redis.getOutputStream().close(); // and with it the server, by SIGKILL
            awaitEnd(redis);
            Files.createFile(directory.resolve("killed"));
            assertThat(awaitEnd(worker)).isEqualTo(ExitCodes.UNREACHABLE);
            assertThat(awaitEnd(worker(url))).as("started while Redis is away").isEqualTo(ExitCodes.UNREACHABLE);

            redis(port.number());
            await("Redis again", () -> answers(connection));
            int before = queue.finished().size();
            assertThat(queue.started().size() + queue.size() + before).isEqualTo(JOBS);
            assertThat(queue.started().size()).isLessThanOrEqualTo(1);
            // a minute or two pass: the run that nobody has heard of is over
            connection.keys("rq:execution:*").forEach(key -> connection.pexpire(key, 1));
            connection.pexpire("rq:worker:w1", 1);
            await("their end", () -> connection.keys("rq:execution:*").isEmpty() && !connection.exists("rq:worker:w1"));
            assertThat(awaitEnd(worker(url, "--burst"))).isEqualTo(ExitCodes.OK);

            assertThat(jobs).allMatch(job -> job.status() == JobStatus.FINISHED);
            assertThat(before).isLessThan(JOBS);
            assertThat(Set.copyOf(lines(notes))).hasSize(JOBS);
        }
    }

    private static boolean answers(UnifiedJedis connection) {
        try {
            return connection.ping().equals("PONG");
        } catch (RuntimeException away) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts real Redis 7.0.15, which writes down each command before it replies. */
    private Process redis(int port) {
        try {
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
            command.add(RedisExecProvider.defaultProvider().get().getAbsolutePath());
            command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
            command.addAll(List.of("--dir", directory.toString(), "--appendonly", "yes", "--appendfsync", "always"));
            return start(command, "redis" + started.size() + ".log");
        } catch (IOException | RuntimeException e) {
            if (Boolean.getBoolean(Backend.REQUIRE_REAL)) {
                throw new IllegalStateException("real Redis cannot be started here", e);
            }
            return abort("real Redis cannot be started here: " + e);
        }
    }
}
