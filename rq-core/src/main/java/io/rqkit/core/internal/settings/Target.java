package io.rqkit.core.internal.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Which Redis is meant. */
public sealed interface Target {
    /** More than a worker with many slots needs at a time; unused ones go. */
    int MAX_CONNECTIONS = 128;

    int MAX_IDLE = 32;
    int DEFAULT_PORT = 6379;

    /** Makes a client; nothing need be there yet, but for sentinels. */
    UnifiedJedis connect(Sockets sockets);

    ConnectionOptions options();

    /** One server by TCP. */
    record Server(Address address, ConnectionOptions options) implements Target {
        @Override
        public UnifiedJedis connect(Sockets sockets) {
            JedisClientConfig config = options.clientConfig();
            return pooled(sockets.to(new HostAndPort(address.host(), address.port()), config), config);
        }

        @Override
        public String toString() {
            return "Redis at " + address + ", " + options;
        }
    }

    /** One server by a Unix domain socket. */
    record UnixServer(Path path, ConnectionOptions options) implements Target {
        @Override
        public UnifiedJedis connect(Sockets sockets) {
            return pooled(new UnixSocketFactory(path, options), options.clientConfig());
        }

        @Override
        public String toString() {
            return "Redis at " + path + ", " + options;
        }
    }

    /** The master of a name that sentinels watch. */
    record SentinelMaster(
            List<Address> sentinels, String masterName, ConnectionOptions options, ConnectionOptions sentinelOptions)
            implements Target {
        @Override
        public UnifiedJedis connect(Sockets sockets) {
            MasterConnections connections = new MasterConnections(this, sockets);
            try {
                connections.seek();
            } catch (RuntimeException nowhere) {
                connections.close();
                throw nowhere;
            }
            return RedisClient.builder()
                    .clientConfig(options.clientConfig())
                    .connectionProvider(connections)
                    .build();
        }

        @Override
        public String toString() {
            return "the master '" + masterName + "' of the sentinels at "
                    + sentinels.stream().map(Address::toString).collect(Collectors.joining(", ")) + ", " + options;
        }
    }

    private static UnifiedJedis pooled(JedisSocketFactory sockets, JedisClientConfig config) {
        ConnectionFactory factory = new ConnectionFactory(sockets, config);
        return RedisClient.builder()
                .clientConfig(config)
                .connectionProvider(new PooledConnectionProvider(factory, pool()))
                .build();
    }

    /** Returns the limits of a pool. */
    static ConnectionPoolConfig pool() {
        ConnectionPoolConfig config = new ConnectionPoolConfig();
        config.setMaxTotal(MAX_CONNECTIONS);
        config.setMaxIdle(MAX_IDLE);
        config.setJmxEnabled(false); // else each start of the command loads JMX, for a tenth of a second
        return config;
    }
}
