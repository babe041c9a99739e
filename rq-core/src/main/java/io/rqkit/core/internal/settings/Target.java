package io.rqkit.core.internal.settings;

import io.rqkit.core.SettingsException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** Which Redis is meant. */
public sealed interface Target {
    /** More than a worker with many slots needs at a time; unused ones go. */
    int MAX_CONNECTIONS = 128;

    int MAX_IDLE = 32;
    int DEFAULT_PORT = 6379;

    /** Makes a client; nothing need be there yet, but for sentinels. */
    UnifiedJedis connect();

    ConnectionOptions options();

    /** One server by TCP. */
    record Server(Address address, ConnectionOptions options) implements Target {
        @Override
        public UnifiedJedis connect() {
            return RedisClient.builder()
                    .hostAndPort(address.host(), address.port())
                    .clientConfig(options.clientConfig())
                    .poolConfig(pool())
                    .build();
        }

        @Override
        public String toString() {
            return "Redis at " + address + ", " + options;
        }
    }

    /** One server by a Unix domain socket. */
    record UnixServer(Path path, ConnectionOptions options) implements Target {
        @Override
        public UnifiedJedis connect() {
            ConnectionFactory factory =
                    new ConnectionFactory(new UnixSocketFactory(path, options), options.clientConfig());
            return RedisClient.builder()
                    .clientConfig(options.clientConfig())
                    .connectionProvider(new PooledConnectionProvider(factory, pool()))
                    .build();
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
        public UnifiedJedis connect() {
            return RedisSentinelClient.builder()
                    .masterName(masterName)
                    .sentinels(sentinels.stream()
                            .map(each -> new HostAndPort(each.host(), each.port()))
                            .collect(Collectors.toCollection(LinkedHashSet::new)))
                    .clientConfig(options.clientConfig())
                    .sentinelClientConfig(sentinelOptions.clientConfig())
                    .poolConfig(pool())
                    .build();
        }

        @Override
        public String toString() {
            return "the master '" + masterName + "' of the sentinels at "
                    + sentinels.stream().map(Address::toString).collect(Collectors.joining(", ")) + ", " + options;
        }
    }

    private static ConnectionPoolConfig pool() {
        ConnectionPoolConfig config = new ConnectionPoolConfig();
        config.setMaxTotal(MAX_CONNECTIONS);
        config.setMaxIdle(MAX_IDLE);
        return config;
    }

    /**
     * Reads a URL as redis-py does: {@code redis://user:password@host:port/db?option=value}, {@code rediss://…} for TLS,
     * {@code unix://user:password@/path?db=0}.
     *
     * @param key which setting it is, for messages
     * @param base what holds where the URL says nothing
     */
    static Target ofUrl(String url, String key, ConnectionOptions base) {
        // as redis-py has it, which Java's URI has not
        URI uri = uri(url.matches("rediss?://") ? url + "localhost" : url, key);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        boolean tls = scheme.equals("rediss");
        if (!tls && !scheme.equals("redis") && !scheme.equals("unix")) {
            throw new SettingsException(key + " must begin with redis://, rediss:// or unix://.");
        }
        Map<String, Object> given = new LinkedHashMap<>();
        addUser(uri.getRawUserInfo(), given);
        given.put("ssl", Boolean.toString(tls));
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (!scheme.equals("unix") && path.length() > 1) {
            given.put("db", path.substring(1));
        }
        addQuery(uri.getRawQuery(), given);
        Values options = new Values(given, "", key);
        options.requireKnown(ConnectionOptions.KNOWN);
        ConnectionOptions all = base.overriddenBy(options);
        if (scheme.equals("unix")) {
            if (path.isEmpty()) {
                throw new SettingsException(key + " names no path of a socket, as in unix:///run/redis.sock.");
            }
            return new UnixServer(Path.of(path), all);
        }
        String host = uri.getHost() == null ? "localhost" : uri.getHost();
        return new Server(new Address(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()), all);
    }

    private static URI uri(String url, String key) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException malformed) {
            // its text holds the URL, and with it perhaps a password
            throw new SettingsException(key + " is no URL such as redis://localhost:6379/0.");
        }
    }

    private static void addUser(@Nullable String userInfo, Map<String, Object> given) {
        if (userInfo == null) {
            return;
        }
        int colon = userInfo.indexOf(':');
        if (colon < 0) {
            given.put("username", decode(userInfo));
            return;
        }
        given.put("username", decode(userInfo.substring(0, colon)));
        given.put("password", decode(userInfo.substring(colon + 1)));
    }

    private static void addQuery(@Nullable String query, Map<String, Object> given) {
        if (query == null) {
            return;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                given.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
