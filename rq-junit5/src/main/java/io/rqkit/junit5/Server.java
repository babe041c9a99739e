package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** A running Redis, lent to one test or one class at a time. */
interface Server extends AutoCloseable {
    /** Returns how clients connect. */
    JedisClientConfig config();

    /** Returns what opens sockets to this server. */
    JedisSocketFactory sockets();

    /** Returns a new client with a single connection; the caller closes it. */
    Jedis jedis();

    /** Empties it, and undoes what a test may have done to its clock. */
    void reset();

    /** Returns the fake, where this is one. */
    Optional<FakeRedis> fake();

    /** Ends the loan. */
    @Override
    void close();

    /** Returns a new client, as good as a pooled one; the caller closes it. Connects at its first command. */
    default UnifiedJedis client() {
        return RedisClient.builder()
                .clientConfig(config())
                .connectionProvider(new ClientConnections(sockets(), config()))
                .build();
    }
}
