package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rqkit.core.backend.RedisTest;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.RqTime;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that RQ 2.10 and RQ 1.13 were recorded in is read, listed, requeued and worked off by us. */
class EveryRecordedStateTest extends RedisTest {
    private static final String JOB = "rq:job:";
    /** What may differ once a job was requeued. */
    private static final Set<String> REQUEUED =
            Set.of("status", "started_at", "ended_at", "enqueued_at", "exc_info", "origin");

    static Stream<String> states() throws IOException, URISyntaxException {
        List<String> states = new ArrayList<>();
        for (String release : List.of("/rq-2.10", "/rq-1.13")) {
            Path directory =
                    Path.of(EveryRecordedStateTest.class.getResource(release).toURI());
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> release + "/" + file.getFileName()).sorted().forEach(states::add);
            }
        }
        return states.stream();
    }

    /** The functions of the recorded jobs; the class is found by the name that Python has for it. */
    static final class Mod {
        static long add(long a) {
            return a;
        }

        static long add(long a, long b) {
            return a + b;
        }

        static JsonNode echo(JsonNode value) {
            return value;
        }

        static void nothing() {}

        static void boom() {
            throw new IllegalStateException("boom");
        }

        static void boom(String text) {
            throw new IllegalStateException(text);
        }
    }

    private Worker worker(List<Queue> queues) {
        Worker worker = new Worker(queues.toArray(Queue[]::new))
                .allow(Mod.class)
                .register(new Jobs()
                        .onSuccess("mod.on_success", (job, result) -> {})
                        .onFailure("mod.on_failure", (job, error) -> {}));
        for (String function : List.of("add", "echo", "nothing", "boom")) {
            worker.alias("mod." + function, Mod.class.getName() + "." + function);
        }
        return worker;
    }

    private static Stream<JsonNode> jobs(JsonNode keys) {
        return StreamSupport.stream(keys.spliterator(), false).filter(EveryRecordedStateTest::isJob);
    }

    private static boolean isJob(JsonNode key) {
        return key.get("type").asText().equals("hash")
                && key.get("key").asText().startsWith(JOB)
                && key.get("value").has("data");
    }

    private static String id(JsonNode key) {
        return key.get("key").asText().substring(JOB.length());
    }

    private static String text(JsonNode hash, String field) {
        return hash.path(field).asText("");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void isReadFieldByField(String state) throws IOException {
        JsonNode keys = Keyspace.keys(state);
        Keyspace.load(redis, keys);

        jobs(keys).forEach(key -> isRead(Job.fetch(id(key), redis), key));
        for (JsonNode key : keys) {
            String name = key.get("key").asText();
            String id = name.substring(name.lastIndexOf(':') + 1);
            if (name.startsWith("rq:results:") && redis.exists(JOB + id)) { // RQ leaves the results of deleted jobs
                areRead(Job.fetch(id, redis), key);
            }
        }
    }

    private void isRead(Job<Object> job, JsonNode key) {
        JsonNode hash = key.get("value");
        assertThat(job.status().text()).isEqualTo(text(hash, "status"));
        assertThat(job.origin()).isEqualTo(text(hash, "origin"));
        assertThat(job.description()).isEqualTo(text(hash, "description"));
        assertThat(job.createdAt()).isEqualTo(Optional.ofNullable(RqTime.parseDate(text(hash, "created_at"))));
        assertThat(job.enqueuedAt()).isEqualTo(Optional.ofNullable(RqTime.parseDate(text(hash, "enqueued_at"))));
        assertThat(job.startedAt()).isEqualTo(Optional.ofNullable(RqTime.parseDate(text(hash, "started_at"))));
        assertThat(job.endedAt()).isEqualTo(Optional.ofNullable(RqTime.parseDate(text(hash, "ended_at"))));
        assertThat(job.workerName().orElse("")).isEqualTo(text(hash, "worker_name"));
        assertThat(job.groupName().orElse("")).isEqualTo(text(hash, "group_id"));
        assertThat(job.timeout().map(timeout -> timeout.toSeconds()).orElse(-1L))
                .isEqualTo(hash.path("timeout").asLong(180));
        assertThat(job.retriesLeft()).isEqualTo(hash.path("retries_left").asInt(0));
        assertThat(job.repeatsLeft()).isEqualTo(hash.path("repeats_left").asInt(0));
        assertThat(Json.text(Json.tree(job.dependencyIds())))
                .isEqualTo(hash.path("dependency_ids").asText("[]"));
        if (hash.path("meta").isTextual()) {
            assertThat(Json.text(Json.tree(job.meta()))).isEqualTo(text(hash, "meta"));
        }
        JsonNode decoded = key.path("decoded").path("data");
        if (decoded.path("coding").asText().equals("zlib, JSON")) {
            List<Object> call = new ArrayList<>();
            call.add(job.name());
            call.add(null);
            call.add(job.args());
            call.add(job.kwargs());
            assertThat(Json.text(Json.tree(call)))
                    .isEqualTo(decoded.path("text").asText());
        }
    }

    private static void areRead(Job<Object> job, JsonNode key) {
        List<Result> results = job.results();
        assertThat(results).hasSize(key.get("value").size());
        for (int i = 0; i < results.size(); i++) {
            Map<String, String> fields = new HashMap<>();
            key.get("value")
                    .get(results.size() - 1 - i)
                    .get(1)
                    .forEach(field ->
                            fields.put(field.get(0).asText(), field.get(1).asText()));
            Result result = results.get(i);
            assertThat(result.type().text()).isEqualTo(fields.get("type"));
            assertThat(result.workerName().orElse("")).isEqualTo(fields.getOrDefault("worker_name", ""));
            assertThat(result.executionId().orElse("")).isEqualTo(fields.getOrDefault("execution_id", ""));
            assertThat(result.excString().isPresent()).isEqualTo(fields.containsKey("exc_string"));
            String value = fields.get("return_value");
            if (value != null && Base64.getDecoder().decode(value)[0] != (byte) 0x80) {
                assertThat(Json.text(Json.tree(result.returnValue().orElse(null))))
                        .isEqualTo(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void isListed(String state) throws IOException {
        JsonNode keys = Keyspace.keys(state);
        Keyspace.load(redis, keys);

        for (JsonNode key : keys) {
            String name = key.get("key").asText();
            String queue =
                    name.substring(name.lastIndexOf(':', name.startsWith("rq:queue:high") ? 9 : name.length()) + 1);
            if (key.get("type").asText().equals("list") && !name.endsWith(":intermediate")) {
                assertThat(new Queue(queue, redis).jobIds()).isEqualTo(elements(key));
            } else if (name.startsWith("rq:failed:")) {
                assertThat(new FailedJobRegistry(queue, redis).ids()).isEqualTo(elements(key));
            } else if (name.startsWith("rq:finished:")) {
                assertThat(new FinishedJobRegistry(queue, redis).ids()).isEqualTo(elements(key));
            } else if (name.startsWith("rq:deferred:")) {
                assertThat(new DeferredJobRegistry(queue, redis).ids()).isEqualTo(elements(key));
            } else if (name.startsWith("rq:scheduled:")) {
                assertThat(new ScheduledJobRegistry(queue, redis).ids()).isEqualTo(elements(key));
            } else if (name.startsWith("rq:canceled:")) {
                assertThat(new CanceledJobRegistry(queue, redis).ids()).isEqualTo(elements(key));
            } else if (name.startsWith("rq:wip:")) {
                assertThat(new StartedJobRegistry(queue, redis).ids())
                        .isEqualTo(elements(key).stream()
                                .map(member -> member.replaceAll(":.*", ""))
                                .toList());
            } else if (name.startsWith("rq:group:")) {
                assertThat(new Group(queue, redis).ids()).isEqualTo(elements(key));
            } else if (name.equals("rq:queues")) {
                assertThat(Queue.all(redis))
                        .extracting(Queue::name)
                        .isEqualTo(elements(key).stream()
                                .map(full -> full.substring("rq:queue:".length()))
                                .toList());
            }
        }
    }

    private static List<String> elements(JsonNode key) {
        return StreamSupport.stream(key.get("value").spliterator(), false)
                .map(element -> element.isArray() ? element.get(0).asText() : element.asText())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void isRequeuedWithEverythingElseLeftAsItWas(String state) throws IOException {
        JsonNode keys = Keyspace.keys(state);
        Keyspace.load(redis, keys);

        for (Queue queue : Queue.all(redis)) {
            for (Job<Object> failed : queue.failed().jobs()) {
                Map<String, String> before = redis.hgetAll(JOB + failed.id());
                failed.requeue();

                Map<String, String> after = redis.hgetAll(JOB + failed.id());
                assertThat(failed.status()).isEqualTo(JobStatus.QUEUED);
                assertThat(queue.jobIds()).contains(failed.id());
                assertThat(queue.failed().contains(failed.id())).isFalse();
                REQUEUED.forEach(before::remove);
                assertThat(after).containsAllEntriesOf(before);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void isWorkedOff(String state) throws IOException {
        JsonNode keys = Keyspace.keys(state);
        Keyspace.load(redis, keys);
        redis.del("rq:suspended");
        List<Queue> queues = Queue.all(redis);
        if (queues.isEmpty()) {
            return;
        }
        List<Job<Object>> waiting = queues.stream()
                .flatMap(queue -> queue.jobs().stream())
                .filter(job -> job.repeatsLeft() == 0)
                .toList();

        worker(queues).burst();

        assertThat(queues).allSatisfy(queue -> assertThat(queue.jobIds()).isEmpty());
        for (Job<Object> job : waiting) {
            isEnded(job);
        }
    }

    private void isEnded(Job<Object> job) {
        boolean isOurs;
        try {
            isOurs = Set.of("mod.add", "mod.nothing").contains(job.name());
        } catch (DeserializationException e) {
            isOurs = false;
        }
        if (isOurs) {
            assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
            assertThat(job.queue().finished().contains(job.id())).isTrue();
        } else {
            assertThat(job.status()).isIn(JobStatus.FAILED, JobStatus.FINISHED, JobStatus.SCHEDULED);
        }
        if (redis.exists(JOB + job.id()) && job.status() != JobStatus.SCHEDULED) {
            assertThat(job.refresh().endedAt()).isPresent();
            assertThat(job.latestResult()).isPresent();
        }
    }
}
