package io.rqkit.fakeredis.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class ClockSchedulerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final RedisClock clock = RedisClock.frozenAt(START);
    private final ScheduledExecutorService scheduler = clock.scheduler("test-scheduler");

    @AfterEach
    void close() throws Exception {
        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tasksRunWithinAdvanceInDueOrder() {
        List<String> ran = new CopyOnWriteArrayList<>();
        scheduler.schedule(() -> ran.add("late " + clock.now()), 2, TimeUnit.HOURS);
        scheduler.schedule(() -> ran.add("early " + clock.now()), 1, TimeUnit.HOURS);
        scheduler.scheduleAtFixedRate(() -> ran.add("beat"), 50, 50, TimeUnit.MINUTES);

        clock.advance(Duration.ofMinutes(59));
        assertThat(ran).containsExactly("beat");

        clock.advance(Duration.ofMinutes(61));
        assertThat(ran).containsExactly("beat", "early 2026-01-01T01:00:00Z", "beat", "late 2026-01-01T02:00:00Z");
    }

    @Test
    void aTaskMayScheduleAnother() throws Exception {
        CompletableFuture<Instant> second = new CompletableFuture<>();
        scheduler.schedule(
                () -> scheduler.schedule(() -> second.complete(clock.now()), 1, TimeUnit.MINUTES), 1, TimeUnit.MINUTES);

        clock.advance(Duration.ofHours(1));

        assertThat(second.getNow(null)).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        List<String> ran = new CopyOnWriteArrayList<>();
        ScheduledFuture<?> task = scheduler.schedule(() -> ran.add("no"), 1, TimeUnit.MINUTES);
        assertThat(task.getDelay(TimeUnit.SECONDS)).isEqualTo(60);

        task.cancel(false);
        clock.advance(Duration.ofHours(1));

        assertThat(ran).isEmpty();
    }

    @Test
    void nothingIsTakenAfterShutdown() {
        scheduler.shutdown();

        assertThatThrownBy(() -> scheduler.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aRunningClockRunsThemToo() throws Exception {
        clock.resume();

        assertThat(scheduler.schedule(() -> "done", 5, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS))
                .isEqualTo("done");
    }

    @Test
    void isTheJdksClockToo() {
        Clock jdk = clock.asClock();
        InstantSource source = jdk;

        clock.advance(Duration.ofSeconds(7));

        assertThat(jdk.instant()).isEqualTo(START.plusSeconds(7));
        assertThat(source.millis()).isEqualTo(START.plusSeconds(7).toEpochMilli());
    }

    @Test
    void movesByItselfWhenEverybodyWaits() throws Exception {
        RedisClock auto = RedisClock.frozenAt(START);
        try (FakeRedis redis = FakeRedis.builder().clock(auto).build();
                Jedis jedis = new Jedis(redis::socket);
                Jedis other = new Jedis(redis::socket)) {
            FutureTask<List<String>> first = new FutureTask<>(() -> jedis.blpop(3600, "q"));
            FutureTask<List<String>> second = new FutureTask<>(() -> other.blpop(7200, "q2"));
            new Thread(first).start();
            new Thread(second).start();
            redis.awaitBlockedClients(2);

            auto.autoAdvance();

            assertThat(first.get()).isNull();
            assertThat(second.get()).isNull();

            assertThat(auto.now()).isEqualTo(START.plus(Duration.ofHours(2)));
            assertThat(auto.isAutoAdvancing()).isTrue();
        }
    }

    @Test
    void standsStillWhileSomebodyIsBusy() throws Exception {
        RedisClock auto = RedisClock.frozenAt(START);
        try (FakeRedis redis = FakeRedis.builder().clock(auto).build();
                Jedis jedis = new Jedis(redis::socket);
                Jedis busy = new Jedis(redis::socket)) {
            auto.autoAdvance();
            busy.ping();
            Thread waiting = new Thread(() -> jedis.blpop(3600, "q"));
            waiting.start();
            redis.awaitBlockedClients(1);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
            while (System.nanoTime() < end) {
                Thread.yield();
            }
            assertThat(auto.now()).isEqualTo(START);

            busy.rpush("q", "x");
            waiting.join();

            assertThat(auto.now()).isEqualTo(START);
        }
    }
}
