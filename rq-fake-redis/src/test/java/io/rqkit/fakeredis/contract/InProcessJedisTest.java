package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.FakeRedis;
import org.junit.jupiter.api.AfterEach;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

class InProcessJedisTest extends JedisContract {
    private final FakeRedis redis = FakeRedis.create();

    @Override
    Jedis connect(JedisClientConfig config) {
        return new Jedis(redis::socket, config);
    }

    @Override
    UnifiedJedis pool(JedisClientConfig config) {
        return RedisClient.builder()
                .clientConfig(config)
                .connectionProvider(new PooledConnectionProvider(new ConnectionFactory(redis::socket, config)))
                .build();
    }

    @AfterEach
    void closeServer() {
        redis.close();
    }
}
