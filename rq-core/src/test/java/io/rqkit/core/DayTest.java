package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A day of three workers, moved by hand: retries, schedules, repeats and time-outs all come when they are due. */
class DayTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    record Step(String name, int failures) {}

    record Nap(int seconds) {}

    /** What one day leaves: what ran when, and every key at the end. */
    private record Day(List<String> log, List<String> keys, Duration took) {}

    @Test
    void aDayPassesInTheSameWayEachTime() {
        Day first = day();
        Day second = day();

        assertThat(first.log()).isEqualTo(second.log());
        assertThat(first.keys()).isEqualTo(second.keys());
        assertThat(first.log())
                .contains("01:00:00 scheduled", "00:00:01 retried", "00:10:01 retried", "01:10:01 retried")
                .contains("12:00:00 noon")
                .noneMatch(line -> line.contains("never"));
        assertThat(first.log().stream().filter(line -> line.endsWith(" repeated")))
                .hasSize(24);
        assertThat(first.log()).contains("timeout FAILED", "retried FINISHED", "repeated FINISHED");
        // about one second where nothing else runs; a crowded machine makes it more
        assertThat(second.took()).isLessThan(Duration.ofSeconds(5));
    }

    private static Day day() {
        long begun = cpuNanos();
        try (FakeRedis fake = FakeRedis.create();
                UnifiedJedis redis = connect(fake)) {
            fake.clock().freeze();
            fake.clock().set(START);
            ManualTime time = new ManualTime(START, fake.clock()::advance);
            Connections.useTime(redis, time, time);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            Queue queue = new Queue("work", redis);
            List<Worker> workers = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                Worker worker = new Worker(queue).name("worker-" + i).register(jobs(fake, log));
                workers.add((i == 1 ? worker.withScheduler() : worker).start());
            }
            enqueue(queue);
            time.advance(Duration.ofDays(1));
            List.of("retried", "repeated", "timeout", "noon")
                    .forEach(id -> log.add(id + " " + Job.fetch(id, redis).status()));
            workers.forEach(Worker::close);
            List<String> keys = redis.keys("*").stream()
                    .filter(key -> !key.startsWith("rq:scheduler")) // named at random
                    .sorted()
                    .toList();
            return new Day(List.copyOf(log), keys, Duration.ofNanos(cpuNanos() - begun));
        }
    }

    /** Of this thread, which moves the time: what others on this machine do does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

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
        return new Jobs()
                .register("step", Step.class, step -> {
                    String time = fake.clock().now().toString().substring(11, 19);
                    log.add(time + " " + step.name());
                    boolean isRetry = log.stream()
                                    .filter(line -> line.endsWith(" " + step.name()))
                                    .count()
                            <= step.failures();
                    if (isRetry) {
                        throw new IllegalStateException("told to fail");
                    }
                })
                .register("nap", Nap.class, nap -> {
                    JobContext.current().sleep(Duration.ofSeconds(nap.seconds()));
                    log.add("a nap of " + nap.seconds() + " seconds was never cut short");
                });
    }

    private static void enqueue(Queue queue) {
        queue.with(o -> o.id("retried")
                        .keepResult()
                        .retry(Retry.max(2).intervals(Duration.ofMinutes(10), Duration.ofHours(1))))
                .enqueue("step", new Step("retried", 2));
        queue.with(o -> o.id("repeated").keepResult().repeat(Repeat.times(23).intervals(Duration.ofMinutes(55))))
                .enqueue("step", new Step("repeated", 0));
        queue.with(o -> o.id("timeout").timeout(Duration.ofMinutes(30))).enqueue("nap", new Nap(7200));
        queue.with(o -> o.in(Duration.ofHours(1))).enqueue("step", new Step("scheduled", 0));
        queue.with(o -> o.id("noon").keepResult().at(START.plus(Duration.ofHours(12))))
                .enqueue("step", new Step("noon", 0));
    }
}
