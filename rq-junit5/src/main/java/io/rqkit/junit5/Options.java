package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;

/**
 * What a builder chose.
 *
 * @param backends empty where the choice is left to others
 * @param scope how long a server serves
 * @param checks what is looked for after a test; empty where the choice is left to others
 * @param fake sets a fake server up
 * @param client how clients connect; its database is overridden by an external backend's
 */
record Options(
        List<Backend> backends,
        RedisScope scope,
        Set<LeakCheck> checks,
        Consumer<FakeRedis.Builder> fake,
        JedisClientConfig client) {
    static final Options DEFAULT = new Options(
            List.of(),
            RedisScope.AS_DECLARED,
            Set.of(),
            builder -> {},
            DefaultJedisClientConfig.builder()
                    // what Jedis would find out itself, with a connection made only for that
                    .protocol(RedisProtocol.RESP3)
                    // Redis 7.0 does not know CLIENT SETINFO, and a record of a test's commands is shorter without
                    .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                    .build());
}
