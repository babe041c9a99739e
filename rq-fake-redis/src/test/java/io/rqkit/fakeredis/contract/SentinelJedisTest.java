package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import java.time.Duration;
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
import redis.clients.jedis.JedisSentinelPool;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisException;

/** Jedis finds the master through sentinels, and another when it changes. */
class SentinelJedisTest {
    private final FakeTopology system = FakeRedis.topology()
            .replicas(1)
            .sentinels(3)
            .downAfter(Duration.ofSeconds(1))
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
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean hasSubscriber(String sentinel) {
        try (Jedis jedis = new Jedis(HostAndPort.from(sentinel))) {
            return jedis.clientList().contains(" sub=1 ");
        }
    }

    @Test
    void aPoolFollowsTheMaster() {
        try (JedisSentinelPool pool = new JedisSentinelPool("mymaster", system.sentinelAddresses())) {
            try (Jedis jedis = pool.getResource()) {
                jedis.set("k", "v");
            }
            HostAndPort old = pool.getCurrentHostMaster();
            assertThat(old).isEqualTo(master());

            // the pool listens on threads of its own, and misses what happens before they do
            await(() -> system.sentinelAddresses().stream().allMatch(SentinelJedisTest::hasSubscriber));
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
        Set<HostAndPort> sentinels =
                system.sentinelAddresses().stream().map(HostAndPort::from).collect(Collectors.toSet());
        try (RedisSentinelClient client = RedisSentinelClient.builder()
                .masterName("mymaster")
                .sentinels(sentinels)
                .clientConfig(DefaultJedisClientConfig.builder().build())
                .build()) {
            client.set("k", "v");

            system.stop(system.master());

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
