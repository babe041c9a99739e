package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.backend.RedisTest;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What we write equals what RQ 2.10 wrote for the same, field by field. */
final class RecordedStatesTest extends RedisTest {
    private static final String UNICODE = "naïve – ☃ 😀";

    record Add(int a, int b) {}

    record Nothing() {}

    record Echo(JsonNode value) {}

    private Queue queue;

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    private static JobCall add() {
        return JobCall.of("mod.add", 1).keyword("b", 2);
    }

    private void enqueue(JobCall call, Consumer<EnqueueOptions> options) {
        queue.with(o -> options.accept(o.id("job-1"))).enqueue(call);
    }

    private void run() {
        Jobs jobs = new Jobs()
                .registerWithResult("mod.add", Add.class, add -> add.a() + add.b())
                .registerWithResult("mod.echo", Echo.class, Echo::value)
                .registerWithResult("mod.odd_result", Nothing.class, nothing -> new Object())
                .register("mod.nothing", Nothing.class, nothing -> {})
                .register("mod.boom", Nothing.class, nothing -> {
                    throw new IllegalStateException("it broke");
                });
        new Worker(queue).name("worker-1").register(jobs).burst();
    }

    private void isAsRecorded(String state) throws IOException {
        assertThat(Keyspace.read(redis)).isEqualTo(Keyspace.recorded(state));
    }

    @Test
    void queuedPlain() throws IOException {
        enqueue(add(), o -> {});
        isAsRecorded("queued-plain");
    }

    @Test
    void queuedWithoutArguments() throws IOException {
        enqueue(JobCall.of("mod.nothing"), o -> {});
        isAsRecorded("queued-no-args");
    }

    @Test
    void queuedWithNestingUnicodeAndMeta() throws IOException {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("x", null);
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("k", "é");
        meta.put("n", 1);
        meta.put("f", 0.5);
        meta.put("none", null);
        meta.put("list", List.of(1, "two"));
        meta.put("map", Map.of("a", true));
        JobCall call = JobCall.of("mod.echo", 1, UNICODE, 2.5, null, true, List.of(1, List.of(2, inner)))
                .keyword("z", 1)
                .keyword("a", Map.of("k", Arrays.asList("v", 1.0, -3)))
                .keyword("ключ", "значение");

        enqueue(call, o -> o.meta(meta));

        isAsRecorded("queued");
    }

    @Test
    void queuedWithUnusualNumbers() throws IOException {
        JobCall call = JobCall.of(
                "mod.echo",
                BigInteger.TWO.pow(70),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                1e-300,
                1e300,
                1.0,
                -0.0,
                0.1);
        enqueue(call, o -> {});
        isAsRecorded("queued-numbers");
    }

    @Test
    void queuedWithLimits() throws IOException {
        enqueue(
                JobCall.of("mod.add", 1),
                o -> o.timeout(Duration.ofHours(1))
                        .resultTtl(Duration.ofSeconds(60))
                        .failureTtl(Duration.ofSeconds(120)));
        isAsRecorded("explicit-limits");
    }

    @Test
    void queuedWithTtl() throws IOException {
        enqueue(JobCall.of("mod.add", 1), o -> o.ttl(Duration.ofSeconds(100)));
        isAsRecorded("ttl");
    }

    @Test
    void queuedAtFront() throws IOException {
        queue.with(o -> o.id("job-1")).enqueue("mod.add", 1);
        queue.with(o -> o.id("job-2")).enqueue("mod.add", 2);
        queue.with(o -> o.id("job-3").atFront()).enqueue("mod.add", 3);
        isAsRecorded("at-front");
    }

    @Test
    void descriptions() throws IOException {
        JobCall call = JobCall.of("mod.echo", "x".repeat(100))
                .keyword("key", "y".repeat(100))
                .keyword("b", 1)
                .keyword("a", 2);
        queue.with(o -> o.id("job-1").description("Add – one")).enqueue("mod.add", 1);
        queue.with(o -> o.id("job-2")).enqueue(call);
        isAsRecorded("description");
    }

    @Test
    void canceled() throws IOException {
        Job<Object> job = queue.with(o -> o.id("job-1")).enqueue("mod.add", 1);
        queue.with(o -> o.id("job-2")).enqueue("mod.add", 2);
        job.cancel();
        isAsRecorded("canceled");
    }

    @Test
    void finishedWithAnInteger() throws IOException {
        enqueue(JobCall.of("mod.echo", 3), o -> {});
        run();
        isAsRecorded("finished-int");
    }

    @Test
    void finishedWithABigInteger() throws IOException {
        enqueue(JobCall.of("mod.echo", BigInteger.TWO.pow(70)), o -> {});
        run();
        isAsRecorded("finished-big-int");
    }

    @Test
    void finishedWithAWholeFloat() throws IOException {
        enqueue(JobCall.of("mod.echo", 3.0), o -> {});
        run();
        isAsRecorded("finished-whole-float");
    }

    @Test
    void finishedWithUnicode() throws IOException {
        enqueue(JobCall.of("mod.echo", UNICODE), o -> {});
        run();
        isAsRecorded("finished-unicode");
    }

    @Test
    void finishedWithNan() throws IOException {
        enqueue(JobCall.of("mod.echo", Double.NaN), o -> {});
        run();
        isAsRecorded("finished-nan");
    }

    @Test
    void finishedWithNothing() throws IOException {
        enqueue(JobCall.of("mod.nothing"), o -> {});
        run();
        isAsRecorded("finished-none");
    }

    @Test
    void finishedWithWhatJsonCannotHold() throws IOException {
        enqueue(JobCall.of("mod.odd_result"), o -> {});
        run();
        isAsRecorded("finished-unserializable");
    }

    @Test
    void finishedAndKeptForEver() throws IOException {
        enqueue(add(), EnqueueOptions::keepResult);
        run();
        isAsRecorded("finished-result-ttl-forever");
    }

    @Test
    void finishedAndKeptForAMinute() throws IOException {
        enqueue(add(), o -> o.resultTtl(Duration.ofSeconds(60)));
        run();
        isAsRecorded("finished-result-ttl-60");
    }

    @Test
    void finishedAndNotKept() throws IOException {
        enqueue(add(), o -> o.resultTtl(Duration.ZERO));
        run();
        isAsRecorded("finished-result-ttl-zero");
    }

    @Test
    void failedAndKeptForEver() throws IOException {
        enqueue(JobCall.of("mod.boom"), EnqueueOptions::keepFailure);
        run();
        isAsRecorded("failed-failure-ttl-forever");
    }

    @Test
    void failedAndKeptForTwoMinutes() throws IOException {
        enqueue(JobCall.of("mod.boom"), o -> o.failureTtl(Duration.ofSeconds(120)));
        run();
        isAsRecorded("failed-failure-ttl-120");
    }

    @Test
    void failedAndNotKept() throws IOException {
        enqueue(JobCall.of("mod.boom"), o -> o.failureTtl(Duration.ZERO));
        run();
        isAsRecorded("failed-failure-ttl-zero");
    }

    /** The one difference on purpose: RQ leaves the result stream of such a job for ever. */
    @Test
    void requeuedDiffersOnlyInTheExpiryOfTheResults() throws IOException {
        enqueue(JobCall.of("mod.boom"), o -> {});
        run();
        queue.failed().requeue("job-1");

        Map<String, Object> recorded = Keyspace.recorded("requeued");
        List<?> results = (List<?>) recorded.get("rq:results:job-1");
        recorded.put("rq:results:job-1", List.of(results.get(0), 31_536_000L));
        assertThat(Keyspace.read(redis)).isEqualTo(recorded);
    }
}
