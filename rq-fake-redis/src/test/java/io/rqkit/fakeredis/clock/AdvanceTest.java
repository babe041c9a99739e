package io.rqkit.fakeredis.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.StreamEntryID;

/** When {@code advance} returns, all that it woke has been served. */
class AdvanceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ROUNDS = Integer.getInteger("rq.advance.rounds", 1000);
    private static final Duration LIMIT = Duration.ofMillis(10);
    private static final int PATIENCE_SECONDS = 30;
    private static final JedisClientConfig WITHOUT_TIMEOUT =
            DefaultJedisClientConfig.builder().socketTimeoutMillis(0).build();

    private final FakeRedis redis =
            FakeRedis.builder().clock(RedisClock.frozenAt(START)).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        redis.close();
        threads.shutdownNow();
    }

    @Test
    void blpopForAnHourReturnsAtOnceInProcess() throws Exception {
        assertEveryBlpopReturns(() -> new Jedis(redis::socket));
    }

    @Test
    void blpopForAnHourReturnsAtOnceOverTcp() throws Exception {
        Endpoint endpoint = redis.listen();
        assertEveryBlpopReturns(() -> new Jedis(endpoint.host(), endpoint.port(), 0));
    }

    private void assertEveryBlpopReturns(Supplier<Jedis> connect) throws Exception {
        List<Duration> waits = new ArrayList<>();
        try (Jedis jedis = connect.get()) {
            jedis.ping();
            for (int i = 0; i < ROUNDS; i++) {
                Future<List<String>> popped = threads.submit(() -> jedis.blpop(3600, "queue"));
                redis.awaitBlockedClients(1);
                long before = System.nanoTime();

                redis.clock().advance(Duration.ofHours(1));
                List<String> reply = popped.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

                waits.add(Duration.ofNanos(System.nanoTime() - before));
                assertThat(reply).isNull();
            }
        }
        assertThat(redis.clock().now()).isEqualTo(START.plus(Duration.ofHours(ROUNDS)));
        // a busy machine takes a thread's turn away now and then; what must not happen is that every reply needs a wait
        waits.sort(null);
        assertThat(waits.get(ROUNDS / 2)).isLessThan(LIMIT);
    }

    @Test
    void theReplyIsInTheSocketWhenAdvanceReturns() throws Exception {
        try (var socket = redis.socket()) {
            socket.getOutputStream().write("BLPOP q 3600\r\n".getBytes());
            socket.getOutputStream().flush();

            redis.clock().advance(Duration.ofHours(1));

            assertThat(socket.getInputStream().available()).isEqualTo("*-1\r\n".length());
        }
    }

    @Test
    void expiredEventsComeInDueOrder() throws Exception {
        List<String> expired = new ArrayList<>();
        JedisPubSub listener = new JedisPubSub() {
            @Override
            public void onMessage(String channel, String message) {
                expired.add(message);
                if (expired.size() == 200) {
                    unsubscribe();
                }
            }
        };
        try (Jedis jedis = new Jedis(redis::socket);
                Jedis subscriber = new Jedis(redis::socket)) {
            jedis.configSet("notify-keyspace-events", "Ex");
            Future<?> listening = threads.submit(() -> subscriber.subscribe(listener, "__keyevent@0__:expired"));
            while (jedis.pubsubNumSub("__keyevent@0__:expired").get("__keyevent@0__:expired") == 0) {
                Thread.yield();
            }
            List<String> due = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int seconds = (i * 37) % 200 + 1;
                jedis.setex("key:" + seconds, seconds, "v");
                due.add("key:" + (i + 1));
            }

            redis.clock().advance(Duration.ofHours(1));

            listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(expired).isEqualTo(due);
        }
    }

    @Test
    void allThatTellsTimeFollowsTheClock() {
        try (Jedis jedis = new Jedis(redis::socket)) {
            jedis.set("k", "v");
            redis.clock().advance(Duration.ofMinutes(5));

            assertThat(jedis.time()).containsExactly(Long.toString(START.getEpochSecond() + 300), "0");
            assertThat(jedis.xadd("s", StreamEntryID.NEW_ENTRY, Map.of("f", "v"))
                            .getTime())
                    .isEqualTo(START.plusSeconds(300).toEpochMilli());
            assertThat(jedis.objectIdletime("k")).isEqualTo(300);
        }
    }

    @Test
    void aPauseEndsByTheClock() throws Exception {
        try (Jedis jedis = new Jedis(redis::socket);
                Jedis paused = new Jedis(redis::socket, WITHOUT_TIMEOUT)) {
            paused.ping();
            jedis.clientPause(60_000);
            Future<String> reply = threads.submit(() -> paused.set("k", "v"));
            redis.clock().advance(Duration.ofSeconds(59));
            assertThat(redis.database(0).exists("k")).isFalse();

            redis.clock().advance(Duration.ofSeconds(1));

            assertThat(reply.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("OK");
        }
    }

    @Test
    void theCounterOfUsesDecaysByTheClock() {
        try (Jedis jedis = new Jedis(redis::socket)) {
            jedis.configSet("maxmemory-policy", "allkeys-lfu");
            jedis.set("k", "v");
            long before = jedis.objectFreq("k");

            redis.clock().advance(Duration.ofMinutes(2));

            assertThat(jedis.objectFreq("k")).isEqualTo(before - 2);
        }
    }

    @Test
    void everyClientThatWasWokenIsServedOverTcpToo() throws Exception {
        Endpoint endpoint = redis.listen();
        List<Future<List<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int seconds = i + 1;
            waiting.add(threads.submit(() -> {
                try (Jedis jedis = new Jedis(endpoint.host(), endpoint.port(), 0)) {
                    return jedis.blpop(seconds, "queue");
                }
            }));
        }
        redis.awaitBlockedClients(20);

        redis.clock().advance(Duration.ofHours(1));

        assertThat(redis.blockedClients()).isZero();
        for (Future<List<String>> each : waiting) {
            assertThat(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNull();
        }
    }
}
