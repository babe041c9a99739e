package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What we write when we enqueue, with every option, equals what RQ 2.10 wrote for the same, field by field. */
class EnqueuedStatesTest extends RedisTest {
    private static final Instant IN_2030 = Instant.parse("2030-01-01T00:00:00Z");

    private Queue queue;

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    private Job<Object> add(String id, int number, Consumer<EnqueueOptions> options) {
        return queue.with(o -> options.accept(o.id(id))).enqueue("mod.add", number);
    }

    private Job<Object> boom(String id, Consumer<EnqueueOptions> options) {
        return queue.with(o -> options.accept(o.id(id))).enqueue("mod.boom");
    }

    private void isAsRecorded(String state) throws IOException {
        assertThat(Keyspace.read(redis)).isEqualTo(Keyspace.recorded(state));
    }

    @Test
    void atFront() throws IOException {
        add("job-1", 1, o -> {});
        add("job-2", 2, o -> {});
        add("job-3", 3, EnqueueOptions::atFront);
        isAsRecorded("at-front");
    }

    @Test
    void timeoutsAsText() throws IOException {
        add("job-1", 1, o -> o.timeout("-1"));
        add("job-2", 1, o -> o.timeout("1h"));
        isAsRecorded("timeout-forms");
    }

    @Test
    void retries() throws IOException {
        boom("job-1", o -> o.retry(Retry.max(3).intervals(Duration.ofSeconds(10), Duration.ofMinutes(1))));
        isAsRecorded("retry-queued");
    }

    @Test
    void retriesWithoutPauses() throws IOException {
        boom("job-1", o -> o.retry(Retry.max(2)));
        boom("job-2", o -> o.retry(Retry.max(2).atFront()));
        isAsRecorded("retry-no-interval");
    }

    /** The one difference on purpose: RQ uses the intervals from their end, so they are stored in that order. */
    @Test
    void repeatsDifferInTheOrderOfTheirIntervals() throws IOException {
        add("job-1", 1, o -> o.repeat(Repeat.times(3).intervals(Duration.ofSeconds(5), Duration.ofSeconds(10))));

        Map<String, Object> recorded = Keyspace.recorded("repeat-queued");
        @SuppressWarnings("unchecked")
        Map<String, String> job = (Map<String, String>) ((List<?>) recorded.get("rq:job:job-1")).get(0);
        assertThat(job.put("repeat_intervals", "[10, 10, 5]")).isEqualTo("[5, 10]");
        assertThat(Keyspace.read(redis)).isEqualTo(recorded);
    }

    @Test
    void callbacks() throws IOException {
        add(
                "job-1",
                1,
                o -> o.onSuccess(Callback.named("mod.on_success").timeout(Duration.ofSeconds(30)))
                        .onFailure(Callback.named("mod.on_failure").timeout(Duration.ofMinutes(2)))
                        .onStopped(Callback.named("mod.on_stopped")));
        isAsRecorded("callbacks-queued");
    }

    @Test
    void webhooks() throws IOException {
        add(
                "job-1",
                1,
                o -> o.webhook(Webhook.onFinished("http://127.0.0.1:26190/done"))
                        .webhook(Webhook.onFailed("https://example.org/hook?x=1")
                                .post()
                                .header("X-Token", "é")
                                .timeout(Duration.ofSeconds(3))));
        isAsRecorded("webhooks-queued");
    }

    @Test
    void groups() throws IOException {
        queue.enqueueMany(batch -> {
            for (int i = 1; i <= 3; i++) {
                String id = "job-" + i;
                batch.with(o -> o.id(id).group("group-1")).enqueue("mod.add", i);
            }
        });
        isAsRecorded("group");
    }

    @Test
    void manyAtOnce() throws IOException {
        queue.enqueueMany(batch -> {
            batch.with(o -> o.id("job-1")).enqueue("mod.add", 1);
            batch.with(o -> o.id("job-2")
                            .timeout("30")
                            .ttl(Duration.ofSeconds(90))
                            .meta(Map.of("k", 1)))
                    .enqueue(JobCall.of("mod.add").keyword("a", 2));
            batch.with(o -> o.id("job-3").description("third").atFront()).enqueue("mod.add", 3);
        });
        isAsRecorded("enqueue-many");
    }

    @Test
    void manyAtOnceWithADependentOne() throws IOException {
        Job<?> parent = add("parent-1", 0, o -> {});
        queue.enqueueMany(batch -> {
            batch.with(o -> o.id("job-1")).enqueue("mod.add", 1);
            batch.with(o -> o.id("child-1").dependsOn(parent)).enqueue("mod.add", 2);
        });
        isAsRecorded("enqueue-many-dependent");
    }

    @Test
    void scheduled() throws IOException {
        add("job-1", 1, o -> o.at(IN_2030));
        add("job-2", 2, o -> o.at(IN_2030.plusSeconds(30)).atFront());

        Map<String, Object> recorded = Keyspace.recorded("scheduled");
        Map<String, Object> written = Keyspace.read(redis);
        recorded.remove("rq:scheduled:emails"); // far from now, where relative times of two days cannot be compared
        written.remove("rq:scheduled:emails");
        assertThat(written).isEqualTo(recorded);
        assertThat(redis.zscore("rq:scheduled:emails", "job-1")).isEqualTo(1893456000);
        assertThat(redis.zscore("rq:scheduled:emails", "job-2")).isEqualTo(1893456030);
    }

    @Test
    void unique() throws IOException {
        add("job-1", 1, EnqueueOptions::unique);
        assertThatThrownBy(() -> add("job-1", 2, EnqueueOptions::unique)).isInstanceOf(DuplicateJobException.class);
        isAsRecorded("unique");
    }

    @Test
    void theSameIdTwice() throws IOException {
        add("job-1", 1, o -> {});
        add("job-1", 2, o -> o.meta(Map.of("n", 2)));
        isAsRecorded("same-id-twice");
    }

    @Test
    void dependents() throws IOException {
        Job<?> parent = add("parent-1", 0, o -> {});
        add("child-1", 1, o -> o.dependsOn(parent));
        new Queue("reports", redis).with(o -> o.id("child-2").dependsOn(parent)).enqueue("mod.add", 2);
        add("child-3", 3, o -> o.dependsOn(parent).ttl(Duration.ofSeconds(100)));
        isAsRecorded("dependents");
    }

    @Test
    void dependentsOfAParentThatMayFail() throws IOException {
        Job<?> parent = boom("parent-1", o -> {});
        add("child-1", 1, o -> o.dependsOn(Dependency.on(parent).allowFailure()));
        add("child-2", 2, o -> o.dependsOn(parent));
        isAsRecorded("allow-failure-deferred");
    }

    @Test
    void aParentThatNobodyKnows() throws IOException {
        add("child-1", 1, o -> o.dependsOn(Dependency.onIds("no-such-job")));
        isAsRecorded("missing-parent");
    }

    @Test
    void severalQueues() throws IOException {
        add("emails-1", 0, o -> {});
        add("emails-2", 1, o -> {});
        new Queue("reports", redis).with(o -> o.id("reports-1")).enqueue("mod.add", 0);
        new Queue("high: now", redis).with(o -> o.id("high-now-1")).enqueue("mod.add", 0);
        isAsRecorded("several-queues");
    }
}
