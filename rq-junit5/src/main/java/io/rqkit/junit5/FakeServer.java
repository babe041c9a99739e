package io.rqkit.junit5;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/** A fake of its own for whoever asks: a new one costs less than emptying an old one would. Thread-safe. */
final class FakeServer implements Server {
    /** So many of the last commands can be asserted, and a failure shows some of them. */
    private static final int RECORDED = 10_000;

    private final FakeRedis redis;
    private final Options options;
    private final Configuration configuration = new Configuration();
    private @Nullable Endpoint endpoint;

    FakeServer(Options options) {
        FakeRedis.Builder builder = FakeRedis.builder().record(RECORDED);
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
    public synchronized Endpoint endpoint() {
        if (endpoint == null) {
            endpoint = redis.listen();
        }
        return endpoint;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public boolean ownsAllData() {
        return true;
    }

    @Override
    public void reset() {
        redis.faults().clear();
        redis.clock().resume();
        redis.clock().set(Instant.now());
        try (Jedis jedis = jedis()) {
            configuration.restore(jedis);
            jedis.flushAll();
        }
        redis.forgetCommands();
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
