package io.rqkit.fakeredis.contract;

import io.lettuce.core.ClientOptions;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.ServerChoice;
import io.rqkit.fakeredis.testing.TestedServer;
import java.time.Duration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** The two ways in which Spring reaches a server. */
final class SpringDrivers {
    private SpringDrivers() {}

    static RedisConnectionFactory lettuce(TestedServer server, ServerChoice choice) {
        ClientOptions options = ClientOptions.builder()
                .protocolVersion(LettuceClient.version(choice.resp()))
                .build();
        return new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(server.host(), server.port()),
                LettuceClientConfiguration.builder()
                        .clientOptions(options)
                        .clientName("spring")
                        .shutdownQuietPeriod(Duration.ZERO)
                        .build());
    }

    /** Jedis takes its connections from the server's sockets, and so may be in-process. */
    static RedisConnectionFactory jedis(TestedServer server, ServerChoice choice) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .timeoutMillis(Patience.MILLIS)
                .protocol(choice.resp() == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3)
                .clientName("spring")
                .build();
        return new JedisConnectionFactory(
                new RedisStandaloneConfiguration(server.host(), server.port()),
                JedisClientConfiguration.builder()
                        .customizeClient(client -> client.clientConfig(config)
                                .connectionProvider(new PooledConnectionProvider(
                                        new ConnectionFactory(JedisTest.sockets(server), config))))
                        .build());
    }
}
