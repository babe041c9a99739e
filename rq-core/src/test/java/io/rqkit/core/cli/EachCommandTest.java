package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Cron;
import io.rqkit.core.CronJob;
import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Jobs;
import io.rqkit.core.Queue;
import io.rqkit.core.Settings;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.UnifiedJedis;

/** Each command as a process: what it prints and with what it ends, when all is well, misused, and without Redis. */
class EachCommandTest {
    private final FakeRedis redis = FakeRedis.create();
    private final String url = redis.listen().uri() + "?socket_timeout=30";
    private final UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url));
    private final Queue queue = new Queue("emails", connection);

    /** The arguments of jobs that have none. */
    record Nothing() {}

    /** What a program registers. */
    public static final class Program implements Setup {
        /** For the command, which finds it by name. */
        public Program() {}

        @Override
        public void worker(Worker worker) {
            worker.register(new Jobs().register("ok", Nothing.class, nothing -> {}));
        }

        @Override
        public void cron(Cron cron, UnifiedJedis connection) {
            CronJob daily = CronJob.every("daily", Duration.ofDays(1));
            cron.register(daily, new Queue("emails", connection), batch -> batch.enqueue("ok"));
        }
    }

    @AfterEach
    void close() {
        connection.close();
        redis.close();
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-u";
        all[arguments.length + 1] = url;
        return RqProcess.run(all);
    }

    /** Looks fifty times a second. */
    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            connection.blpop(0.02, "nothing");
        }
    }

    @Test
    void enqueueWorkerAndRequeue() throws Exception {
        assertThat(run("enqueue", "-q", "emails", "--job-id", "j1", "ok"))
                .isEqualTo("0\nEnqueued ok() with job-id 'j1'.");
        queue.with(options -> options.id("j2")).enqueue("nobody.knows");

        String logged = run("worker", "emails", "--burst", "--setup", Program.class.getName(), "--name", "w1");
        assertThat(logged)
                .as("in RQ's words")
                .startsWith("0\n")
                .containsPattern(
                        "(?m)^Worker w1: started with PID \\d+, version .+\n\\*\\*\\* Listening on emails\\.\\.\\.$")
                .containsPattern("(?m)^emails: ok\\(\\) \\(j1\\)\n"
                        + "Successfully completed ok\\(\\) job in 0:00:\\d\\d\\.\\d{6}s on worker w1\n"
                        + "emails: Job OK \\(j1\\)\nResult is kept for 500 seconds\n"
                        + "emails: nobody.knows\\(\\) \\(j2\\)$")
                .containsPattern("(?m)^emails: job j2 is failed after 0:00:")
                .contains("\nWorker w1: done, quitting");
        assertThat(Job.fetch("j1", connection).status()).isEqualTo(JobStatus.FINISHED);
        assertThat(Job.fetch("j2", connection).status()).isEqualTo(JobStatus.FAILED);

        assertThat(run("requeue", "--queue", "emails", "--all")).isEqualTo("0\nRequeueing 1 jobs from failed queue");
        assertThat(run("empty", "emails")).isEqualTo("0\n1 jobs removed from emails queue");
    }

    @Test
    void infoOnceAndAgainAndAgain() throws Exception {
        queue.enqueue("ok");

        assertThat(run("info", "--raw")).isEqualTo("0\nqueue emails 1, 0 executing, 0 finished, 0 failed");
        assertThat(run("info", "--check")).isEqualTo("9\nno worker is alive");
        assertThat(run("info", "--json", "-Q")).startsWith("0\n{\"queues\":[{\"name\":\"emails\",\"jobs\":1,");
        try (RqProcess info = RqProcess.start("info", "-i", "0.1", "-u", url)) {
            info.awaitLine("Updated: ");
            queue.enqueue("ok");
            info.awaitLine("emails       |\u2588\u2588 2");

            assertThat(info.terminate().awaitEnd()).isEqualTo(ExitCodes.OK);
        }
    }

    @Test
    void suspendAndResume() throws Exception {
        assertThat(run("suspend", "--duration", "60")).startsWith("0\nSuspending workers for 60 seconds.");
        assertThat(run("worker-pool", "--burst"))
                .isEqualTo("1\nRQ is currently suspended, to resume job execution run \"rq resume\"");
        assertThat(run("resume")).isEqualTo("0\nResuming workers.");
        assertThat(run("worker-pool", "-n", "2", "--burst", "high", "low"))
                .startsWith("0\n")
                .contains("\n*** Listening on high, low...\n");
    }

    @Test
    void stopEndsAJob() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Jobs jobs = new Jobs().register("wait", Nothing.class, nothing -> never.await());
        Job<Object> job = queue.enqueue("wait");
        try (Worker worker = new Worker(queue).register(jobs).start()) {
            await(() -> job.status() == JobStatus.STARTED);

            assertThat(run("stop", job.id())).isEqualTo("0\nAsked its worker to stop job " + job.id());

            await(() -> job.status() == JobStatus.STOPPED);
            assertThat(worker.isRunning()).isTrue();
        }
    }

    @Test
    void aWorkerAndCronEndWhenAskedTo() throws Exception {
        try (RqProcess worker = RqProcess.start("worker", "-n", "w2", "-u", url)) {
            worker.awaitLine("*** Listening on default...");
            worker.terminate().awaitLine("Worker w2 [PID ");
            assertThat(worker.awaitEnd()).isEqualTo(ExitCodes.OK);
        }
        try (RqProcess cron = RqProcess.start("cron", Program.class.getName(), "-u", url)) {
            await(() -> queue.size() == 1);

            assertThat(cron.terminate().awaitEnd()).isEqualTo(ExitCodes.OK);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "worker --max-jobs 0, '--max-jobs must be at least 1, not 0.'",
        "worker-pool -n 0, '--num-workers must be at least 1, not 0.'",
        "info --interval -1, '--interval must be a number of seconds, not -1.0.'",
        "enqueue x :{, 'The argument 1 is no JSON: {'",
        "requeue j1, 'Missing required option: ''--queue=QUEUE'''",
        "empty --al, 'Unknown option: ''--al'''",
        "suspend --duration x, 'Invalid value for option ''--duration'': ''x'' is not a long'",
        "resume now, 'Unmatched argument at index 1: ''now'''",
        "cron no.Such, 'There is no class no.Such on the class path.'",
        "stop, 'Missing required parameter: ''ID'''",
    })
    void whatIsMisusedSaysHowAndEndsWithTwo(String command, String message) throws Exception {
        assertThat(RqProcess.run(command.split(" "))).startsWith("2\n" + message);
    }

    @ParameterizedTest
    @CsvSource({
        "worker",
        "worker-pool",
        "info",
        "enqueue x",
        "requeue --queue q --all",
        "empty q",
        "suspend",
        "resume",
        "cron io.rqkit.core.cli.EachCommandTest$Program",
        "stop j1"
    })
    void withoutRedisEachEndsWithThree(String command) throws Exception {
        assertThat(RqProcess.run((command + " -u redis://ann:sesame@127.0.0.1:1").split(" ")))
                .isEqualTo("3\nCould not connect to Redis: Failed to connect to 127.0.0.1:1. Connection refused");
    }
}
