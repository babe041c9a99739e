package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.core.backend.RedisTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

final class QueueTest extends RedisTest {
    private Queue queue;

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    @Test
    void objectsKeepTheConnectionOfTheScopeTheyWereMadeIn() {
        try (UnifiedJedis first = backend.connect(0);
                UnifiedJedis second = backend.connect(1)) {
            Queue q1;
            Queue q2;
            Queue q3;
            try (var scope = Connections.with(first)) {
                q1 = new Queue("foo");
                try (var inner = Connections.with(second)) {
                    q2 = new Queue("bar");
                }
                q3 = new Queue("qux");
            }

            Job<Object> job = q2.enqueue("mod.add", 1);

            assertThat(q1.connection()).isSameAs(first).isSameAs(q3.connection());
            assertThat(q2.connection()).isSameAs(second);
            assertThat(second.llen("rq:queue:bar")).isEqualTo(1);
            assertThat(first.exists("rq:queue:bar")).isFalse();
            assertThat(job.connection()).isSameAs(second);
        }
    }

    @Test
    void anExplicitConnectionBeatsTheStack() {
        try (UnifiedJedis other = backend.connect(1);
                var scope = Connections.with(redis)) {
            assertThat(new Queue("foo", other).connection()).isSameAs(other);
        }
    }

    @Test
    void withoutAnyConnectionNothingIsMade() {
        assertThatThrownBy(() -> new Queue("foo")).isInstanceOf(NoRedisConnectionException.class);
        assertThatThrownBy(() -> Job.fetch("job-1")).isInstanceOf(NoRedisConnectionException.class);
        assertThatThrownBy(() -> new FailedJobRegistry("foo")).isInstanceOf(NoRedisConnectionException.class);
    }

    @Test
    void aMethodReferenceIsEnqueuedUnderItsFullName() {
        Job<Void> two = queue.enqueue(Sample::send, "bob", 3);
        Job<Void> one = queue.enqueue(Sample::send, "bob");

        assertThat(two.name()).isEqualTo("io.rqkit.core.Sample.send");
        assertThat(two.args()).containsExactly("bob", 3);
        assertThat(one.args()).containsExactly("bob");
        assertThat(two.description()).isEqualTo("io.rqkit.core.Sample.send('bob', 3)");
    }

    @Test
    void aPlaceThatNamesAMethodNamesItEachTime() {
        List<String> names = new ArrayList<>();
        for (String name : List.of("bob", "eve")) {
            names.add(queue.enqueue(Sample::send, name).name());
            names.add(queue.enqueue(Queue::all, null).name());
            assertThatThrownBy(() -> queue.submit(name::concat, "more"))
                    .hasMessageContaining("java.lang.String.concat is bound to an object");
        }

        assertThat(names)
                .containsExactly(
                        "io.rqkit.core.Sample.send",
                        "io.rqkit.core.Queue.all",
                        "io.rqkit.core.Sample.send",
                        "io.rqkit.core.Queue.all");
    }

    @Test
    void lambdasBoundAndInstanceMethodsAreRefused() {
        Sample bound = null;
        assertThatThrownBy(() -> queue.enqueue(() -> Sample.send("bob")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a lambda has no name");
        assertThatThrownBy(() -> queue.submit("text"::concat, "more"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String.concat is bound to an object");
        assertThatThrownBy(() -> queue.submit(Sample::instanceMethod, bound))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.rqkit.core.Sample.instanceMethod is not static");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void anArgumentWithoutJsonFormIsRefused() {
        assertThatThrownBy(() -> queue.enqueue("mod.add", Thread.currentThread()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an argument of mod.add has no JSON form");
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void wrongOptionsAreRefusedWithTheTextsOfRq() {
        assertThatThrownBy(() -> queue.with(o -> o.id("a:b")))
                .hasMessage("Job ID must only contain letters, numbers, underscores and dashes");
        assertThatThrownBy(() -> queue.with(o -> o.timeout(Duration.ZERO)))
                .hasMessage("0 timeout is not allowed. Use -1 for infinite timeout");
        assertThatThrownBy(() -> queue.with(o -> o.ttl(Duration.ZERO))).hasMessage("Job ttl must be greater than 0");
        assertThatThrownBy(() -> queue.with(o -> o.timeout(Duration.ofSeconds(-1))))
                .hasMessageContaining("use noTimeout()");
    }

    @Test
    void enqueueIsOneTransactionWithoutAnythingAround() {
        redis.configSet("maxmemory-policy", "noeviction"); // opens the connection before counting begins
        redis.executeCommand(new CommandArguments(Protocol.Command.CONFIG).add("RESETSTAT"));

        queue.enqueue("mod.add", 1);

        assertThat(redis.info("commandstats").lines().filter(line -> line.startsWith("cmdstat_")))
                .map(line -> line.substring("cmdstat_".length(), line.indexOf(",usec")))
                .containsExactlyInAnyOrder(
                        "multi:calls=1",
                        "sadd:calls=1",
                        "hset:calls=1",
                        "rpush:calls=1",
                        "exec:calls=1",
                        "config|resetstat:calls=1");
    }

    @Test
    void listsPositionsAndRemovals() {
        Job<Object> first = queue.enqueue("mod.add", 1);
        Job<Object> second = queue.with(o -> o.atFront()).enqueue("mod.add", 2);

        assertThat(queue.jobIds()).containsExactly(second.id(), first.id());
        assertThat(queue.jobs()).containsExactly(second, first);
        assertThat(queue.position(first)).hasValue(1);
        assertThat(queue.remove(second)).isTrue();
        assertThat(queue.remove(second)).isFalse();
        assertThat(queue.position(second)).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(Job.fetch(second.id(), redis).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(queue.fetchJob(first.id())).contains(first);
        assertThat(new Queue("other", redis).fetchJob(first.id())).isEmpty();
    }

    @Test
    void emptyDeletesWhatWaitsAndDeleteForgetsTheQueue() {
        Job<Object> job = queue.enqueue("mod.add", 1);
        queue.enqueue("mod.add", 2);

        assertThat(queue.empty()).isEqualTo(2);
        assertThat(queue.empty()).isZero();
        assertThatThrownBy(() -> Job.fetch(job.id(), redis)).isInstanceOf(NoSuchJobException.class);
        assertThat(redis.smembers("rq:queues")).containsExactly("rq:queue:emails");
        queue.delete();
        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void fetchingNothingOrNoJobFails() {
        redis.hset("rq:job:stump", "status", "queued");

        assertThatThrownBy(() -> Job.fetch("none", redis)).isInstanceOf(NoSuchJobException.class);
        assertThatThrownBy(() -> Job.fetch("stump", redis))
                .isInstanceOf(NoSuchJobException.class)
                .hasMessageStartingWith("Unexpected job format: ");
    }

    @Test
    void fieldsAndStatusesOfLaterReleasesAreToleratedAndKept() {
        Job<Object> job = queue.enqueue("mod.add", 1);
        redis.hset("rq:job:" + job.id(), "status", "asleep");
        redis.hset("rq:job:" + job.id(), "x_lang", "java");
        redis.hset("rq:job:" + job.id(), "created_at", "2026-11-23T13:41:53Z");

        Job<Object> fetched = Job.fetch(job.id(), redis);
        assertThat(fetched.status()).isEqualTo(JobStatus.UNKNOWN);
        assertThat(fetched.createdAt()).hasToString("Optional[2026-11-23T13:41:53Z]");
        fetched.cancel();

        assertThat(redis.hget("rq:job:" + job.id(), "x_lang")).isEqualTo("java");
        assertThat(fetched.status()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void cancelTakesAJobOffAndRefusesASecondTime() {
        Job<Object> job = queue.enqueue("mod.add", 1);

        job.cancel();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(new CanceledJobRegistry("emails", redis).ids()).containsExactly(job.id());
        assertThatThrownBy(job::cancel)
                .isInstanceOf(InvalidJobOperationException.class)
                .hasMessage("Cannot cancel already canceled job: " + job.id());
    }

    @Test
    void requeueOfAJobThatDidNotFailIsRefused() {
        Job<Object> job = queue.enqueue("mod.add", 1);

        assertThatThrownBy(job::requeue).isInstanceOf(InvalidJobOperationException.class);
        assertThat(queue.size()).isEqualTo(1);
    }
}
