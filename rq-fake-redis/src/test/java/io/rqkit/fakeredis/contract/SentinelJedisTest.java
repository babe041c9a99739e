package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSentinelPool;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisException;

/** Jedis finds the master through sentinels, and another when it changes. */
class SentinelJedisTest {
    private static final JedisClientConfig CONFIG =
            DefaultJedisClientConfig.builder().timeoutMillis(Patience.MILLIS).build();
    /** By a clock that stands still no sentinel takes a busy machine for a dead master. */
    private final FakeTopology system = FakeRedis.topology()
            .replicas(1)
            .sentinels(3)
            .clock(RedisClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z")))
            .overTcp()
            .start();

    @AfterEach
    void close() {
        system.close();
    }

    private HostAndPort master() {
        Endpoint endpoint = system.endpoint(system.master());
        return new HostAndPort(endpoint.host(), endpoint.port());
    }

    /** The pool hears of a change on a thread of its own. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean hasSubscriber(String sentinel) {
        try (Jedis jedis = new Jedis(HostAndPort.from(sentinel), CONFIG)) {
            return jedis.clientList().contains(" sub=1 ");
        }
    }

    private JedisSentinelPool pool() {
        return new JedisSentinelPool("mymaster", sentinels(), CONFIG, CONFIG);
    }

    private Set<HostAndPort> sentinels() {
        return system.sentinelAddresses().stream().map(HostAndPort::from).collect(Collectors.toSet());
    }

    /** A client listens on threads of its own, and misses what happens before they do. */
    private void awaitSubscribers() {
        await(() -> system.sentinelAddresses().stream().allMatch(SentinelJedisTest::hasSubscriber));
    }

    @Test
    void aPoolFollowsTheMaster() {
        try (JedisSentinelPool pool = pool()) {
            try (Jedis jedis = pool.getResource()) {
                jedis.set("k", "v");
            }
            HostAndPort old = pool.getCurrentHostMaster();
            assertThat(old).isEqualTo(master());

            awaitSubscribers();
            system.failover();
            await(() -> !pool.getCurrentHostMaster().equals(old));

            assertThat(pool.getCurrentHostMaster()).isEqualTo(master());
            try (Jedis jedis = pool.getResource()) {
                assertThat(jedis.get("k")).isEqualTo("v");
                assertThat(jedis.set("k", "w")).isEqualTo("OK");
            }
        }
    }

    @Test
    void aClientGoesOnWhenTheMasterIsKilled() {
        try (RedisSentinelClient client = RedisSentinelClient.builder()
                .masterName("mymaster")
                .sentinels(sentinels())
                .clientConfig(CONFIG)
                .sentinelClientConfig(CONFIG)
                .build()) {
            client.set("k", "v");

            awaitSubscribers();

            system.stop(system.master());
            system.clock().advance(Duration.ofSeconds(40));

            await(() -> canSet(client));
            assertThat(client.get("k")).isEqualTo("w");
        }
    }

    private static boolean canSet(RedisSentinelClient client) {
        try {
            return client.set("k", "w").equals("OK");
        } catch (JedisException notYet) {
            return false;
        }
    }
}
