package io.rqkit.fakeredis.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.crash.CrashOutcome.Moment;
import io.rqkit.fakeredis.crash.CrashOutcome.Result;
import io.rqkit.fakeredis.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ListDirection;

class CrashPlanTest {
    private final FakeRedis redis = FakeRedis.create();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        redis.close();
    }

    /** Takes the job away, works, and forgets it. */
    private CrashPlan naive(Supplier<Jedis> connect) {
        redis.database(0).list("jobs", "job-1");
        return redis.crashEverywhere()
                .scenario(() -> {
                    done.clear();
                    try (Jedis jedis = connect.get()) {
                        String job = jedis.lpop("jobs");
                        jedis.incr("started");
                        done.add(job);
                    }
                })
                .check(() -> assertThat(redis.database(0).list("jobs").size() + done.size())
                        .as("job-1 is waiting or done")
                        .isEqualTo(1));
    }

    @Test
    void aNaiveQueueLosesItsJob() {
        CrashReport report = naive(() -> new Jedis(redis::socket)).run();

        assertThat(report.broken())
                .extracting(CrashOutcome::command)
                .containsExactly("\"LPOP\" \"jobs\"", "\"INCR\" \"started\"", "\"INCR\" \"started\"");
        assertThat(report.broken().get(0).moment()).isEqualTo(Moment.AFTER);
        assertThat(report.toString())
                .contains("cut     command")
                .contains("before  \"LPOP\" \"jobs\"")
                .contains("BROKEN: [job-1 is waiting or done]");
        assertThatThrownBy(report::requireNoneBroken)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("3 of ");
        assertThat(redis.database(0).list("jobs")).containsExactly("job-1");
    }

    @Test
    void overTcpItIsFoundToo() {
        Endpoint endpoint = redis.listen();
        CrashReport report = naive(() -> new Jedis(endpoint.host(), endpoint.port(), Patience.MILLIS))
                .run();

        assertThat(report.broken()).hasSize(3);
    }

    @Test
    void aQueueThatLeavesATraceLosesNothing() {
        redis.database(0).list("jobs", "job-1");
        CrashReport report = redis.crashEverywhere()
                .scenario(() -> work())
                .recover(() -> {
                    redis.clock().advance(Duration.ofHours(1));
                    try (Jedis jedis = new Jedis(redis::socket)) {
                        while (jedis.lmove("running", "jobs", ListDirection.RIGHT, ListDirection.LEFT) != null) {
                            // put back whatever nobody works on any more
                        }
                    }
                    work();
                })
                .check(() -> {
                    assertThat(redis.database(0).list("jobs")).isEmpty();
                    assertThat(redis.database(0).list("running")).isEmpty();
                    assertThat(redis.database(0).set("done")).containsExactly("job-1");
                })
                .run();

        report.requireNoneBroken();
        assertThat(report.outcomes())
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.result()).isEqualTo(Result.OK));
    }

    private void work() {
        try (Jedis jedis = new Jedis(redis::socket)) {
            String job = jedis.lmove("jobs", "running", ListDirection.LEFT, ListDirection.LEFT);
            if (job != null) {
                var transaction = jedis.multi();
                transaction.sadd("done", job);
                transaction.lrem("running", 1, job);
                transaction.exec();
            }
        }
    }

    @Test
    void noOneConnectsWhileTheProcessIsDead() {
        List<Boolean> connected = new ArrayList<>();
        redis.crashEverywhere()
                .scenario(() -> {
                    try (Jedis jedis = new Jedis(redis::socket)) {
                        jedis.incr("n");
                    } catch (RuntimeException cut) {
                        try (Jedis again = new Jedis(redis::socket)) {
                            again.incr("n");
                            connected.add(true);
                        }
                    }
                })
                .check(() -> {})
                .run();

        assertThat(connected).isEmpty();
    }

    @Test
    void whatFailsWithoutACrashIsSaidAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> redis.crashEverywhere()
                        .scenario(() -> {})
                        .check(() -> assertThat(1).isEqualTo(2))
                        .run())
                .withMessageStartingWith("The check fails without any crash");
        assertThatIllegalStateException()
                .isThrownBy(() -> redis.crashEverywhere().check(() -> {}).run())
                .withMessageContaining("no scenario");
    }
}
