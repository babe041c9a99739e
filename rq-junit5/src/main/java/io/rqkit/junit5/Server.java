package io.rqkit.junit5;

import io.rqkit.core.internal.time.Timelines;
import io.rqkit.fakeredis.Endpoint;
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

    /** Returns where it listens; a fake begins to when first asked. */
    Endpoint endpoint();

    /** Tells whether nobody but the tests of this run is connected to it. */
    boolean isOurs();

    /** Tells whether every database is the test's, not only the client's own. */
    boolean ownsAllData();

    /** Empties it, and undoes what a test may have done to its clock and its configuration. */
    void reset();

    /** Returns the fake, where this is one. */
    Optional<FakeRedis> fake();

    /** Ends the loan. */
    @Override
    void close();

    /** Returns this server for one that must not end the loan. */
    default Server shared() {
        return new SharedServer(this);
    }

    /** Returns a new client over these connections, as good as a pooled one; the caller closes it. */
    default UnifiedJedis client(ClientConnections connections) {
        return timed(RedisClient.builder()
                .clientConfig(config())
                .connectionProvider(connections)
                .build());
    }

    /** Has queues and jobs on a client go by the fake's clock, where this is a fake, so that both sides see one time. */
    default <C extends UnifiedJedis> C timed(C client) {
        fake().ifPresent(fake ->
                Timelines.give(client, Timelines.told(fake.clock().asClock())));
        return client;
    }
}
