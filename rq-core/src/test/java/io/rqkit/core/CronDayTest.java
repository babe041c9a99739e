package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.CronJob.CatchUp;
import io.rqkit.fakeredis.FakeRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** The day in spring on which Berlin's clocks skip an hour, moved by hand: cron, rates and retries come when due. */
class CronDayTest {
    /** Midnight in Berlin. */
    private static final Instant START = Instant.parse("2026-03-28T23:00:00Z");

    record Step(String name, int failures) {}

    private static UnifiedJedis connect(FakeRedis fake) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(32);
        ConnectionFactory factory = new ConnectionFactory(
                fake::socket, DefaultJedisClientConfig.builder().build());
        return RedisClient.builder()
                .connectionProvider(new PooledConnectionProvider(factory, pool))
                .build();
    }

    private static Jobs jobs(FakeRedis fake, List<String> log) {
        return new Jobs().register("step", Step.class, step -> {
            log.add(fake.clock().now().toString().substring(11, 19) + " " + step.name());
            if (JobContext.current().job().retriesLeft() > 2 - step.failures()) {
                throw new IllegalStateException("told to fail");
            }
        });
    }

    private static Cron cron(UnifiedJedis redis, Queue queue) {
        return new Cron("shop", redis)
                .register(
                        CronJob.cron("nightly", "30 2 * * *").zone(ZoneId.of("Europe/Berlin")),
                        queue,
                        jobs -> jobs.with(o -> o.retry(Retry.max(2).intervals(Duration.ofMinutes(10))))
                                .enqueue("step", new Step("nightly", 1)))
                .register(
                        CronJob.every("often", Duration.ofHours(6)).catchUp(CatchUp.NONE),
                        queue,
                        jobs -> jobs.enqueue("step", new Step("often", 0)));
    }

    /** Returns what ran when, in UTC, in the first hours of that day. */
    private static List<String> hours(int hours) {
        try (FakeRedis fake = FakeRedis.create();
                UnifiedJedis redis = connect(fake)) {
            fake.clock().freeze();
            fake.clock().set(START);
            ManualTime time = new ManualTime(START, fake.clock()::advance);
            Connections.useTime(redis, time, time);
            List<String> log = new ArrayList<>();
            Queue queue = new Queue("work", redis);
            try (Worker worker = new Worker(queue)
                            .register(jobs(fake, log))
                            .withScheduler()
                            .start();
                    Cron second = cron(redis, queue)) {
                Cron first = cron(redis, queue).start();
                second.start();
                RateLimit limit = RateLimit.perWindow("api", 2, Duration.ofHours(1));
                for (int i = 0; i < 5; i++) {
                    queue.with(o -> o.rateLimit(limit)).enqueue("step", new Step("limited", 0));
                }
                time.advance(Duration.ofHours(3));
                first.close(); // the second takes over
                time.advance(Duration.ofHours(hours - 3).minusSeconds(1));
            }
            return log;
        }
    }

    @Test
    void eachTimeComesOnceAndInTheSameWayEachDay() {
        List<String> first = hours(24);

        // a slot looks into its queue once a second
        assertThat(minutes(first, "often")).containsExactly("23:00", "05:00", "11:00", "17:00");
        // half past two does not exist that day: it comes at the change, and again ten minutes after it failed
        assertThat(minutes(first, "nightly")).containsExactly("01:00", "01:10");
        assertThat(minutes(first, "limited")).containsExactly("23:00", "23:00", "00:00", "00:00", "01:00");
        List<String> again = hours(4);
        assertThat(again).isEqualTo(first.subList(0, again.size())).hasSizeGreaterThan(7);
    }

    private static List<String> minutes(List<String> log, String name) {
        return log.stream()
                .filter(line -> line.endsWith(name))
                .map(line -> line.substring(0, 5))
                .toList();
    }
}
