package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rqkit.core.CronJob.CatchUp;
import io.rqkit.core.backend.RedisTest;
import io.rqkit.core.internal.cron.CronExpression;
import io.rqkit.core.internal.encoding.RqTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CronTest extends RedisTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CronJob MINUTELY = CronJob.cron("minutely", "* * * * *");
    /** Comes so seldom that it does not between two lines of a test. */
    private static final CronJob YEARLY = CronJob.cron("yearly", "0 0 1 1 *");

    private static final Duration YEARS = Duration.ofDays(800);

    private Queue queue;

    @BeforeEach
    void open() {
        queue = new Queue("emails", redis);
    }

    private Cron cron(CronJob when) {
        return new Cron("shop", redis).register(when, queue, jobs -> jobs.enqueue("mod.add", 1));
    }

    /** Says when the cron job came last, as if it had run before. */
    private void cameLast(CronJob when, Duration ago) {
        redis.hset("rq:x_cron:shop", when.name(), RqTime.date(Instant.now().minus(ago)));
    }

    @Test
    void anIntervalComesAtOnceAndThenSoLongAfterEachTime() {
        CronJob when = CronJob.every("often", Duration.ofMinutes(5));
        try (Cron cron = cron(when)) {
            assertThat(cron.tick()).isEqualTo(1);
            assertThat(cron.tick()).isZero();

            cameLast(when, Duration.ofMinutes(6));
            assertThat(cron.tick()).isEqualTo(1);
            Instant last = RqTime.parseDate(redis.hget("rq:x_cron:shop", "often"));
            assertThat(last).isCloseTo(Instant.now().minusSeconds(60), within(30, ChronoUnit.SECONDS));
        }
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.jobs()).allSatisfy(job -> assertThat(job.args()).containsExactly(1));
    }

    @Test
    void anExpressionComesAtItsNextTime() {
        try (Cron cron = cron(YEARLY)) {
            cron.tick();
            assertThat(queue.size()).isZero();

            cameLast(YEARLY, YEARS);
            assertThat(cron.tick()).isEqualTo(1);
            assertThat(cron.tick()).isZero();
        }
    }

    @Test
    void theLatestMissedTimeIsMadeUpForUnlessToldOtherwise() {
        cameLast(YEARLY, YEARS);
        try (Cron cron = cron(YEARLY)) {
            assertThat(cron.tick()).isEqualTo(1);
            assertThat(cron.tick()).isZero();
        }
    }

    @Test
    void allMissedTimesAreMadeUpForUpToALimit() {
        CronJob all = MINUTELY.catchUp(CatchUp.ALL);
        cameLast(all, Duration.ofMinutes(10));
        try (Cron cron = cron(all)) {
            assertThat(cron.tick()).isBetween(10, 11);
            cameLast(all, Duration.ofDays(1));
            assertThat(cron.tick()).isEqualTo(CronJob.MOST);
        }
    }

    @Test
    void missedTimesArePassedOverWhereThatIsWished() {
        CronJob none = CronJob.every("often", Duration.ofHours(1)).catchUp(CatchUp.NONE);
        cameLast(none, Duration.ofMinutes(150));
        try (Cron cron = cron(none)) {
            assertThat(cron.tick()).isZero();
            cameLast(none, Duration.ofSeconds(3601));
            assertThat(cron.tick()).isEqualTo(1);
        }
    }

    @Test
    void oneOfManyProcessesLeadsAndTheNextTakesOver() {
        Cron first = cron(MINUTELY);
        Cron second = cron(MINUTELY);
        first.tick();
        second.tick();
        cameLast(MINUTELY, Duration.ofSeconds(61));

        assertThat(second.tick()).isZero();
        assertThat(first.tick()).isEqualTo(1);
        assertThat(first.isLeading()).isTrue();
        assertThat(second.isLeading()).isFalse();
        assertThat(redis.ttl("rq:x_cron_leader:shop")).isBetween(31L, 61L);

        first.close();
        cameLast(MINUTELY, Duration.ofSeconds(61));
        assertThat(second.tick()).isEqualTo(1);
        second.close();
        assertThat(redis.keys("rq:*cron_*")).isEmpty();
    }

    @Test
    void whoLostTheLeadBetweenLookingAndEnqueueingDoesNotEnqueue() {
        cameLast(MINUTELY, Duration.ofSeconds(61));
        Queue stolen = queue.use(new Middleware() {
            @Override
            public void enqueue(List<JobDraft> drafts, Runnable next) {
                redis.set("rq:x_cron_leader:shop", "other");
                next.run();
            }
        });
        Cron cron = new Cron("shop", redis).register(MINUTELY, stolen, jobs -> jobs.enqueue("mod.add"));

        assertThat(cron.tick()).isZero();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aUniqueCronJobIsPassedOverWhileItExists() {
        Cron cron = new Cron("shop", redis)
                .register(
                        MINUTELY,
                        queue,
                        jobs -> jobs.with(o -> o.id("one").unique()).enqueue("mod.add"));
        cameLast(MINUTELY, Duration.ofMinutes(2));
        cron.tick();
        cameLast(MINUTELY, Duration.ofMinutes(2));
        cron.tick();

        assertThat(queue.jobIds()).containsExactly("one");
        cron.close();
    }

    @Test
    void theRecordForMonitoringIsRqs() {
        Cron cron = new Cron("shop", redis)
                .register(
                        CronJob.every("often", Duration.ofSeconds(60)),
                        queue,
                        jobs -> jobs.with(o -> o.resultTtl(Duration.ofSeconds(500)))
                                .enqueue(JobCall.of("mod.add", 1).keyword("b", 2)))
                .register(CronJob.cron("nightly", "30 4 * * *"), queue, jobs -> jobs.enqueue("mod.nothing"));
        cron.tick();
        cron.tick();

        assertThat(redis.zrange("rq:cron_schedulers", 0, -1)).containsExactly(cron.name());
        assertThat(cron.name()).matches(".+:\\d+:[0-9a-f]{6}");
        assertThat(redis.ttl("rq:cron_scheduler:" + cron.name())).isBetween(60L, 120L);
        assertThat(redis.hget("rq:cron_scheduler:" + cron.name(), "cron_jobs"))
                .startsWith("[{\"func_name\": \"mod.add\", \"queue_name\": \"emails\", \"args\": \"[1]\","
                        + " \"kwargs\": \"{\\\"b\\\": 2}\", \"interval\": 60, \"cron\": null,"
                        + " \"latest_enqueue_time\": \"")
                .contains("\"result_ttl\": 500}, {\"func_name\": \"mod.nothing\", \"queue_name\": \"emails\","
                        + " \"args\": null, \"kwargs\": null, \"interval\": null, \"cron\": \"30 4 * * *\"");
        cron.close();
        assertThat(redis.exists("rq:cron_scheduler:" + cron.name())).isFalse();
    }

    @Test
    void aStartedCronMakesPassesByItself() {
        try (Cron cron = cron(CronJob.every("often", Duration.ofDays(1))).start()) {
            assertThat(redis.blpop(30, "rq:queue:emails")).hasSize(2);
            assertThat(cron.isLeading()).isTrue();
        }
    }

    @Test
    void mistakesAreToldWhenTheyAreMade() {
        assertThatThrownBy(() -> CronJob.cron("a", "61 * * * *"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'61 * * * *' is no cron expression: ");
        assertThatThrownBy(() -> cron(MINUTELY).register(MINUTELY, queue, jobs -> jobs.enqueue("mod.add")))
                .hasMessage("a cron job of the name minutely is registered already");
        assertThatThrownBy(() -> new Cron("shop", redis).register(MINUTELY, queue, jobs -> {}))
                .hasMessage("cron job minutely must enqueue one job, not 0");
        assertThatThrownBy(() -> new Cron("shop", redis)
                        .register(
                                MINUTELY,
                                queue,
                                jobs -> jobs.with(o -> o.id("a")).enqueue("mod.add")))
                .hasMessageEndingWith("make it unique");
        assertThatThrownBy(() -> CronJob.every("a", Duration.ofMillis(5))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> next(String expression, String from, ZoneId zone, int count) {
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            time = CronExpression.of(expression).next(time, zone);
            times.add(time.atZone(zone).toString().replaceAll("\\[.*", ""));
        }
        return times;
    }

    @Test
    void aTimeThatTheClocksSkipComesAtTheChangeAndOneThatComesTwiceOnce() {
        assertThat(next("30 2 * * *", "2026-03-28T12:00:00Z", BERLIN, 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
        assertThat(next("30 2 * * *", "2026-10-24T12:00:00Z", BERLIN, 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(CronExpression.of("30 2 * * *").latest(Instant.parse("2026-10-25T12:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(CronExpression.of("30 2 * * *").latest(Instant.parse("2026-03-29T12:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void expressionsMeanWhatUnixMeans() {
        assertThat(next("*/20 9-10 * * 1-5", "2026-11-20T09:50:00Z", ZoneOffset.UTC, 4))
                .containsExactly("2026-11-20T10:00Z", "2026-11-20T10:20Z", "2026-11-20T10:40Z", "2026-11-23T09:00Z");
        assertThat(next("@daily", "2026-12-31T12:00:00Z", ZoneOffset.UTC, 1)).containsExactly("2027-01-01T00:00Z");
        assertThat(next("0 0 13 * 5", "2026-11-01T12:00:00Z", ZoneOffset.UTC, 3))
                .containsExactly("2026-11-06T00:00Z", "2026-11-13T00:00Z", "2026-11-20T00:00Z");
        assertThat(next("0 0 29 2 *", "2026-11-01T12:00:00Z", ZoneOffset.UTC, 1))
                .containsExactly("2028-02-29T00:00Z");
        assertThat(next("0 12 * * 7", "2026-11-23T12:00:00Z", ZoneOffset.UTC, 1))
                .containsExactly("2026-11-29T12:00Z");
    }
}
