package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A running Redis, lent to one test or one class at a time. */
interface Server extends AutoCloseable {
    /** Returns how clients connect. */
    JedisClientConfig config();

    /** Returns the factory of connections to this server. */
    ConnectionFactory connections();

    /** Returns a new client with a single connection; the caller closes it. */
    Jedis jedis();

    /** Empties it, and undoes what a test may have done to its clock. */
    void reset();

    /** Returns the fake, where this is one. */
    Optional<FakeRedis> fake();

    /** Ends the loan. */
    @Override
    void close();

    /** Returns a new pooled client; the caller closes it. Connects at its first command. */
    default UnifiedJedis client() {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setJmxEnabled(false); // registering a bean costs more than the rest of a test's set-up together
        pool.setMaxTotal(32);
        pool.setMaxIdle(32);
        // a test that leaks connections shall fail, not hang
        pool.setMaxWait(Duration.ofSeconds(10));
        return RedisClient.builder()
                .clientConfig(config())
                .connectionProvider(new PooledConnectionProvider(connections(), pool))
                .build();
    }
}
