package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.Settings;
import io.rqkit.core.backend.HeldPort;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/** The command as a process of its own. */
class RqProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** For URLs: a process that asks a server in this JVM is not told at once. */
    private static final String PATIENTLY = "socket_timeout=30";

    @TempDir
    private Path directory;

    /** What the jobs of these tests call. */
    public static final class Tasks {
        private Tasks() {}

        /** Writes a word into a file. */
        public static void write(String file, String word) {
            try {
                Files.writeString(Path.of(file), word);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Rq.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private static int awaitEnd(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Path log() {
        return directory.resolve("log");
    }

    @Test
    void aBurstWorkerPerformsAndEnds() throws Exception {
        try (FakeRedis redis = FakeRedis.create()) {
            String url = redis.listen().uri() + "?" + PATIENTLY;
            try (UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url))) {
                Path written = directory.resolve("out");
                var job = new Queue("high", connection).enqueue(Tasks::write, written.toString(), "done");
                Path pid = directory.resolve("pid");

                Process worker = start(
                        "worker",
                        "high",
                        "--burst",
                        "--url",
                        url,
                        "--allow",
                        Tasks.class.getName(),
                        "--pid",
                        pid.toString());

                assertThat(awaitEnd(worker)).as("see %s", log()).isEqualTo(ExitCodes.OK);
                assertThat(written).hasContent("done");
                assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
                assertThat(pid).hasContent(Long.toString(worker.pid()));
            }
        }
    }

    @Test
    void aSignalEndsAWorker() throws Exception {
        try (FakeRedis redis = FakeRedis.create()) {
            String url = redis.listen().uri() + "?" + PATIENTLY;
            Process worker = start("worker-pool", "-n", "2", "--url", url);
            try (UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url))) {
                awaitWorkers(connection, 2);
                worker.destroy();
                assertThat(awaitEnd(worker)).as("see %s", log()).isEqualTo(ExitCodes.OK);
                assertThat(connection.scard("rq:workers")).isZero();
            }
        }
    }

    @Test
    void aWorkerWhoseRedisStaysAwayGivesUp() throws Exception {
        try (HeldPort port = new HeldPort()) { // where nobody else comes to listen
            FakeRedis redis = FakeRedis.create();
            String url = redis.listen("127.0.0.1", port.number()).uri() + "?" + PATIENTLY;
            Path ready = directory.resolve("ready");
            Process worker = start("worker", "--url", url, "--give-up-after", "1", "--ready", ready.toString());
            try (UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url))) {
                awaitWorkers(connection, 1);
            }
            redis.close();

            assertThat(awaitEnd(worker)).as("see %s", log()).isEqualTo(ExitCodes.UNREACHABLE);
            assertThat(ready).doesNotExist();
        }
    }

    /** Looks twenty times a second. */
    private static void awaitWorkers(UnifiedJedis connection, long count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (connection.scard("rq:workers") < count) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            connection.blpop(0.05, "nothing");
        }
    }
}
