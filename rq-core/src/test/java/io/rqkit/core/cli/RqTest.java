package io.rqkit.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.ExceptionHandler;
import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Jobs;
import io.rqkit.core.Queue;
import io.rqkit.core.Settings;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.UnifiedJedis;

/** The commands' outputs, as section 8 of the contract shows them. */
class RqTest {
    private final FakeRedis redis = FakeRedis.create();
    private final String url = redis.listen().uri() + "?socket_timeout=30";
    private final UnifiedJedis connection = Connections.fromSettings(Settings.fromUrl(url));
    private final Queue queue = new Queue("emails", connection);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        connection.close();
        redis.close();
    }

    /** What a command printed, with its exit code in front. */
    private String run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--url";
        all[args.length + 1] = url;
        return runAsIs(all);
    }

    private static String runAsIs(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine rq = Rq.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = rq.execute(args);
        return code + "\n" + out + err;
    }

    private void perform(int jobs) {
        Worker worker = new Worker(queue).maxJobs(jobs).name("w1");
        worker.register(new Jobs().register("ok", Nothing.class, nothing -> {}));
        worker.burst();
    }

    /** Arguments of a job that takes none. */
    record Nothing() {}

    @Test
    void infoShowsQueuesWithBars() {
        queue.enqueue("mod.add", 1);
        queue.enqueue("mod.add", 2);
        queue.enqueue("nobody.knows");
        perform(1);

        assertThat(run("info")).startsWith("""
                        0
                        emails       |\u2588\u2588 2, 0 executing, 0 finished, 1 failed
                        1 queues, 2 jobs total

                        0 workers, 1 queues

                        Updated: 2""");
        assertThat(run("info", "--raw")).isEqualTo("0\nqueue emails 2, 0 executing, 0 finished, 1 failed\n");
        assertThat(run("info", "-Q", "-r", "emails", "other")).isEqualTo("""
                        0
                        queue emails 2, 0 executing, 0 finished, 1 failed
                        queue other 0, 0 executing, 0 finished, 0 failed
                        """);
        assertThat(run("info", "--json", "-Q"))
                .isEqualTo(
                        "0\n{\"queues\":[{\"name\":\"emails\",\"jobs\":2,\"executing\":0,\"finished\":0,\"failed\":1,"
                                + "\"deferred\":0,\"scheduled\":0,\"canceled\":0}],\"workers\":[]}\n");
    }

    @Test
    void infoShowsWorkers() {
        try (Worker worker = new Worker(queue).name("w1").start()) {
            assertThat(run("info", "-W"))
                    .matches("(?s)0\nw1 \\(\\S+ \\S+ \\d+\\): (idle|started) emails\\. jobs: 0 finished, 0 failed\n"
                            + "1 workers, \\d queues\n");
            assertThat(run("info", "-W", "-R", "-r", "emails")).matches("0\nemails: w1 \\((idle|started)\\)\n");
            assertThat(run("info", "--check")).isEqualTo("0\n1 worker is alive\n");
        }
        assertThat(run("info", "--check")).isEqualTo("9\nno worker is alive\n");
        assertThat(run("info", "-W", "-R", "-r", "emails")).isEqualTo("0\nemails: \u2013\n");
    }

    @Test
    void enqueueReadsArguments() throws IOException {
        Path file = Files.writeString(directory.resolve("arg.txt"), "from file");

        assertThat(run(
                        "enqueue",
                        "-q",
                        "emails",
                        "--job-id",
                        "j1",
                        "mod.add",
                        "1",
                        ":{\"z\": [1]}",
                        "b:=2",
                        "c=hello",
                        "@" + file))
                .isEqualTo("0\nEnqueued mod.add('1', {'z': [1]}, 'from file', b=2, c='hello') with job-id 'j1'.\n");
        assertThat(run("enqueue", "-q", "emails", "--quiet", "--at-front", "--job-id", "j2", "x"))
                .isEqualTo("0\n");
        assertThat(run("enqueue", "-q", "emails", "--json", "--depends-on", "j1", "--job-id", "j3", "x"))
                .contains("\"id\":\"j3\"");
        assertThat(run("enqueue", "-q", "emails", "--schedule-in", "10s", "--retry-max", "2", "--job-id", "j4", "x"))
                .startsWith("0\n");

        assertThat(queue.jobIds()).containsExactly("j2", "j1");
        assertThat(Job.fetch("j3", connection).status()).isEqualTo(JobStatus.DEFERRED);
        assertThat(Job.fetch("j4", connection).status()).isEqualTo(JobStatus.SCHEDULED);
        assertThat(Job.fetch("j4", connection).retriesLeft()).isEqualTo(2);
        assertThat(run("enqueue", "x", ":{")).isEqualTo("2\nThe argument 1 is no JSON: {\n");
        assertThat(run("enqueue", "x", "%(1,")).startsWith("2\nThe argument 1 is no literal of Python at character 4");
        assertThat(run("enqueue", "x", "--schedule-at", "soon")).startsWith("2\n--schedule-at must be a time");
    }

    @Test
    void enqueueReadsLiteralsOfPythonAndPrintsTheCallBesideADescription() {
        assertThat(run(
                        "enqueue",
                        "-q",
                        "emails",
                        "--job-id",
                        "j1",
                        "--description",
                        "sums",
                        "mod.add",
                        "%(1, 2)",
                        "b%={'c': None}"))
                .isEqualTo("0\nEnqueued mod.add([1, 2], b={'c': None}) with job-id 'j1'.\n");
        assertThat(Job.fetch("j1", connection).description()).isEqualTo("sums");
    }

    @Test
    void enqueueRefusesWhatContradictsItself() {
        assertThat(run("enqueue", "x", "a=1", "a:=2")).isEqualTo("2\nThe keyword a is given twice.\n");
        assertThat(run("enqueue", "x", "--schedule-in", "1s", "--schedule-at", "2021-05-27T21:45:00"))
                .isEqualTo("2\nYou can't specify both --schedule-in and --schedule-at\n");
        assertThat(run("enqueue", "x", "--retry-max", "-1")).isEqualTo("2\n--retry-max must be 0 or more, not -1.\n");
        assertThat(run("enqueue", "x", "--timeout", "0"))
                .isEqualTo("2\n0 timeout is not allowed. Use -1 for infinite timeout\n");
        assertThat(run("enqueue", "x", "@/none")).isEqualTo("2\nThe file /none can't be read.\n");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whatOnlyPythonHasIsToldWithWhatIsHere() {
        assertThat(run("info", "-S", "json", "-r")).isEqualTo("0\n");
        assertThat(run("info", "-S", "rq.serializers.JSONSerializer", "-r")).isEqualTo("0\n");
        assertThat(run("info", "-S", "pickle")).startsWith("2\n--serializer must be json, not 'pickle'");
        assertThat(run("worker", "-w", "rq.SimpleWorker")).startsWith("2\n--worker-class, --job-class");
        assertThat(run("worker", "--log-format", "x")).startsWith("2\n--log-format and --date-format are Python's.");
        assertThat(run("worker", "--worker-ttl", "1")).startsWith("2\n--worker-ttl, ");
        assertThat(run("worker", "-v", "-q")).isEqualTo("2\n--verbose and --quiet are mutually exclusive.\n");
    }

    @Test
    void anExceptionHandlerIsTold() {
        queue.with(options -> options.id("j1")).enqueue("nobody.knows");

        assertThat(run("worker", "emails", "--burst", "--exception-handler", Marking.class.getName()))
                .startsWith("0\n");

        assertThat(connection.get("told:j1")).isEqualTo("JobNotAllowedException");
        assertThat(run("worker", "--exception-handler", "java.lang.String"))
                .isEqualTo("2\nThe class java.lang.String of --exception-handler does not implement"
                        + " io.rqkit.core.ExceptionHandler.\n");
    }

    /** Leaves a mark of each failure. */
    public static final class Marking implements ExceptionHandler {
        /** For the command, which finds it by name. */
        public Marking() {}

        @Override
        public boolean handle(Job<Object> job, Throwable error) {
            job.connection().set("told:" + job.id(), error.getClass().getSimpleName());
            return true;
        }
    }

    @Test
    void workersRefuseWrongOptionsAtOnce() {
        assertThat(run("worker", "--results-ttl", "-7"))
                .isEqualTo("2\n--results-ttl must be a number of seconds, or -1 for ever, not -7.\n");
        assertThat(run("worker", "--maintenance-interval", "0"))
                .isEqualTo("2\n--maintenance-interval must be at least 1, not 0.\n");
        assertThat(run("worker", "--give-up-after", "0")).isEqualTo("2\n--give-up-after must be at least 1, not 0.\n");
        for (String option : List.of("--pid", "--ready")) {
            assertThat(run("worker", option, directory.resolve("none/file").toString()))
                    .startsWith("2\nThe file ")
                    .contains(" can't be written: ");
        }
    }

    @Test
    void infoSaysWhatWasAskedForAlone() {
        queue.enqueue("ok");

        assertThat(run("info", "-Q", "-W"))
                .as("queues, as in RQ")
                .isEqualTo("0\nemails       |\u2588 1, 0 executing, 0 finished, 0 failed\n1 queues, 1 jobs total\n");
        assertThat(run("info", "--interval", "0", "-r"))
                .as("once, as in RQ")
                .isEqualTo("0\nqueue emails 1, 0 executing, 0 finished, 0 failed\n");
        assertThat(run("info", "--check", "--json")).isEqualTo("9\n{\"alive\":0}\n");
    }

    @Test
    void requeueAndEmptyCount() {
        queue.with(o -> o.id("j1")).enqueue("nobody.knows");
        queue.with(o -> o.id("j2")).enqueue("nobody.knows");
        perform(2);

        assertThat(run("requeue", "--queue", "emails", "j1")).isEqualTo("0\nRequeueing 1 jobs from failed queue\n");
        assertThat(run("requeue", "--queue", "emails", "none"))
                .startsWith("1\nRequeueing 1 jobs from failed queue\nUnable to requeue 1 jobs");
        assertThat(run("requeue", "--queue", "emails", "--all")).isEqualTo("0\nRequeueing 1 jobs from failed queue\n");
        assertThat(run("requeue", "--queue", "emails", "--all")).isEqualTo("0\nNothing to do\n");
        assertThat(run("requeue", "j1")).startsWith("2\n").contains("--queue");
        assertThat(run("empty", "emails")).isEqualTo("0\n2 jobs removed from emails queue\n");
        assertThat(run("empty", "--all")).isEqualTo("0\n0 jobs removed from emails queue\n");
        assertThat(run("empty")).isEqualTo("0\nNothing to do\n");
    }

    @Test
    void suspendKeepsWorkersFromStarting() {
        assertThat(run("suspend"))
                .isEqualTo(
                        "0\nSuspending workers.  No new jobs will be started.  But current jobs will be completed\n");
        assertThat(run("worker", "--burst"))
                .isEqualTo("1\nRQ is currently suspended, to resume job execution run \"rq resume\"\n");
        assertThat(run("resume")).isEqualTo("0\nResuming workers.\n");
        assertThat(run("suspend", "--duration", "0")).isEqualTo("1\nDuration must be an integer greater than 1\n");
        assertThat(run("suspend", "--duration", "60")).startsWith("0\nSuspending workers for 60 seconds.");
        assertThat(connection.ttl("rq:suspended")).isBetween(50L, 60L);
    }

    @Test
    void eachFailureHasItsCode() {
        assertThat(runAsIs("info", "--url", "http://x")).startsWith("4\n--url must begin with redis://");
        assertThat(runAsIs("info", "--url", "redis://127.0.0.1:1")).startsWith("3\nCould not connect to Redis: ");
        assertThat(run("info", "--config", directory + "/none.yml")).startsWith("4\nThe settings file ");
        assertThat(run("nonsense")).startsWith("2\n");
        assertThat(run("worker", "--allow", "no.such.Class"))
                .isEqualTo("2\nThere is no class no.such.Class on the class path.\n");
        assertThat(run("worker", "-ds", "best"))
                .isEqualTo("1\nERROR: Dequeue Strategy can only be one of default, round_robin, random.\n");
        try (FakeRedis guarded = FakeRedis.builder().password("secret").build()) {
            String address = "127.0.0.1:" + guarded.listen().port();
            assertThat(runAsIs("info", "--url", "redis://:wrong@" + address))
                    .startsWith("5\n")
                    .doesNotContain("wrong@");
            assertThat(runAsIs("info", "--url", "redis://" + address)).startsWith("5\n");
            assertThat(runAsIs("info", "--url", "rediss://" + address)).startsWith("7\n");
        }
    }

    @Test
    void stopAsksTheWorker() {
        assertThat(run("stop", "none")).startsWith("1\n");
    }
}
