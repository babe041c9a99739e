package io.rqkit.examples.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import io.rqkit.examples.RealRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.UnifiedJedis;

/**
 * The scripts and classes of the folder {@code python} do what its page says, with the RQ that Debian has. Aborted where
 * Python has none, and failed there when the environment sets {@code RQ_REQUIRE_PYTHON}.
 */
@Timeout(120)
class PythonExamplesTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String JSON = "rq.serializers.JSONSerializer";

    private Backend backend;
    private UnifiedJedis redis;

    @BeforeAll
    static void findPython() throws InterruptedException {
        boolean found = exists();
        if (System.getenv("RQ_REQUIRE_PYTHON") != null) {
            assertThat(found).as("a Python that can import rq").isTrue();
        }
        assumeThat(found).as("a Python that can import rq").isTrue();
    }

    private static boolean exists() throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(PYTHON, "-c", "import rq");
            return builder.redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @BeforeEach
    void open() {
        RealRedis.assumeThere("embedded");
        backend = Backend.open("embedded");
        redis = backend.connect();
    }

    @AfterEach
    void close() {
        if (redis != null) {
            redis.close();
        }
        if (backend != null) {
            backend.close();
        }
    }

    /** Runs Python in the folder of the examples, as its page says. */
    private static String python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("python").toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONWARNINGS", "ignore", "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private String url() {
        Matcher port = Pattern.compile("tcp_port:(\\d+)").matcher(redis.info("server"));
        assertThat(port.find()).isTrue();
        return "redis://127.0.0.1:" + port.group(1);
    }

    @Test
    void javaPerformsWhatPythonEnqueues() throws Exception {
        String[] ids = python("enqueue.py", url()).strip().split(" ");
        Worker worker = new Worker(new Queue("for-java", redis));
        new Thumbnails().worker(worker);

        assertThat(worker.burst()).isEqualTo(3);

        assertThat(python("results.py", url(), ids[0], ids[1], ids[2]).lines())
                .containsExactly(
                        "{\"status\": \"finished\", \"returned\": [\"cat-64.png\", \"cat-128.png\"], \"error\": null,"
                                + " \"meta\": {\"for\": \"the shop\"}}",
                        "{\"status\": \"finished\", \"returned\": [\"dog-32.png\"], \"error\": null, \"meta\": {}}",
                        "{\"status\": \"failed\", \"returned\": null, \"error\":"
                                + " \"java.lang.IllegalArgumentException: a picture needs a path\", \"meta\": {}}");
        assertThat(python("-m", "rq.cli", "info", "--raw", "-u", url())).contains("queue for-java 0");
    }

    @Test
    void pythonPerformsWhatJavaEnqueues() throws Exception {
        Job<Object> job = AskPython.ask(redis, List.of(1, 2, 6));
        assertThat(python("-m", "rq.cli", "info", "--raw", "-u", url())).contains("queue for-python 1");

        python("-m", "rq.cli", "worker", "--burst", "--serializer", JSON, "-u", url(), "for-python");

        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(job.result()).contains(3.0);
        assertThat(redis.get("noted:" + job.id())).isEqualTo("3.0");
    }
}
