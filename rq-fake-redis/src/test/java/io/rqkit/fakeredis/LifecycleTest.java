package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Ports, threads, clocks and what becomes of them on close. */
class LifecycleTest {
    private static final int PATIENCE_SECONDS = 30;

    @Test
    void closingTheServerEndsBlockedClientsByBothDoors() throws Exception {
        FakeRedis redis = FakeRedis.create();
        Endpoint endpoint = redis.listen();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Jedis asking = new Jedis(redis::socket)) {
            CompletableFuture<?> inProcess =
                    CompletableFuture.supplyAsync(() -> new Jedis(redis::socket).blpop(0, "nothing"), threads);
            CompletableFuture<?> tcp = CompletableFuture.supplyAsync(
                    () -> new Jedis(endpoint.host(), endpoint.port(), Patience.MILLIS).blpop(0, "nothing"), threads);
            awaitBlocked(asking, 2);

            redis.close();

            for (CompletableFuture<?> blocked : List.of(inProcess, tcp)) {
                assertThatThrownBy(() -> blocked.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(JedisConnectionException.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitBlocked(Jedis asking, int clients) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!asking.info("clients").contains("blocked_clients:" + clients)) {
            assertThat(System.nanoTime()).as("%s clients wait in time", clients).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Returns what the server at a port has for k, or null where none is: the port may be another test's by now. */
    private static @Nullable String dataAt(Endpoint endpoint) {
        try (Jedis jedis = new Jedis(endpoint.host(), endpoint.port(), Patience.MILLIS)) {
            return jedis.get("k");
        } catch (JedisException nobodyOrAnother) {
            return null;
        }
    }

    @Test
    void closingTheServerReleasesItsPortAndThreads() {
        FakeRedis redis = FakeRedis.create();
        Endpoint endpoint = redis.listen();
        Jedis jedis = new Jedis(endpoint.host(), endpoint.port(), Patience.MILLIS);
        jedis.set("k", "v");
        jedis.expire("k", 1000);
        assertThat(dataAt(endpoint)).isEqualTo("v");
        List<Thread> threads = threadsOf(endpoint);
        assertThat(threads).isNotEmpty();

        redis.close();

        // others by their names may be another server's, which has got the port
        assertThat(threads).noneMatch(Thread::isAlive);
        assertThat(dataAt(endpoint)).isNotEqualTo("v");
    }

    private static List<Thread> threadsOf(Endpoint endpoint) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("fake-redis-accept-" + endpoint.port()))
                .toList();
    }

    @Test
    void aPortInUseIsNamedInTheError() {
        try (FakeRedis first = FakeRedis.create();
                FakeRedis second = FakeRedis.create()) {
            Endpoint taken = first.listen();

            assertThatThrownBy(() -> second.listen(taken.host(), taken.port()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(taken.host() + ":" + taken.port())
                    .hasMessageContaining("free one");
        }
    }

    @Test
    void anInProcessServerStartsNoThread() throws Exception {
        // a thread belongs to the group of the one that starts it
        ThreadGroup group = new ThreadGroup("all threads of one server");
        CompletableFuture<Integer> threads = new CompletableFuture<>();

        new Thread(group, () -> threads.complete(threadsAfterUse(group))).start();

        assertThat(threads.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
    }

    private static int threadsAfterUse(ThreadGroup group) {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) {
            jedis.set("k", "v");
            jedis.blpop(0.0, jedis.rpush("l", "x") == 1 ? "l" : "none");
            return group.activeCount();
        }
    }

    @Test
    void advancingTheClockExpiresKeysInDueOrder() {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) {
            redis.clock().freeze();
            jedis.setex("late", 20, "v");
            jedis.setex("early", 10, "v");

            redis.clock().advance(Duration.ofSeconds(10));
            assertThat(jedis.exists("early", "late")).isEqualTo(1);
            redis.clock().advance(Duration.ofSeconds(10));

            assertThat(jedis.dbSize()).isZero();
        }
    }

    @Test
    void advancingTheClockEndsABlockingPop() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (FakeRedis redis = FakeRedis.create();
                Jedis asking = new Jedis(redis::socket)) {
            redis.clock().freeze();
            CompletableFuture<?> popped =
                    CompletableFuture.supplyAsync(() -> new Jedis(redis::socket).blpop(3600, "nothing"), threads);
            awaitBlocked(asking, 1);

            redis.clock().advance(Duration.ofHours(1));

            assertThat(popped.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNull();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theRunningClockEndsABlockingPopByItself() {
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) {
            assertThat(jedis.blpop(0.02, "nothing")).isNull();
        }
    }

    @Test
    void aReadThatTakesTooLongTimesOut() throws IOException {
        try (FakeRedis redis = FakeRedis.create();
                Socket socket = redis.socket()) {
            socket.setSoTimeout(10);

            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void aSocketClosedFromAnotherThreadEndsItsRead() throws Exception {
        try (FakeRedis redis = FakeRedis.create()) {
            Socket socket = redis.socket();
            ExecutorService threads = Executors.newSingleThreadExecutor();
            try {
                CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readOne(socket), threads);

                socket.close();

                assertThatThrownBy(() -> read.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .hasRootCauseInstanceOf(java.net.SocketException.class);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static int readOne(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void serversThatShareAClockMeetTheirDeadlinesTogether() {
        RedisClock clock = RedisClock.frozenAt(Instant.EPOCH);
        try (FakeRedis one = FakeRedis.builder().clock(clock).build();
                FakeRedis other = FakeRedis.builder().clock(clock).build();
                Jedis first = new Jedis(one::socket);
                Jedis second = new Jedis(other::socket)) {
            first.setex("k", 10, "v");
            second.setex("k", 20, "v");

            clock.advance(Duration.ofSeconds(10));
            assertThat(first.dbSize()).isZero();
            assertThat(second.dbSize()).isEqualTo(1);

            one.close();
            clock.advance(Duration.ofSeconds(10));
            assertThat(second.dbSize()).isZero();
        }
    }
}
