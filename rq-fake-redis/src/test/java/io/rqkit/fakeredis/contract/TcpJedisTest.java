package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import org.junit.jupiter.api.AfterEach;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

class TcpJedisTest extends JedisContract {
    private final FakeRedis redis = FakeRedis.create();
    private final Endpoint endpoint = redis.listen();

    @Override
    Jedis connect(JedisClientConfig config) {
        return new Jedis(new HostAndPort(endpoint.host(), endpoint.port()), config);
    }

    @Override
    UnifiedJedis pool(JedisClientConfig config) {
        return RedisClient.builder()
                .hostAndPort(endpoint.host(), endpoint.port())
                .clientConfig(config)
                .build();
    }

    @AfterEach
    void closeServer() {
        redis.close();
    }
}
