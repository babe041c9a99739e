package io.rqkit.core.internal.settings;

import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisProtocol;

/**
 * What a connection asks for when it is made, and so each time it is made again.
 *
 * @param username null for the default user
 * @param password null for none
 * @param database the index of the database
 * @param tls null for a plain connection
 * @param socketTimeoutMillis how long a reply may take; -1 for Jedis's own limit
 * @param connectTimeoutMillis how long connecting may take; -1 for the same as a reply
 * @param clientName as CLIENT LIST shows it, or null
 * @param protocol 2, 3, or 0 for what the server speaks first
 */
public record ConnectionOptions(
        @Nullable String username,
        @Nullable String password,
        int database,
        @Nullable TlsOptions tls,
        int socketTimeoutMillis,
        int connectTimeoutMillis,
        @Nullable String clientName,
        int protocol) {
    /** Options of redis-py that only choose between things that Jedis does in one way. */
    private static final String[] WITHOUT_EFFECT = {
        "decode_responses",
        "encoding",
        "encoding_errors",
        "health_check_interval",
        "retry_on_timeout",
        "socket_keepalive"
    };

    static final String[] KNOWN = {
        "username",
        "password",
        "db",
        "ssl",
        "ssl_ca_certs",
        "ssl_ca_data",
        "ssl_cert_reqs",
        "ssl_check_hostname",
        "ssl_certfile",
        "ssl_keyfile",
        "socket_timeout",
        "socket_connect_timeout",
        "client_name",
        "protocol",
        WITHOUT_EFFECT[0],
        WITHOUT_EFFECT[1],
        WITHOUT_EFFECT[2],
        WITHOUT_EFFECT[3],
        WITHOUT_EFFECT[4],
        WITHOUT_EFFECT[5]
    };

    static final ConnectionOptions NONE = new ConnectionOptions(null, null, 0, null, -1, -1, null, 0);

    /** Reads options by their names in redis-py, each of which overrides what stands here. */
    ConnectionOptions overriddenBy(Values options) {
        boolean ssl = options.flag("ssl", tls != null);
        return new ConnectionOptions(
                options.has("username") ? blankToNull(options.text("username")) : username,
                options.has("password") ? blankToNull(options.text("password")) : password,
                options.has("db") ? options.database("db") : database,
                ssl ? tls(options) : null,
                options.has("socket_timeout") ? options.millis("socket_timeout") : socketTimeoutMillis,
                options.has("socket_connect_timeout") ? options.millis("socket_connect_timeout") : connectTimeoutMillis,
                options.has("client_name") ? blankToNull(options.text("client_name")) : clientName,
                options.has("protocol") ? protocol(options) : protocol);
    }

    private static int protocol(Values options) {
        String text = options.text("protocol", "2");
        if (!text.equals("2") && !text.equals("3")) {
            throw options.wrong("protocol", "2 or 3");
        }
        return Integer.parseInt(text);
    }

    private TlsOptions tls(Values options) {
        TlsOptions base = tls == null ? TlsOptions.verified(options.prefix() + "ssl_") : tls;
        boolean verified = options.has("ssl_cert_reqs") ? verifies(options, "ssl_cert_reqs") : base.verified();
        return new TlsOptions(
                        options.keys().stream().anyMatch(key -> key.startsWith("ssl_"))
                                ? options.prefix() + "ssl_"
                                : base.prefix(),
                        blankToNull(options.text("ssl_ca_certs", orEmpty(base.authorities()))),
                        blankToNull(options.text("ssl_ca_data", orEmpty(base.authorityData()))),
                        verified,
                        verified && options.flag("ssl_check_hostname", base.hostChecked()),
                        blankToNull(options.text("ssl_certfile", orEmpty(base.certificate()))),
                        blankToNull(options.text("ssl_keyfile", orEmpty(base.key()))))
                .checked();
    }

    /** Reads whether a certificate is required, as Python's ssl module names it. */
    static boolean verifies(Values options, String key) {
        return switch (options.text(key, "required")) {
            case "required", "CERT_REQUIRED", "optional", "CERT_OPTIONAL" -> true;
            case "none", "None", "CERT_NONE" -> false;
            default -> throw options.wrong(key, "required, optional or none");
        };
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Returns the same as Jedis has it. */
    JedisClientConfig clientConfig() {
        return builder().build();
    }

    /** Returns the same for Jedis's client of one connection, which finds no protocol out. */
    JedisClientConfig sentinelConfig() {
        DefaultJedisClientConfig.Builder config = builder();
        return protocol == 0 ? config.autoNegotiateProtocol(false).build() : config.build();
    }

    private DefaultJedisClientConfig.Builder builder() {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder().database(database);
        if (username != null) {
            // without a password Jedis would leave the user out, and be the default one; redis-py sends an empty one
            config.user(username).password(password == null ? "" : password);
        } else if (password != null) {
            config.password(password);
        }
        if (clientName != null) {
            config.clientName(clientName);
        }
        if (socketTimeoutMillis > 0) {
            config.timeoutMillis(socketTimeoutMillis);
        }
        if (connectTimeoutMillis > 0) {
            config.connectionTimeoutMillis(connectTimeoutMillis);
        }
        if (protocol != 0) {
            config.protocol(protocol == 3 ? RedisProtocol.RESP3 : RedisProtocol.RESP2);
        }
        if (tls != null) {
            SSLParameters parameters = new SSLParameters(); // without any Jedis checks the host's name
            if (tls.hostChecked()) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            config.ssl(true).sslSocketFactory(tls.socketFactory()).sslParameters(parameters);
        }
        return config;
    }

    /** Leaves secrets out; a user without a password may be a password in the wrong place. */
    @Override
    public String toString() {
        String user = username == null || password == null ? "" : " as " + username;
        return "database " + database + user + (tls == null ? "" : " over TLS");
    }
}
