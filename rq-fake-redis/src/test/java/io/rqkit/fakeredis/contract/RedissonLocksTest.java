package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RMapCache;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RReadWriteLock;
import org.redisson.api.RSemaphore;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.Protocol;

/** What Redisson builds of scripts, subscriptions and timeouts. */
@EachServer
class RedissonLocksTest {
    private final TestedServer server;
    private final RedissonClient client;
    private final RedissonClient other;

    RedissonLocksTest(ServerChoice choice) {
        server = choice.start();
        client = create(server, choice.resp());
        other = create(server, choice.resp());
    }

    /** Makes a client of few threads and connections. */
    static RedissonClient create(TestedServer server, int resp) {
        Config config = new Config();
        config.setThreads(2);
        config.setNettyThreads(2);
        config.setProtocol(resp == 2 ? Protocol.RESP2 : Protocol.RESP3);
        config.useSingleServer()
                .setAddress(server.uri())
                // it sends again what was not answered in time, which then happens twice
                .setTimeout(Patience.MILLIS)
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(4)
                .setSubscriptionConnectionMinimumIdleSize(1);
        return Redisson.create(config);
    }

    @AfterEach
    void disconnect() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        other.shutdown(0, 1, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void aLockIsHeldByOneClientAndAsOftenAsItWantsTo() {
        RLock lock = client.getLock("lock");
        lock.lock();
        lock.lock();

        assertThat(other.getLock("lock").tryLock()).isFalse();
        assertThat(lock.getHoldCount()).isEqualTo(2);

        lock.unlock();
        lock.unlock();
        assertThat(other.getLock("lock").tryLock()).isTrue();
    }

    @Test
    void unlockingWakesTheClientThatWaits() throws Exception {
        RLock lock = client.getLock("lock");
        lock.lock();
        CountDownLatch waits = new CountDownLatch(1);
        FutureTask<Boolean> waiter = new FutureTask<>(() -> {
            waits.countDown();
            return tryLock(other.getLock("lock"));
        });
        new Thread(waiter, "waiter").start();
        waits.await();
        TestedServer.awaitTrue(() -> client.getKeys().countExists("lock") == 1);

        lock.unlock();

        assertThat(waiter.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean tryLock(RLock lock) {
        try {
            return lock.tryLock(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aLeaseThatRunsOutFreesTheLock() throws InterruptedException {
        assertThat(client.getLock("lock").tryLock(0, 100, TimeUnit.MILLISECONDS))
                .isTrue();

        assertThat(other.getLock("lock").tryLock(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void readersShareALockThatAWriterHasAlone() {
        RReadWriteLock lock = client.getReadWriteLock("both");
        RReadWriteLock same = other.getReadWriteLock("both");
        lock.readLock().lock();

        assertThat(same.readLock().tryLock()).isTrue();
        assertThat(same.writeLock().tryLock()).isFalse();
    }

    @Test
    void aSemaphoreGivesAsManyPermitsAsItHas() throws InterruptedException {
        RSemaphore semaphore = client.getSemaphore("semaphore");
        assertThat(semaphore.trySetPermits(2)).isTrue();
        semaphore.acquire(2);

        assertThat(other.getSemaphore("semaphore").tryAcquire()).isFalse();
        semaphore.release();

        assertThat(other.getSemaphore("semaphore").tryAcquire()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void aRateLimiterLetsSoManyThrough() {
        RRateLimiter limiter = client.getRateLimiter("limiter");
        assertThat(limiter.trySetRate(RateType.OVERALL, 3, java.time.Duration.ofMinutes(1)))
                .isTrue();

        assertThat(limiter.tryAcquire(2)).isTrue();
        assertThat(other.getRateLimiter("limiter").tryAcquire(2)).isFalse();
        assertThat(other.getRateLimiter("limiter").tryAcquire(1)).isTrue();
        assertThat(limiter.tryAcquire()).isFalse();
    }

    @Test
    void aMapCacheForgetsEachEntryAtItsOwnTime() {
        RMapCache<String, String> map = client.getMapCache("map", StringCodec.INSTANCE);
        map.put("kept", "a");
        map.put("short", "b", 100, TimeUnit.MILLISECONDS);
        map.put("long", "c", 1, TimeUnit.HOURS);

        assertThat(map.putIfAbsent("kept", "other")).isEqualTo("a");
        assertThat(map.remainTimeToLive("long")).isBetween(3_000_000L, 3_600_000L);
        TestedServer.awaitTrue(() -> map.get("short") == null);
        assertThat(map.get("kept")).isEqualTo("a");
        assertThat(map.get("long")).isEqualTo("c");
        assertThat(map.remove("kept")).isEqualTo("a");
    }
}
