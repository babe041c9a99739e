package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;

/** Everything that happens to a job before a worker sees it. */
class EnqueueTest extends RedisTest {
    private Queue queue;

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    private Job<Object> finished(String id) {
        Job<Object> job = queue.with(o -> o.id(id)).enqueue("mod.add", 1);
        redis.hset("rq:job:" + id, "status", "finished");
        return job;
    }

    @Test
    void manyJobsAreEnqueuedInOrder() {
        List<Job<?>> jobs = queue.enqueueMany(batch -> IntStream.range(0, 1000)
                .forEach(i -> batch.with(o -> o.id("job-" + i)).enqueue("mod.add", i)));

        assertThat(queue.jobIds())
                .isEqualTo(jobs.stream().map(Job::id).toList())
                .hasSize(1000);
        assertThat(queue.jobs(998, 10)).extracting(job -> job.args().get(0)).containsExactly(998, 999);
    }

    @Test
    void jobsOfABatchThatGoToTheFrontAndToTheBackKeepTheirOrder() {
        queue.with(o -> o.id("there")).enqueue("mod.add");

        queue.enqueueMany(batch -> Stream.of("1", "2", "3").forEach(i -> {
            batch.with(o -> o.id("back-" + i).group("group-" + i)).enqueue("mod.add");
            batch.with(o -> o.id("front-" + i).atFront().group("group-1")).enqueue("mod.add");
        }));

        assertThat(queue.jobIds())
                .containsExactly("front-3", "front-2", "front-1", "there", "back-1", "back-2", "back-3");
        assertThat(redis.smembers("rq:group:group-1"))
                .containsExactlyInAnyOrder("back-1", "front-1", "front-2", "front-3");
        assertThat(redis.smembers("rq:groups")).containsExactlyInAnyOrder("group-1", "group-2", "group-3");
    }

    @Test
    void aBatchOfMoreJobsThanACommandNamesIsEnqueuedInOrder() {
        List<Job<?>> jobs =
                queue.enqueueMany(batch -> IntStream.range(0, 20_001).forEach(i -> batch.enqueue("mod.add", i)));

        assertThat(queue.jobIds()).isEqualTo(jobs.stream().map(Job::id).toList());
    }

    @Test
    void anEmptyBatchEnqueuesNothing() {
        assertThat(queue.enqueueMany(batch -> {})).isEmpty();
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void aJobOfABatchMayDependOnAnotherOfIt() {
        queue.enqueueMany(batch -> {
            Job<?> parent = batch.with(o -> o.id("parent-1")).enqueue("mod.add", 0);
            batch.with(o -> o.id("child-1").dependsOn(parent)).enqueue("mod.add", 1);
        });

        assertThat(queue.jobIds()).containsExactly("parent-1");
        assertThat(queue.deferred().ids()).containsExactly("child-1");
    }

    @Test
    void aUniqueJobIsRefusedWhileItsIdExists() {
        queue.with(o -> o.id("job-1").unique()).enqueue("mod.add", 1);

        assertThatThrownBy(() -> queue.with(o -> o.id("job-1").unique()).enqueue("mod.add", 2))
                .isInstanceOf(DuplicateJobException.class)
                .hasMessage("Job with ID 'job-1' already exists");
        assertThat(queue.jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.args()).containsExactly(1));
    }

    @Test
    void aBatchWithADuplicateIsRefusedWhole() {
        assertThatThrownBy(() -> queue.enqueueMany(batch -> {
                    batch.enqueue("mod.add", 0);
                    batch.with(o -> o.id("job-1").unique()).enqueue("mod.add", 1);
                    batch.with(o -> o.id("job-1").unique()).enqueue("mod.add", 2);
                }))
                .isInstanceOf(DuplicateJobException.class);
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void uniqueNeedsAnIdAndNoDependency() {
        assertThatThrownBy(() -> queue.with(EnqueueOptions::unique).enqueue("mod.add"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unique=True requires an explicit job_id");
        assertThatThrownBy(() -> queue.with(o -> o.id("a").unique().dependsOn(Dependency.onIds("b")))
                        .enqueue("mod.add"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unique=True is not supported with job dependencies");
    }

    @Test
    void aJobWaitsForParentsThatHaveNotFinished() {
        queue.with(o -> o.id("parent-1")).enqueue("mod.add");
        finished("parent-2");

        Job<Object> child = queue.with(o -> o.id("child-1").dependsOn(Dependency.onIds("parent-1", "parent-2", "gone")))
                .enqueue("mod.add");

        assertThat(child.status()).isEqualTo(JobStatus.DEFERRED);
        assertThat(child.dependencyIds()).containsExactly("parent-1", "parent-2", "gone");
        assertThat(redis.smembers("rq:job::child-1:dependencies"))
                .containsExactlyInAnyOrder("parent-1", "parent-2", "gone");
        assertThat(redis.smembers("rq:job:parent-1:dependents")).containsExactly("child-1");
        assertThat(redis.hexists("rq:job:child-1", "enqueued_at")).isFalse();
        assertThat(queue.jobIds()).doesNotContain("child-1");
    }

    @Test
    void parentsThatFinishedOrAreGoneLetAJobGoAtOnce() {
        finished("parent-1");

        Job<Object> child = queue.with(o -> o.dependsOn(Dependency.onIds("parent-1", "gone")))
                .enqueue("mod.add");

        assertThat(child.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(child.enqueuedAt()).isPresent();
        assertThat(redis.keys("*depend*")).isEmpty();
    }

    /** RQ defers it, and nothing wakes it; here the failure that is allowed counts at once. */
    @Test
    void aParentThatFailedBeforeLetsGoWhatAllowsFailure() {
        finished("parent-1");
        redis.hset("rq:job:parent-1", "status", "failed");
        Dependency dependency = Dependency.onIds("parent-1");

        assertThat(queue.with(o -> o.dependsOn(dependency)).enqueue("mod.add").status())
                .isEqualTo(JobStatus.DEFERRED);
        assertThat(queue.with(o -> o.dependsOn(dependency.allowFailure()))
                        .enqueue("mod.add")
                        .status())
                .isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void aScheduledJobIsListedByItsTimeAndNotEnqueued() {
        Instant due = Instant.parse("2030-01-01T00:00:00Z");

        Job<Object> job = queue.at(due).with(o -> o.id("s1").atFront()).enqueue("mod.add");
        Job<Object> later = queue.in(Duration.ofHours(1)).enqueue("mod.add");

        assertThat(job.status()).isEqualTo(JobStatus.SCHEDULED);
        assertThat(queue.scheduled().dueAt("s1")).contains(due);
        assertThat(redis.hget("rq:job:s1", "enqueue_at_front")).isEqualTo("1");
        assertThat(job.enqueuedAt()).isEmpty();
        assertThat(queue.scheduled().dueAt(later.id()).orElseThrow())
                .isBetween(Instant.now().plusSeconds(3590), Instant.now().plusSeconds(3601));
        assertThat(queue.size()).isZero();
    }

    @Test
    void aGroupHasItsMembersUntilTheyAreGone() {
        queue.enqueueMany(batch -> {
            batch.with(o -> o.id("job-1").group("group-1")).enqueue("mod.add", 1);
            batch.with(o -> o.id("job-2").group("group-1")).enqueue("mod.add", 2);
        });
        queue.with(o -> o.id("job-3").group("group-1")).enqueue("mod.add", 3);
        Group group = new Group("group-1", redis);

        assertThat(group.ids()).containsExactly("job-1", "job-2", "job-3");
        assertThat(group.jobs())
                .extracting(Job::groupName)
                .allSatisfy(name -> assertThat(name).contains("group-1"));
        assertThat(Group.all(redis)).extracting(Group::name).containsExactly("group-1");
        redis.del("rq:job:job-1");
        assertThat(group.cleanup()).isEqualTo(1);
        group.delete();
        assertThat(redis.keys("rq:job:*")).isEmpty();
        assertThat(redis.keys("rq:group*")).isEmpty();
    }

    @Test
    void jobsAboveARateLimitAreHeldBack() {
        RateLimit limit = RateLimit.atOnce("api", 2);

        List<Job<Object>> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jobs.add(queue.with(o -> o.rateLimit(limit)).enqueue("mod.add"));
        }

        assertThat(jobs)
                .extracting(Job::status)
                .containsExactly(JobStatus.QUEUED, JobStatus.QUEUED, JobStatus.DEFERRED, JobStatus.DEFERRED);
        assertThat(redis.smembers("rq:rl-keys")).containsExactly("api");
        assertThat(redis.zcard("rq:rl:api:allowed")).isEqualTo(2);
        assertThat(redis.zrange("rq:rl:api:rate_limited", 0, -1))
                .containsExactly(jobs.get(2).id(), jobs.get(3).id());
    }

    @Test
    void aWorkersMaintenanceForgetsWhatIsGone() {
        RateLimit limit = RateLimit.atOnce("api", 1);
        Job<Object> lost = queue.with(o -> o.group("group-1").rateLimit(limit)).enqueue("mod.add");
        Job<Object> held = queue.with(o -> o.rateLimit(limit)).enqueue("mod.add");
        redis.del("rq:job:" + lost.id(), "rq:queue:emails");

        new Worker(new Queue("other", redis)).burst();

        assertThat(redis.exists("rq:groups", "rq:group:group-1")).isZero();
        assertThat(redis.zrange("rq:rl:api:allowed", 0, -1)).containsExactly(held.id());
        assertThat(queue.jobIds()).containsExactly(held.id());

        held.delete();
        new Worker(new Queue("other", redis)).burst();
        assertThat(redis.keys("rq:rl*")).isEmpty();
    }

    @Test
    void jobsThatAreHeldTogetherKeepTheirOrder() {
        RateLimit limit = RateLimit.atOnce("api", 1);

        List<Job<?>> jobs = queue.enqueueMany(batch -> {
            for (int i = 0; i < 20; i++) {
                batch.with(o -> o.rateLimit(limit)).enqueue("mod.add");
            }
        });

        List<String> held = jobs.stream().skip(1).<String>map(Job::id).toList();
        assertThat(redis.zrange("rq:rl:api:rate_limited", 0, -1)).isEqualTo(held);
    }

    @Test
    void jobsAboveANumberPerWindowAreScheduledForTheNextOnes() {
        RateLimit limit = RateLimit.perWindow("api", 2, Duration.ofMinutes(1));

        List<Job<?>> jobs = queue.enqueueMany(batch -> {
            for (int i = 0; i < 6; i++) {
                batch.with(o -> o.rateLimit(limit)).enqueue("mod.add");
            }
        });

        List<Long> dues = jobs.stream()
                .map(job -> queue.scheduled()
                        .dueAt(job.id())
                        .map(Instant::getEpochSecond)
                        .orElse(0L))
                .toList();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(dues.get(2)).isEqualTo(dues.get(3));
        assertThat(dues.get(4)).isEqualTo(dues.get(2) + 60).isEqualTo(dues.get(5));
    }

    @Test
    void aCallAboveTheLimitOfBytesIsRefused() {
        assertThatThrownBy(() -> queue.maxCallBytes(100).enqueue("mod.add", "x".repeat(200)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the call of mod.add takes 227 bytes as JSON, more than the queue's limit of 100; "
                        + "store large data elsewhere and enqueue where it is");
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void middlewareSurroundsEachStepOutermostFirst() {
        List<String> seen = new ArrayList<>();
        Queue watched = queue.use(new Notes("outer", seen), new Notes("inner", seen));

        Job<Object> job = watched.enqueue("mod.add", 1);
        watched.enqueueMany(batch -> {
            batch.enqueue("mod.add", 2);
            batch.enqueue("mod.add", 3);
        });

        assertThat(seen)
                .containsExactly("outer 1", "inner 1", "/inner", "/outer", "outer 2", "inner 2", "/inner", "/outer");
        assertThat(Job.fetch(job.id(), redis).field("x_inner")).contains("mod.add");
        queue.enqueue("mod.add");
        assertThat(seen).hasSize(8);
    }

    private record Notes(String name, List<String> seen) implements Middleware {
        @Override
        public void enqueue(List<JobDraft> drafts, Runnable next) {
            seen.add(name + " " + drafts.size());
            drafts.forEach(draft -> draft.field("x_" + name, draft.call().name()));
            next.run();
            seen.add("/" + name);
        }
    }

    @Test
    void metaIsAttachedToAJobThatExists() {
        Job<Object> job = queue.with(o -> o.meta(Map.of("k", "é"))).enqueue("mod.add");

        assertThat(job.saveMeta("progress", 0.5)).isTrue();
        assertThat(Job.fetch(job.id(), redis).meta()).containsEntry("k", "é").containsEntry("progress", 0.5);
        job.delete();
        assertThat(job.saveMeta("progress", 1)).isFalse();
        assertThat(redis.exists("rq:job:" + job.id())).isFalse();
    }

    @Test
    void whoWaitsForAResultGetsItWhenItComes() throws Exception {
        Job<Object> job = queue.enqueue("mod.add", 1);
        assertThat(job.awaitResult(Duration.ofMillis(5))).isEmpty();
        assertThatThrownBy(() -> job.await(Duration.ofMillis(5)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("job " + job.id() + " has not ended after PT0.005S");

        Thread end = new Thread(() -> redis.xadd(
                "rq:results:" + job.id(), StreamEntryID.NEW_ENTRY, Map.of("type", "1", "return_value", "Mw==")));
        end.start();

        assertThat(job.await(Duration.ofMinutes(1))).isEqualTo(3);
        end.join();
    }

    @Test
    void suspensionIsOneKeyForAllWorkers() {
        Suspension.suspend(redis);
        assertThat(redis.get("rq:suspended")).isEqualTo("1");
        Suspension.suspend(redis, Duration.ofMinutes(1));
        assertThat(Suspension.remaining(redis).orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(Suspension.isSuspended(redis)).isTrue();
        assertThat(Suspension.resume(redis)).isTrue();
        assertThat(Suspension.isSuspended(redis)).isFalse();
        assertThatThrownBy(() -> Suspension.suspend(redis, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knownQueuesAreListedByName() {
        queue.enqueue("mod.add");
        new Queue("a", redis).enqueue("mod.add");

        assertThat(Queue.all(redis)).extracting(Queue::name).containsExactly("a", "emails");
    }

    @Test
    void registriesListTheirJobsAndPassOverThoseThatAreGone() {
        queue.in(Duration.ofHours(1)).with(o -> o.id("job-1")).enqueue("mod.add");
        redis.zadd("rq:scheduled:emails", 5, "ghost");

        assertThat(queue.scheduled().ids()).containsExactly("ghost", "job-1");
        assertThat(queue.scheduled().ids(1, 1)).containsExactly("job-1");
        assertThat(queue.scheduled().jobs()).extracting(Job::id).containsExactly("job-1");
        assertThat(queue.scheduled().score("ghost")).hasValue(5);
    }
}
