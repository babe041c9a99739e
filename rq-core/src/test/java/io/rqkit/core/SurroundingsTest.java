package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.rqkit.core.backend.RedisTest;
import io.rqkit.core.micrometer.MicrometerMiddleware;
import io.rqkit.core.opentelemetry.TracingMiddleware;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is run around a run: callbacks, middleware, webhooks, metrics and traces. */
class SurroundingsTest extends RedisTest {
    @RegisterExtension
    final OpenTelemetryExtension traces = OpenTelemetryExtension.create();

    private Queue queue;
    private Trace trace;

    /** What the callbacks of these tests are references to. */
    static final class Mail {
        static void send(String to) {
            if (to.equals("nobody")) {
                throw new IllegalArgumentException("no address");
            }
        }

        static String twice(String text) {
            return text + text;
        }

        static void sent(Job<Object> job, Object result) {
            Trace.of(job.connection())
                    .seen
                    .add("sent " + job.args().get(0) + " " + result + " "
                            + (Connections.current() == job.connection()));
        }

        static void bounced(Job<Object> job, Throwable error) {
            Trace.of(job.connection()).seen.add("bounced " + job.args().get(0) + " " + error.getMessage());
        }

        static void throwing(Job<Object> job, Object result) {
            throw new IllegalStateException("the callback broke");
        }

        static void hanging(Job<Object> job, Object result) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        static void renamed(Job<Object> job, Throwable error) {
            throw new IllegalStateException("another error");
        }
    }

    @BeforeEach
    void open() {
        trace = Trace.of(redis);
        queue = new Queue("emails", redis);
    }

    private Worker worker() {
        return new Worker(queue).allow(Mail.class);
    }

    private String error(Job<?> job) {
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        return job.latestResult().orElseThrow().excString().orElseThrow();
    }

    @Test
    void callbacksAreRunWithTheJobAndWhatCameOfIt() {
        queue.with(o -> o.onSuccess(Callback.success(Mail::sent)).onFailure(Callback.failure(Mail::bounced)))
                .submit(Mail::twice, "a");
        queue.with(o -> o.onSuccess(Callback.success(Mail::sent)).onFailure(Callback.failure(Mail::bounced)))
                .enqueue(Mail::send, "nobody");

        worker().burst();

        assertThat(trace.seen).containsExactly("sent a aa true", "bounced nobody no address");
    }

    @Test
    void callbacksAreRegisteredByName() {
        Jobs jobs = new Jobs()
                .onSuccess("mail.sent", (job, result) -> trace.seen.add("registered " + result))
                .onFailure("mail.bounced", (job, error) -> trace.seen.add("registered " + error.getMessage()));
        queue.with(o -> o.onSuccess(Callback.named("mail.sent"))).submit(Mail::twice, "a");
        queue.with(o -> o.onFailure(Callback.named("mail.bounced"))).enqueue(Mail::send, "nobody");

        worker().register(jobs).burst();

        assertThat(trace.seen).containsExactly("registered aa", "registered no address");
    }

    @Test
    void aSuccessCallbackThatThrowsOrIsUnknownFailsTheJob() {
        Job<?> throwing =
                queue.with(o -> o.onSuccess(Callback.success(Mail::throwing))).submit(Mail::twice, "a");
        Job<?> unknown =
                queue.with(o -> o.onSuccess(Callback.named("mail.nobody"))).submit(Mail::twice, "a");

        worker().burst();

        assertThat(error(throwing)).contains("the callback broke");
        assertThat(error(unknown)).contains("Callback name not allowed: mail.nobody");
    }

    @Test
    void whatAFailureCallbackThrowsTakesTheErrorsPlaceAndKeepsIt() {
        Job<?> job =
                queue.with(o -> o.onFailure(Callback.failure(Mail::renamed))).enqueue(Mail::send, "nobody");

        worker().burst();

        assertThat(error(job))
                .startsWith("java.lang.IllegalStateException: another error")
                .contains("no address");
    }

    @Test
    void aCallbackThatTakesTooLongFailsTheJob() {
        Job<?> job = queue.with(o -> o.onSuccess(Callback.success(Mail::hanging).timeout(Duration.ofSeconds(1))))
                .submit(Mail::twice, "a");

        worker().burst();

        assertThat(error(job)).contains("Task exceeded maximum timeout value (1 seconds)");
    }

    @Test
    void aCallbackMustBeAReferenceToAStaticMethod() {
        assertThatThrownBy(() -> Callback.success((job, result) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a lambda has no name that a worker could find");
        assertThatThrownBy(() -> Callback.named("a").timeout(Duration.ofMillis(1)))
                .hasMessage("a callback's timeout must be a second or more, is PT0.001S");
    }

    @Test
    void middlewareSurroundsEachRunOutermostFirst() {
        queue.submit(Mail::twice, "a");
        Job<Object> job = queue.enqueue("mod.nobody");

        worker().use(new Notes("outer"), new Notes("inner")).burst();

        assertThat(trace.seen)
                .containsExactly("outer a", "inner a", "/inner aa", "/outer aa", "outer", "inner", "!inner", "!outer");
        assertThat(error(job)).contains("Job name not allowed: mod.nobody");
    }

    private record Notes(String name) implements Middleware {
        @Override
        public Object perform(Job<Object> job, Callable<Object> next) throws Exception {
            Trace.of(job.connection())
                    .seen
                    .add((name + " "
                                    + String.join(
                                            "",
                                            job.args().stream()
                                                    .map(Object::toString)
                                                    .toList()))
                            .strip());
            try {
                Object result = next.call();
                Trace.of(job.connection()).seen.add("/" + name + " " + result);
                return result;
            } catch (Exception e) {
                Trace.of(job.connection()).seen.add("!" + name);
                throw e;
            }
        }
    }

    @Test
    void webhooksAreCalledForTheirStatusOnly() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Token") + " " + body);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            queue.with(o -> o.id("job-1")
                            .webhook(Webhook.onFinished(url + "/done"))
                            .webhook(Webhook.onFailed(url + "/never")))
                    .submit(Mail::twice, "a");
            queue.with(o -> o.id("job-2")
                            .retry(Retry.max(1))
                            .webhook(Webhook.onFailed(url + "/failed").post().header("X-Token", "abc"))
                            .webhook(Webhook.onFailed("http://127.0.0.1:1/refused")))
                    .enqueue(Mail::send, "nobody");

            worker().burst();

            List<String> both = Stream.of(poll(calls), poll(calls)).sorted().toList();
            assertThat(both.get(0)).isEqualTo("GET /done null ");
            assertThat(both.get(1))
                    .startsWith("POST /failed abc {\"job_id\": \"job-2\", \"func_name\": \"" + Mail.class.getName()
                            + ".send\", \"status\": \"failed\", \"enqueued_at\": \"")
                    .containsPattern("\"ended_at\": \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00\"")
                    .contains("\"exc_info\": \"java.lang.IllegalArgumentException: no address");
            assertThat(calls).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private static String poll(BlockingQueue<String> calls) throws InterruptedException {
        return String.valueOf(calls.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void webhooksAreChecked() {
        assertThatThrownBy(() -> Webhook.onFinished("ftp://host/"))
                .hasMessage("a webhook needs an http or https address, not ftp://host/");
        assertThatThrownBy(() -> Webhook.onFinished("http://h/").timeout(Duration.ZERO))
                .hasMessage("a webhook's timeout must be a second or more, is PT0S");
    }

    @Test
    void jobsAreCountedAndTimed() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerMiddleware metrics = new MicrometerMiddleware(registry);
        Queue watched = queue.use(metrics);
        metrics.watch(queue);
        watched.submit(Mail::twice, "a");
        watched.enqueue(Mail::send, "nobody");
        watched.enqueue("mod.nobody");
        assertThat(registry.get("rq.queue.size").tag("queue", "emails").gauge().value())
                .isEqualTo(3);

        worker().use(metrics).burst();

        String name = Mail.class.getName();
        assertThat(registry.get("rq.jobs.enqueued").counters()).hasSize(3);
        assertThat(registry.get("rq.jobs.performed")
                        .tags("job", name + ".twice", "outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("rq.jobs.performed")
                        .tags("job", name + ".send", "exception", "IllegalArgumentException")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("rq.jobs.performed")
                        .tags("job", "unknown", "outcome", "failure")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("rq.jobs.waited").timers()).hasSize(3);
    }

    @Test
    void aRunIsAChildOfTheSpanThatEnqueuedIt() {
        TracingMiddleware tracing = new TracingMiddleware(traces.getOpenTelemetry());
        Job<?> job = queue.use(tracing).submit(Mail::twice, "a");
        queue.use(tracing).enqueue(Mail::send, "nobody");

        worker().use(tracing).burst();

        List<SpanData> spans = traces.getSpans();
        assertThat(spans)
                .extracting(SpanData::getName, SpanData::getKind)
                .containsExactly(
                        tuple("enqueue emails", SpanKind.PRODUCER),
                        tuple("enqueue emails", SpanKind.PRODUCER),
                        tuple("process emails", SpanKind.CONSUMER),
                        tuple("process emails", SpanKind.CONSUMER));
        assertThat(spans.get(2).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
        assertThat(spans.get(2).getTraceId()).isEqualTo(spans.get(0).getTraceId());
        assertThat(spans.get(3).getStatus().getDescription()).isEqualTo("no address");
        assertThat(redis.hget("rq:job:" + job.id(), "x_traceparent"))
                .contains(spans.get(0).getTraceId());
    }

    @Test
    void aJobOfAnotherNameIsRunByItsAlias() {
        Job<Object> job = queue.enqueue("old.Mail.twice", "a");
        Job<Object> other = queue.enqueue("python.mail.note");
        Jobs jobs = new Jobs()
                .registerWithResult("mail.note", Note.class, note -> "noted")
                .alias("python.mail.note", "mail.note");

        worker().alias("old.Mail.twice", Mail.class.getName() + ".twice")
                .register(jobs)
                .burst();

        assertThat(job.result()).contains("aa");
        assertThat(other.result()).contains("noted");
        assertThatThrownBy(() -> jobs.alias("mail.note", "x")).hasMessage("the name mail.note is taken");
    }

    record Note() {}

    @Test
    void aWorkerTellsWhichWaitingJobsItCannotRun() {
        queue.submit(Mail::twice, "a");
        queue.with(o -> o.id("unknown-1")).enqueue("mod.nobody");
        queue.with(o -> o.id("pickled-1")).enqueue("mod.add");
        redis.hset(
                "rq:job:pickled-1".getBytes(StandardCharsets.UTF_8),
                "data".getBytes(StandardCharsets.UTF_8),
                new byte[] {(byte) 0x80, 5});

        assertThat(worker().unrunnable())
                .containsExactly(
                        new UnrunnableJob("emails", "unknown-1", "Job name not allowed: mod.nobody"),
                        new UnrunnableJob(
                                "emails", "pickled-1", "job data is pickled; enqueue with serializer=\"json\""));
    }

    @Test
    void anInlineQueueRunsItsJobsAtOnce() {
        InlineQueue inline = queue.inline().allow(Mail.class);

        Job<String> done = inline.submit(Mail::twice, "a");
        Job<Void> failed =
                inline.with(o -> o.onFailure(Callback.failure(Mail::bounced))).enqueue(Mail::send, "nobody");

        assertThat(done.result()).contains("aa");
        assertThat(done.workerName()).contains("sync");
        assertThat(error(failed)).contains("no address");
        assertThat(trace.seen).containsExactly("bounced nobody no address");
        assertThat(queue.finished().ids()).containsExactly(done.id());
        assertThat(queue.failed().ids()).containsExactly(failed.id());
        assertThat(redis.keys("rq:queue:*")).isEmpty();
        assertThat(redis.keys("rq:execution*")).isEmpty();
        assertThat(Connections.depth()).isZero();
    }

    @Test
    void anInlineJobLetsItsDependentsGoAndWaitsForItsParents() {
        InlineQueue inline = queue.inline().allow(Mail.class);
        Job<?> parent = queue.with(o -> o.id("parent-1")).submit(Mail::twice, "a");

        Job<String> waiting = inline.with(o -> o.dependsOn(parent)).submit(Mail::twice, "b");

        assertThat(waiting.status()).isEqualTo(JobStatus.DEFERRED);
        worker().burst();
        assertThat(waiting.result()).contains("bb");
    }
}
