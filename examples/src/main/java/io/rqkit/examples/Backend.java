package io.rqkit.examples;

import io.rqkit.fakeredis.FakeRedis;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The Redis that a program of this module uses, chosen by one setting: {@code fake}, {@code embedded} or {@code
 * redis://host:port}.
 *
 * <p>Closing it ends what {@link #open} started, and nothing else: clients are closed by whoever asked for them, and a
 * server that ran before runs on.
 */
public abstract sealed class Backend implements AutoCloseable {
    /** The system property that holds the setting. */
    public static final String SETTING = "rq.redis";

    /** Several workers share one client, and each takes up to four connections of it at a time. */
    private static final int MOST_CONNECTIONS = 32;

    /** A reply may take so long; Jedis's own two seconds pass where many programs share a processor. */
    private static final int REPLY_MILLIS = 30_000;

    private Backend() {}

    /** Opens what the system property {@value #SETTING} names, by default the fake. */
    public static Backend open() {
        return open(System.getProperty(SETTING, "fake"));
    }

    /**
     * Opens a Redis and makes sure that it answers.
     *
     * @param setting {@code fake} for one inside this JVM, {@code embedded} for real Redis 7.0.15 on a free port, or the
     *     address of a server that runs, {@code redis://host:port}, with user, password and database if need be
     * @throws UnavailableException when there is no such setting, or no Redis behind it; the message says what to do
     */
    public static Backend open(String setting) {
        Backend backend = switch (setting) {
            case "fake" -> new Fake();
            case "embedded" -> new Embedded();
            default -> new Remote(setting);
        };
        try (UnifiedJedis redis = backend.connect()) {
            redis.ping();
            return backend;
        } catch (JedisException e) {
            backend.close();
            throw new UnavailableException(backend.refusal(e), e);
        }
    }

    /** Returns a new pooled client of the database that the setting names, else database 0. The caller closes it. */
    public UnifiedJedis connect() {
        return connect(0);
    }

    /** Returns a new pooled client of a database. The caller closes it. */
    public abstract UnifiedJedis connect(int database);

    /**
     * Returns the setting by which another process reaches the same Redis, with the password if it has one; empty for the fake,
     * which nobody else can reach.
     */
    public abstract Optional<String> settingForOthers();

    abstract String refusal(JedisException thrown);

    /** Ends the server if this started it. */
    @Override
    public abstract void close();

    private static ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setJmxEnabled(false); // which is slow to start, and nobody looks
        pool.setMaxTotal(MOST_CONNECTIONS);
        pool.setMaxIdle(MOST_CONNECTIONS);
        return pool;
    }

    private static JedisClientConfig database(int database) {
        return DefaultJedisClientConfig.builder()
                .database(database)
                .timeoutMillis(REPLY_MILLIS)
                .build();
    }

    private static final class Fake extends Backend {
        private final FakeRedis redis = FakeRedis.create();

        @Override
        public UnifiedJedis connect(int database) {
            ConnectionFactory factory = new ConnectionFactory(redis::socket, database(database));
            return RedisClient.builder()
                    .connectionProvider(new PooledConnectionProvider(factory, pool()))
                    .build();
        }

        @Override
        public Optional<String> settingForOthers() {
            return Optional.empty();
        }

        @Override
        String refusal(JedisException thrown) {
            return "The fake Redis does not answer: " + thrown.getMessage();
        }

        @Override
        public void close() {
            redis.close();
        }

        @Override
        public String toString() {
            return "the fake, in-process";
        }
    }

    private static final class Embedded extends Backend {
        private final EmbeddedServer server = EmbeddedServer.start();
        /** For a program that is interrupted: the server is a process of its own and would stay. */
        private final Thread onExit = new Thread(server::close, "stop-embedded-redis");

        Embedded() {
            Runtime.getRuntime().addShutdownHook(onExit);
        }

        @Override
        public UnifiedJedis connect(int database) {
            return RedisClient.builder()
                    .hostAndPort("127.0.0.1", server.port())
                    .clientConfig(database(database))
                    .poolConfig(pool())
                    .build();
        }

        @Override
        public Optional<String> settingForOthers() {
            return Optional.of("redis://127.0.0.1:" + server.port());
        }

        @Override
        String refusal(JedisException thrown) {
            return EmbeddedServer.absent(thrown);
        }

        @Override
        public void close() {
            Runtime.getRuntime().removeShutdownHook(onExit);
            server.close();
        }

        @Override
        public String toString() {
            return "real Redis 7.0.15, started for this run";
        }
    }

    private static final class Remote extends Backend {
        private final URI uri;

        Remote(String setting) {
            uri = uri(setting);
        }

        private static URI uri(String setting) {
            try {
                URI uri = URI.create(setting);
                if ((JedisURIHelper.isRedisScheme(uri) || JedisURIHelper.isRedisSSLScheme(uri))
                        && JedisURIHelper.isValid(uri)) {
                    JedisURIHelper.getDBIndex(uri); // throws on a path that is no number
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw new UnavailableException(unknown(setting), e);
            }
            throw new UnavailableException(unknown(setting), null);
        }

        private static String unknown(String setting) {
            return "-D" + SETTING + "=" + setting + " names no Redis. Use one of\n"
                    + "  fake               a Redis inside this program, the default\n"
                    + "  embedded           real Redis 7.0.15, started for this run\n"
                    + "  redis://host:port  a server that runs; redis://:password@host:port/database in full";
        }

        /** The address without the password, which has no business in a message. */
        private String address() {
            HostAndPort server = JedisURIHelper.getHostAndPort(uri);
            return uri.getScheme() + "://" + server.getHost() + ":" + server.getPort();
        }

        @Override
        public UnifiedJedis connect() {
            return connect(JedisURIHelper.getDBIndex(uri));
        }

        @Override
        public UnifiedJedis connect(int database) {
            DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                    .timeoutMillis(REPLY_MILLIS)
                    .user(JedisURIHelper.getUser(uri))
                    .password(JedisURIHelper.getPassword(uri))
                    .ssl(JedisURIHelper.isRedisSSLScheme(uri))
                    .database(database);
            RedisProtocol protocol = JedisURIHelper.getRedisProtocol(uri);
            if (protocol != null) {
                config.protocol(protocol);
            }
            return RedisClient.builder()
                    .hostAndPort(JedisURIHelper.getHostAndPort(uri))
                    .clientConfig(config.build())
                    .poolConfig(pool())
                    .build();
        }

        @Override
        public Optional<String> settingForOthers() {
            return Optional.of(uri.toString());
        }

        @Override
        String refusal(JedisException thrown) {
            if (thrown instanceof JedisConnectionException) {
                return "No Redis answers at " + address() + ": " + cause(thrown) + "\nStart one there, or use -D"
                        + SETTING + "=embedded or -D" + SETTING + "=fake.";
            }
            return "Redis at " + address() + " refuses this client: " + thrown.getMessage()
                    + "\nA user, a password and a database go into the address:"
                    + " redis://user:password@host:port/database";
        }

        private static String cause(Throwable thrown) {
            Throwable cause = thrown;
            for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
                cause = next;
            }
            return String.valueOf(cause.getMessage());
        }

        @Override
        public void close() {
            // the server was there before
        }

        @Override
        public String toString() {
            return "Redis at " + address();
        }
    }

    /** Says that there is no Redis to work with, and what to do. */
    public static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
