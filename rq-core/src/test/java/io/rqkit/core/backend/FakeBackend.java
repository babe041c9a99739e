package io.rqkit.core.backend;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A fake inside this JVM, one a test. */
final class FakeBackend implements Backend {
    private final FakeRedis redis = FakeRedis.create();
    private @Nullable Endpoint endpoint;

    @Override
    public UnifiedJedis connect(int database) {
        JedisClientConfig config = Backend.client(database);
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(32);
        ConnectionFactory factory = new ConnectionFactory(redis::socket, config);
        return RedisClient.builder()
                .clientConfig(config)
                .connectionProvider(new PooledConnectionProvider(factory, pool))
                .build();
    }

    @Override
    public synchronized int port() {
        Endpoint open = endpoint;
        if (open == null) {
            open = redis.listen();
            endpoint = open;
        }
        return open.port();
    }

    @Override
    public void flush() {
        try (UnifiedJedis client = connect(0)) {
            client.flushAll();
        }
    }

    @Override
    public void giveBack() {
        close();
    }

    @Override
    public void close() {
        redis.close();
    }
}
