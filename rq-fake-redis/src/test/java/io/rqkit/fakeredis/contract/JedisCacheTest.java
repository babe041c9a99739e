package io.rqkit.fakeredis.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.EachServer;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.csc.Cache;
import redis.clients.jedis.csc.DefaultCache;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Jedis's cache on the client's side, which lives of the server's invalidations. */
@EachServer(inProcess = true, resp = 3)
class JedisCacheTest {
    private final TestedServer server;
    private final JedisClientConfig config = DefaultJedisClientConfig.builder()
            .timeoutMillis(Patience.MILLIS)
            .resp3()
            .build();
    private final Jedis other;

    JedisCacheTest(ServerChoice choice) {
        server = choice.start();
        other = new Jedis(JedisTest.sockets(server), config);
    }

    @AfterEach
    void close() {
        other.close();
        server.close();
    }

    /** Jedis asks for Redis 7.4 unless its cache says that an older one will do. */
    private static final class CacheForAnyVersion extends DefaultCache {
        CacheForAnyVersion() {
            super(100);
        }

        @Override
        public boolean compatibilityMode() {
            return true;
        }
    }

    @Test
    void aCacheIsToldWhatChanged() {
        Cache cache = new CacheForAnyVersion();
        ConnectionFactory connections = ConnectionFactory.builder()
                .socketFactory(JedisTest.sockets(server))
                .clientConfig(config)
                .cache(cache)
                .build();
        try (RedisClient cached = RedisClient.builder()
                .clientConfig(config)
                .connectionProvider(new PooledConnectionProvider(connections))
                .cache(cache)
                .build()) {
            cached.set("k", "one");
            cached.hset("h", "f", "v");
            assertThat(cached.get("k")).isEqualTo("one");
            assertThat(cached.get("k")).isEqualTo("one");
            assertThat(cached.hget("h", "f")).isEqualTo("v");
            assertThat(cache.getStats().getHitCount()).isEqualTo(1);
            assertThat(cache.getSize()).isEqualTo(2);

            other.set("k", "two");
            TestedServer.awaitTrue(() -> cached.get("k").equals("two"));
            assertThat(cache.getStats().getInvalidationCount()).isPositive();

            other.flushAll();
            TestedServer.awaitTrue(() -> cached.get("k") == null);
            assertThat(cached.hget("h", "f")).isNull();
        }
    }
}
