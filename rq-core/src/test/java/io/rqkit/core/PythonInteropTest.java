package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rqkit.core.backend.RedisTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs go from Java to Python's own RQ and back, with the release that Debian has; see {@link PythonRq}. */
class PythonInteropTest extends RedisTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static PythonRq python;

    private Queue queue;

    record Add(int a, int b) {}

    record Echo(JsonNode value) {}

    record Boom(String text) {}

    record Nothing() {}

    @BeforeAll
    static void findPython() throws InterruptedException {
        python = PythonRq.find();
    }

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    private String url() {
        return "redis://127.0.0.1:" + backend.port() + "/0";
    }

    private JsonNode tool(String... arguments) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of(PythonRq.directory().resolve("tool.py").toString(), url()));
        all.addAll(List.of(arguments));
        return JSON.readTree(python.run(all));
    }

    private String rq(String command, String... arguments) throws IOException, InterruptedException {
        return python.rq(url(), command, arguments);
    }

    private String pythonWorks() throws IOException, InterruptedException {
        return rq("worker", "--burst", "-S", "rq.serializers.JSONSerializer", "--with-scheduler", "emails");
    }

    private static Jobs handlers() {
        return new Jobs()
                .registerWithResult("mod.add", Add.class, add -> add.a() + add.b())
                .registerWithResult("mod.echo", Echo.class, Echo::value)
                .register("mod.boom", Boom.class, boom -> {
                    throw new IllegalStateException(boom.text());
                })
                .registerWithResult("mod.flaky", Nothing.class, nothing -> {
                    if (JobContext.current().job().retriesLeft() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                    return "at last";
                });
    }

    @Test
    void pythonPerformsWhatJavaEnqueues() throws Exception {
        Job<Object> add = queue.with(o -> o.meta(Map.of("k", "é")).onSuccess(Callback.named("mod.on_success")))
                .enqueue(JobCall.of("mod.add", 1).keyword("b", 2));
        Job<Object> echo = queue.enqueue("mod.echo", Map.of("n", List.of(1, 2.5, true, "☃")));
        Job<Object> boom = queue.enqueue("mod.boom", "naïve");
        Job<Object> flaky = queue.with(o -> o.retry(Retry.max(2))).enqueue("mod.flaky");
        Job<Object> child = queue.with(o -> o.dependsOn(add, echo)).enqueue("mod.add", 6);
        Job<Object> due = queue.at(Instant.parse("2020-01-01T00:00:00Z")).enqueue("mod.add", 7);
        List<Job<?>> many = queue.enqueueMany(batch -> Stream.of(1, 2, 3).forEach(i -> batch.enqueue("mod.add", i)));

        pythonWorks();
        pythonWorks(); // what its scheduler moved after the first burst had ended

        assertThat(add.result()).contains(3);
        assertThat(redis.get("mark:success:" + add.id())).isEqualTo("3");
        assertThat(Job.fetch(add.id(), redis).meta()).containsEntry("k", "é");
        assertThat(echo.result()).contains(Map.of("n", List.of(1, 2.5, true, "☃")));
        assertThat(boom.status()).isEqualTo(JobStatus.FAILED);
        assertThat(boom.latestResult().orElseThrow().excString().orElseThrow()).contains("ValueError: naïve");
        assertThat(flaky.result()).contains("at last");
        assertThat(child.result()).contains(6);
        assertThat(due.result()).contains(7);
        assertThat(many).allSatisfy(job -> assertThat(job.status()).isEqualTo(JobStatus.FINISHED));
        assertThat(queue.finished().size()).isEqualTo(8);
        assertThat(queue.failed().ids()).containsExactly(boom.id());
        assertThat(queue.isEmpty()).isTrue();

        boom.requeue();
        pythonWorks();
        assertThat(boom.results()).hasSize(2);
    }

    @Test
    void javaPerformsWhatPythonEnqueues() throws Exception {
        tool("enqueue");
        assertThat(queue.jobIds()).contains("add-1", "boom-1", "pickled-1").doesNotContain("child-1", "due-1");

        try (Scheduler scheduler = new Scheduler(queue)) {
            assertThat(scheduler.tick()).isEqualTo(1);
        }
        new Worker(queue).name("java-1").register(handlers()).burst();

        JsonNode told =
                tool("tell", "add-1", "echo-1", "boom-1", "flaky-1", "parent-1", "child-1", "unknown-1", "due-1");
        assertThat(told.at("/add-1/status").asText()).isEqualTo("finished");
        assertThat(told.at("/add-1/result").asInt()).isEqualTo(3);
        assertThat(told.at("/add-1/meta/k").asText()).isEqualTo("é");
        assertThat(told.at("/add-1/description").asText()).isEqualTo("from Python");
        assertThat(told.at("/add-1/worker").asText()).isEqualTo("java-1");
        assertThat(told.at("/add-1/ended").asBoolean()).isTrue();
        assertThat(told.at("/echo-1/result/n")).hasToString("[1,2.5,null,true,\"☃\"]");
        assertThat(told.at("/boom-1/status").asText()).isEqualTo("failed");
        assertThat(told.at("/boom-1/exc").asText()).contains("IllegalStateException: naïve");
        assertThat(told.at("/flaky-1/result").asText()).isEqualTo("at last");
        assertThat(told.at("/child-1/result").asInt()).isEqualTo(6);
        assertThat(told.at("/due-1/result").asInt()).isEqualTo(7);
        assertThat(told.at("/unknown-1/exc").asText()).contains("Job name not allowed: mod.nobody");
        assertThat(queue.failed().ids()).containsExactlyInAnyOrder("boom-1", "unknown-1", "pickled-1");
        assertThat(tool("registries").get("failed")).hasSize(3);
        assertThat(tool("requeue", "boom-1").asText()).isEqualTo("queued");
        assertThat(tool("cancel", "boom-1").asText()).isEqualTo("canceled");
        assertThat(queue.canceled().ids()).containsExactly("boom-1");
        assertThat(queue.isEmpty()).isTrue();
    }

    /** Looks fifty times a second. */
    private void awaitIdle(String worker) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!"idle".equals(redis.hget("rq:worker:" + worker, "state"))) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            redis.blpop(0.02, "nothing");
        }
    }

    @Test
    void rqInfoListsOurQueuesAndWorkers() throws Exception {
        queue.enqueue("mod.nobody");
        new Queue("reports", redis).in(Duration.ofHours(1)).enqueue("mod.add");
        try (Worker worker =
                new Worker(new Queue("reports", redis)).name("java-1").start()) {
            awaitIdle("java-1");
            String info = rq("info", "--raw");

            assertThat(info).contains("queue emails 1", "queue reports 0");
            assertThat(info).containsPattern("worker java-1 \\(.* idle");
        }
        rq("suspend");
        assertThat(Suspension.isSuspended(redis)).isTrue();
        rq("resume");
        assertThat(Suspension.isSuspended(redis)).isFalse();
        assertThat(rq("empty", "emails")).contains("1 jobs removed from emails queue");
        assertThat(queue.isEmpty()).isTrue();
    }
}
