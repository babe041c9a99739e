package io.rqkit.junit5;

import io.rqkit.fakeredis.FakeRedis;
import java.time.Instant;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/** A fake of its own for whoever asks: a new one costs less than emptying an old one would. */
final class FakeServer implements Server {
    private final FakeRedis redis;
    private final Options options;

    FakeServer(Options options) {
        FakeRedis.Builder builder = FakeRedis.builder();
        options.fake().accept(builder);
        this.redis = builder.build();
        this.options = options;
    }

    @Override
    public JedisClientConfig config() {
        return options.client();
    }

    @Override
    public JedisSocketFactory sockets() {
        return redis::socket;
    }

    @Override
    public Jedis jedis() {
        return new Jedis(redis::socket, options.client());
    }

    @Override
    public void reset() {
        redis.clock().resume();
        redis.clock().set(Instant.now());
        try (Jedis jedis = jedis()) {
            jedis.flushAll();
        }
    }

    @Override
    public Optional<FakeRedis> fake() {
        return Optional.of(redis);
    }

    @Override
    public void close() {
        redis.close();
    }
}
