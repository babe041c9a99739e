package io.rqkit.fakeredis.contract;

import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

@RequiresRealRedis
class RealJedisTest extends JedisContract {
    private final HostAndPort address;

    RealJedisTest(RealRedis real) {
        address = new HostAndPort(real.host(), real.port());
    }

    @Override
    Jedis connect(JedisClientConfig config) {
        return new Jedis(address, config);
    }

    @Override
    UnifiedJedis pool(JedisClientConfig config) {
        return RedisClient.builder()
                .hostAndPort(address.getHost(), address.getPort())
                .clientConfig(config)
                .build();
    }
}
