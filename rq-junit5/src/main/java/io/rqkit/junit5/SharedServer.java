package io.rqkit.junit5;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.util.Optional;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;

/**
 * A server for one of several, whose close does nothing.
 *
 * @param server closed by somebody else
 */
record SharedServer(Server server) implements Server {
    @Override
    public JedisClientConfig config() {
        return server.config();
    }

    @Override
    public JedisSocketFactory sockets() {
        return server.sockets();
    }

    @Override
    public Jedis jedis() {
        return server.jedis();
    }

    @Override
    public Endpoint endpoint() {
        return server.endpoint();
    }

    @Override
    public boolean isOurs() {
        return server.isOurs();
    }

    @Override
    public boolean ownsAllData() {
        return server.ownsAllData();
    }

    @Override
    public void reset() {
        server.reset();
    }

    @Override
    public Optional<FakeRedis> fake() {
        return server.fake();
    }

    @Override
    public void close() {
        // whoever shares it last is not known here
    }
}
