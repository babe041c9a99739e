package io.rqkit.junit5;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import java.util.Optional;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ClientKillParams;

/**
 * A real Redis, lent.
 *
 * @param at where it listens
 * @param config how clients connect
 * @param owner what of it is the test's
 * @param configuration what CONFIG shall say before each test
 * @param giveBack ends the loan
 */
record RealServer(HostAndPort at, JedisClientConfig config, Owner owner, Configuration configuration, Runnable giveBack)
        implements Server {

    /** What of a server is the test's. */
    enum Owner {
        /** All of it, other people's connections included, of which there are none. */
        OF_THE_SERVER,
        /** Every database. */
        OF_ALL_DATA,
        /** The database of the client's configuration. */
        OF_A_DATABASE
    }

    @Override
    public JedisSocketFactory sockets() {
        return new DefaultJedisSocketFactory(at, config);
    }

    @Override
    public Jedis jedis() {
        return new Jedis(at, config);
    }

    @Override
    public Endpoint endpoint() {
        return new Endpoint(at.getHost(), at.getPort());
    }

    @Override
    public boolean isOurs() {
        return owner == Owner.OF_THE_SERVER;
    }

    @Override
    public boolean ownsAllData() {
        return owner != Owner.OF_A_DATABASE;
    }

    @Override
    public void reset() {
        try (Jedis jedis = jedis()) {
            if (owner == Owner.OF_A_DATABASE) {
                jedis.flushDB();
                return;
            }
            configuration.restore(jedis);
            flushCode(jedis);
            jedis.flushAll();
        }
    }

    private static void flushCode(Jedis jedis) {
        try {
            jedis.scriptFlush();
            jedis.functionFlush();
        } catch (JedisDataException e) {
            // an older server has no functions, and some providers forbid it
        }
    }

    /** Ends what an earlier test left connected, which could write into this one's data. */
    void disconnectOthers() {
        try (Jedis jedis = jedis()) {
            for (ClientType type : new ClientType[] {ClientType.NORMAL, ClientType.PUBSUB}) {
                jedis.clientKill(new ClientKillParams().type(type).skipMe(ClientKillParams.SkipMe.YES));
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
