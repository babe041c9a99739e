package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.util.Optional;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/**
 * A real Redis, lent.
 *
 * @param at where it listens
 * @param config how clients connect
 * @param ownsAll whether every database is the test's, or the client's alone
 * @param giveBack ends the loan
 */
record RealServer(HostAndPort at, JedisClientConfig config, boolean ownsAll, Runnable giveBack) implements Server {
    @Override
    public JedisSocketFactory sockets() {
        return new DefaultJedisSocketFactory(at, config);
    }

    @Override
    public Jedis jedis() {
        return new Jedis(at, config);
    }

    @Override
    public void reset() {
        try (Jedis jedis = jedis()) {
            if (ownsAll) {
                jedis.flushAll();
            } else {
                jedis.flushDB();
            }
        }
    }

    @Override
    public Optional<FakeRedis> fake() {
        return Optional.empty();
    }

    @Override
    public void close() {
        giveBack.run();
    }
}
