package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.record.RecordedCommand;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A day of three workers and a cron table, moved by hand: retries, schedules, repeats and time-outs all come when due. */
class DayTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    /** More commands than an hour has. */
    private static final int RECORDED = 100_000;

    record Step(String name, int failures) {}

    record Nap(int seconds) {}

    /** What one day leaves: what ran when, the number of commands and their digest, and every key at the end. */
    private record Day(List<String> log, long commands, String record, List<String> keys, Duration took) {}

    @Test
    void aDayPassesInTheSameWayEachTime() {
        Day first = day(RECORDED);
        Day second = day(RECORDED);

        assertThat(first.log()).isEqualTo(second.log());
        assertThat(first.commands()).isEqualTo(second.commands()).isLessThan(300_000);
        assertThat(first.record()).isEqualTo(second.record());
        assertThat(first.keys()).isEqualTo(second.keys());
        assertThat(first.log())
                .contains("01:00:00 scheduled", "00:00:01 retried", "00:10:01 retried", "01:10:01 retried")
                .contains("12:00:00 noon", "01:30:01 nightly", "08:15:01 opening")
                .noneMatch(line -> line.contains("never"));
        assertThat(first.log().stream().filter(line -> line.endsWith(" repeated")))
                .hasSize(24);
        assertThat(first.log().stream().filter(line -> line.endsWith(" hourly")))
                .hasSize(24);
        assertThat(first.log().stream().filter(line -> line.endsWith(" often"))).hasSize(4);
        assertThat(first.log()).contains("timeout FAILED", "retried FINISHED", "repeated FINISHED");
    }

    @Test
    void aDayTakesSeconds() {
        day(0); // warms up

        // less than two where nothing else runs; on a crowded machine, which counts its neighbours' time too, several
        // times so
        Duration took = day(0).took();
        assertThat(took).isLessThan(Duration.ofSeconds(30));
    }

    private static Day day(int recorded) {
        try (FakeRedis fake = FakeRedis.builder().seed(1).record(recorded).build();
                UnifiedJedis redis = connect(fake)) {
            fake.clock().freeze();
            fake.clock().set(START);
            fake.forgetCommands(); // those that came before time stood still
            ManualTime time = new ManualTime(START, fake.clock()::advance);
            Connections.useTime(redis, time, time);
            Digest record = new Digest();
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            Queue queue = new Queue("work", redis);
            List<Worker> workers = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                Worker worker = new Worker(queue).name("worker-" + i).register(jobs(fake, log));
                workers.add((i == 1 ? worker.withScheduler() : worker).start());
            }
            enqueue(queue);
            Cron cron = cron(redis, queue).start();
            long took = 0;
            for (int hour = 0; hour < 24; hour++) {
                long begun = cpuNanos();
                time.advance(Duration.ofHours(1).minusNanos(hour == 23 ? 1 : 0));
                took += cpuNanos() - begun;
                record.take(fake);
            }
            cron.close();
            List.of("retried", "repeated", "timeout", "noon")
                    .forEach(id -> log.add(id + " " + Job.fetch(id, redis).status()));
            workers.forEach(Worker::close);
            List<String> keys =
                    redis.keys("*").stream().map(record::named).sorted().toList();
            return new Day(List.copyOf(log), record.count(), record.text(), keys, Duration.ofNanos(took));
        }
    }

    /** A digest of all commands in order, those included that scripts call, in which what has a name by chance is numbered. */
    private static final class Digest {
        private static final Pattern BY_CHANCE = Pattern.compile(
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\b[0-9a-f]{32}\\b|(?<=:[0-9]{1,9}:)[0-9a-f]{6}\\b");

        /** No name by chance is in so short a text. */
        private static final int SHORT = 20;

        private final Map<String, String> names = new HashMap<>();
        private final CRC32C digest = new CRC32C();
        private long count;

        String named(String text) {
            return BY_CHANCE
                    .matcher(text)
                    .replaceAll(name -> names.computeIfAbsent(name.group(), key -> "number-" + names.size()));
        }

        void take(FakeRedis fake) {
            for (RecordedCommand command : fake.commands()) {
                String words = String.join(" ", command.words());
                String line = command.at() + " " + (words.length() < SHORT ? words : named(words)) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                count++;
            }
            fake.forgetCommands();
        }

        long count() {
            return count;
        }

        String text() {
            return Long.toHexString(digest.getValue());
        }
    }

    private static Cron cron(UnifiedJedis redis, Queue queue) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        return new Cron("shop", redis)
                .register(CronJob.cron("nightly", "30 2 * * *").zone(berlin), queue, jobs -> step(jobs, "nightly"))
                .register(
                        CronJob.cron("opening", "15 9 * * MON-FRI").zone(berlin), queue, jobs -> step(jobs, "opening"))
                .register(CronJob.cron("never", "0 0 * * SUN"), queue, jobs -> step(jobs, "never"))
                .register(CronJob.cron("hourly", "5 * * * *"), queue, jobs -> step(jobs, "hourly"))
                .register(CronJob.every("often", Duration.ofHours(6)), queue, jobs -> step(jobs, "often"));
    }

    private static void step(Batch jobs, String name) {
        jobs.enqueue("step", new Step(name, 0));
    }

    /** Of this thread, which moves the time: what others on this machine do does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static UnifiedJedis connect(FakeRedis fake) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(32);
        // or connections that nobody uses were tried every thirty seconds, of real time, which would be recorded
        pool.setTimeBetweenEvictionRuns(Duration.ofSeconds(-1));
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
