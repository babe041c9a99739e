package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.backend.RedisTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.params.SetParams;

class SchedulerTest extends RedisTest {
    private Queue queue;

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    private Job<Object> due(String id) {
        return queue.at(Instant.now().minusSeconds(60)).with(o -> o.id(id)).enqueue("mod.add");
    }

    @Test
    void dueJobsAreMovedInTheOrderOfTheirTimes() {
        Job<Object> later = queue.in(Duration.ofHours(1)).enqueue("mod.add");
        queue.at(Instant.ofEpochSecond(20)).with(o -> o.id("b")).enqueue("mod.add");
        queue.at(Instant.ofEpochSecond(10)).with(o -> o.id("c")).enqueue("mod.add");
        queue.at(Instant.ofEpochSecond(30)).with(o -> o.id("a").atFront()).enqueue("mod.add");

        try (Scheduler scheduler = new Scheduler(queue)) {
            assertThat(scheduler.tick()).isEqualTo(3);
        }

        assertThat(queue.jobIds()).containsExactly("a", "c", "b");
        assertThat(queue.scheduled().ids()).containsExactly(later.id());
        assertThat(Job.fetch("b", redis).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(Job.fetch("b", redis).enqueuedAt()).isPresent();
    }

    @Test
    void moreThanAPassTakesIsMovedInOneTick() {
        queue.enqueueMany(batch -> {
            for (int i = 0; i < 2001; i++) {
                batch.at(Instant.ofEpochSecond(10)).enqueue("mod.add");
            }
        });

        try (Scheduler scheduler = new Scheduler(queue)) {
            assertThat(scheduler.tick()).isEqualTo(2001);
        }
    }

    @Test
    void oneSchedulerOwnsAQueueAndTheNextTakesOver() {
        Queue reports = new Queue("reports", redis);
        Scheduler first = new Scheduler(queue);
        Scheduler second = new Scheduler(queue, reports);
        first.tick();
        second.tick();
        due("job-1");

        assertThat(second.tick()).isZero();
        assertThat(first.owned()).containsExactly("emails");
        assertThat(second.owned()).containsExactly("reports");
        assertThat(redis.get("rq:scheduler-lock:emails")).isEqualTo(first.name());
        assertThat(redis.ttl("rq:scheduler-lock:emails")).isBetween(31L, 61L);
        assertThat(redis.hgetAll("rq:scheduler:" + second.name()))
                .containsEntry("name", second.name())
                .containsEntry("queues", "reports")
                .containsKeys("hostname", "pid", "created_at", "last_heartbeat");
        assertThat(redis.ttl("rq:scheduler:" + second.name())).isBetween(31L, 61L);

        first.close();
        assertThat(redis.exists("rq:scheduler:" + first.name())).isFalse();
        assertThat(second.tick()).isEqualTo(1);
        second.close();
        assertThat(redis.keys("rq:scheduler*")).isEmpty();
    }

    /** RQ refreshes and deletes such a lock all the same. */
    @Test
    void aLockThatAnotherTookMeanwhileIsLeftAlone() {
        Scheduler scheduler = new Scheduler(queue);
        scheduler.tick();
        redis.set("rq:scheduler-lock:emails", "other", SetParams.setParams().ex(50));
        due("job-1");

        assertThat(scheduler.tick()).isZero();
        scheduler.close();

        assertThat(redis.get("rq:scheduler-lock:emails")).isEqualTo("other");
        assertThat(redis.ttl("rq:scheduler-lock:emails")).isLessThanOrEqualTo(50);
        assertThat(queue.scheduled().ids()).containsExactly("job-1");
    }

    @Test
    void entriesWithoutAJobAreTakenOffOnceTheyAreNotYoung() {
        redis.zadd("rq:scheduled:emails", Map.of("old", 5.0, "young", (double)
                Instant.now().getEpochSecond()));

        try (Scheduler scheduler = new Scheduler(queue)) {
            scheduler.tick();
        }

        assertThat(queue.scheduled().ids()).containsExactly("young");
    }

    @Test
    void aJobThatWasCalledOffIsNotMoved() {
        due("job-1").cancel();
        redis.zadd("rq:scheduled:emails", 5, "job-1");

        try (Scheduler scheduler = new Scheduler(queue)) {
            assertThat(scheduler.tick()).isZero();
        }

        assertThat(queue.size()).isZero();
        assertThat(queue.scheduled().size()).isZero();
    }

    @Test
    void jobsAboveARatePerWindowComeWhenTheirWindowDoes() {
        RateLimit limit = RateLimit.perWindow("api", 1, Duration.ofDays(36_500)); // none ends meanwhile
        Job<Object> first = queue.with(o -> o.rateLimit(limit)).enqueue("mod.add");
        Job<Object> second = queue.with(o -> o.rateLimit(limit)).enqueue("mod.add");
        assertThat(second.status()).isEqualTo(JobStatus.SCHEDULED);

        double now = Instant.now().getEpochSecond();
        redis.zadd("rq:scheduled:emails", now, second.id());
        redis.zadd("rq:rl:api:x_window", now, second.id());
        try (Scheduler scheduler = new Scheduler(queue)) {
            scheduler.tick();
        }

        assertThat(queue.jobIds()).containsExactly(first.id(), second.id());
    }

    @Test
    void aStartedSchedulerMakesPassesByItself() {
        due("job-1");

        try (Scheduler scheduler = new Scheduler(queue).start()) {
            assertThat(redis.blpop(30, "rq:queue:emails")).containsExactly("rq:queue:emails", "job-1");
        }
        assertThat(redis.keys("rq:scheduler*")).isEmpty();
    }
}
