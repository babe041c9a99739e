package io.rqkit.core.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.ManualTime;
import io.rqkit.core.Settings;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import io.rqkit.fakeredis.clock.RedisClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A topology of fakes inside this JVM, under a clock that stands still unless a test waits for something. */
final class FakeSystem implements SentinelSystem {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Duration STEP = Duration.ofMillis(50);
    /** What another thread does on its own, such as hearing a message, takes real time as well. */
    private static final long REAL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    /** Where that takes long, as on a busy machine, time must not run away meanwhile: jobs time out, results expire. */
    private static final long LONGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ManualTime time;
    private final FakeTopology topology;

    FakeSystem() {
        RedisClock clock = RedisClock.frozenAt(START);
        time = new ManualTime(START, clock::advance);
        topology = FakeRedis.topology()
                .clock(clock)
                .masterName(MASTER_NAME)
                .password(MASTER_SECRET)
                .sentinelPassword(SENTINEL_SECRET)
                .downAfter(Duration.ofSeconds(5))
                .start();
        for (FakeRedis server : topology.servers()) {
            try (Jedis jedis = new Jedis(server::socket)) {
                jedis.auth(MASTER_SECRET);
                jedis.aclSetUser(USER, "on", ">" + USER_SECRET, "~*", "&*", "+@all");
            }
        }
    }

    FakeTopology topology() {
        return topology;
    }

    @Override
    public List<String> sentinels() {
        return List.copyOf(topology.sentinelAddresses());
    }

    @Override
    public UnifiedJedis connect(Settings settings) {
        UnifiedJedis client = Connections.fromSettings(settings, topology::socket);
        Connections.useTime(client, time, time);
        return client;
    }

    @Override
    public void killMaster() {
        topology.stop(topology.master());
    }

    @Override
    public void failover() {
        topology.failover();
    }

    @Override
    public UnifiedJedis toMaster() {
        JedisClientConfig config = DefaultJedisClientConfig.builder()
                .password(MASTER_SECRET)
                .database(DATABASE)
                .build();
        return RedisClient.builder()
                .clientConfig(config)
                .connectionProvider(
                        new PooledConnectionProvider(new ConnectionFactory(topology.master()::socket, config)))
                .build();
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        Instant slow = time.instant().plus(LONG);
        Instant deadline = time.instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            Instant now = time.instant();
            assertThat(now).as("in time: %s", what).isBefore(deadline);
            time.advance(STEP);
            LockSupport.parkNanos(now.isBefore(slow) ? REAL_NANOS : LONGER_NANOS);
        }
    }

    @Override
    public void again(Duration pause, BooleanSupplier step) {
        AtomicReference<Future<?>> repeated = new AtomicReference<>();
        repeated.set(time.scheduleAtFixedRate(
                () -> {
                    if (!step.getAsBoolean()) {
                        repeated.get().cancel(false);
                    }
                },
                pause.toNanos(),
                pause.toNanos(),
                TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        topology.close();
    }
}
