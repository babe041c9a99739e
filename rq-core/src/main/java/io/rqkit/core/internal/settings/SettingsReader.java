package io.rqkit.core.internal.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads RQ's keys. Follows section 1.3 of the contract, which is get_redis_from_config in RQ's cli/helpers. */
public final class SettingsReader {
    private static final int SENTINEL_PORT = 26_379;
    static final String[] KEYS = {
        "REDIS_URL",
        "SENTINEL",
        "REDIS_HOST",
        "REDIS_PORT",
        "REDIS_DB",
        "REDIS_PASSWORD",
        "REDIS_USERNAME",
        "REDIS_SSL",
        "REDIS_SSL_CA_CERTS",
        "REDIS_SSL_CA_DATA",
        "REDIS_SSL_CERT_REQS",
        "REDIS_SSL_KEYFILE",
        "REDIS_SSL_CERTFILE",
        "QUEUES",
        "NAME",
        "DICT_CONFIG"
    };
    static final String[] SENTINEL_KEYS = {
        "INSTANCES",
        "MASTER_NAME",
        "DB",
        "USERNAME",
        "PASSWORD",
        "SOCKET_TIMEOUT",
        "SSL",
        "CONNECTION_KWARGS",
        "SENTINEL_KWARGS"
    };

    private final Values values;
    private final @Nullable Target given;

    private SettingsReader(Values values, @Nullable Target given) {
        this.values = values;
        this.given = given;
    }

    /** Takes a URL alone. */
    public static SettingsReader ofUrl(String url, String key) {
        return new SettingsReader(new Values(Map.of(), "", key), RedisUrl.target(url, key, ConnectionOptions.NONE));
    }

    /** Takes a file's values, all of which must be settings. */
    public static SettingsReader ofFile(Map<String, Object> read, String source) {
        Values values = new Values(read, "", source);
        values.requireKnown(KEYS);
        return new SettingsReader(values, null);
    }

    /** Takes from an environment what is a setting. */
    public static SettingsReader ofEnvironment(Map<String, String> environment) {
        Map<String, Object> settings = new LinkedHashMap<>();
        environment.forEach((key, value) -> {
            // a program's own NAME means something else, as RQ_NAME and REDIS_… hardly do
            boolean known = List.of(KEYS).contains(key) || key.startsWith("SENTINEL.");
            if (known && !key.equals("NAME") && !key.equals("QUEUES")) {
                settings.put(key, value);
            }
        });
        return new SettingsReader(new Values(settings, "", "the environment"), null);
    }

    /** Returns the queues named, or {@code default}. */
    public List<String> queues() {
        List<String> queues = values.list("QUEUES");
        return queues.isEmpty() ? List.of("default") : queues;
    }

    /** Returns the worker's name, or null. */
    public @Nullable String name() {
        return ConnectionOptions.blankToNull(values.text("NAME"));
    }

    /** Returns which Redis is meant. */
    public Target target() {
        if (given != null) {
            return given;
        }
        String url = values.text("REDIS_URL", "");
        if (!url.isEmpty()) {
            return RedisUrl.target(url, "REDIS_URL", new ConnectionOptions(null, null, 0, tls(), -1, -1, null, 0));
        }
        Values sentinel = values.map("SENTINEL", SENTINEL_KEYS);
        return sentinel.keys().isEmpty() ? single() : sentinel(sentinel);
    }

    private Target single() {
        ConnectionOptions options = new ConnectionOptions(
                ConnectionOptions.blankToNull(values.text("REDIS_USERNAME")),
                ConnectionOptions.blankToNull(values.text("REDIS_PASSWORD")),
                values.database("REDIS_DB"),
                values.flag("REDIS_SSL", false) ? tls() : null,
                -1,
                -1,
                null,
                0);
        return new Target.Server(
                new Address(values.host("REDIS_HOST"), values.port("REDIS_PORT", Target.DEFAULT_PORT)), options);
    }

    private TlsOptions tls() {
        boolean verified = ConnectionOptions.verifies(values, "REDIS_SSL_CERT_REQS");
        return new TlsOptions(
                        "REDIS_SSL_",
                        ConnectionOptions.blankToNull(values.text("REDIS_SSL_CA_CERTS")),
                        ConnectionOptions.blankToNull(values.text("REDIS_SSL_CA_DATA")),
                        verified,
                        verified,
                        ConnectionOptions.blankToNull(values.text("REDIS_SSL_CERTFILE")),
                        ConnectionOptions.blankToNull(values.text("REDIS_SSL_KEYFILE")))
                .checked();
    }

    private static Target sentinel(Values sentinel) {
        List<Address> instances = sentinel.has("INSTANCES")
                ? sentinel.addresses("INSTANCES", SENTINEL_PORT)
                : List.of(new Address("localhost", SENTINEL_PORT));
        if (instances.isEmpty()) {
            throw sentinel.wrong("INSTANCES", "a list of hosts with ports, as localhost:26379");
        }
        ConnectionOptions master = new ConnectionOptions(
                ConnectionOptions.blankToNull(sentinel.text("USERNAME")),
                ConnectionOptions.blankToNull(sentinel.text("PASSWORD")),
                sentinel.database("DB"),
                sentinel.flag("SSL", false) ? TlsOptions.verified("SENTINEL.CONNECTION_KWARGS.ssl_") : null,
                sentinel.millis("SOCKET_TIMEOUT"),
                -1,
                null,
                0);
        return new Target.SentinelMaster(
                instances,
                sentinel.text("MASTER_NAME", "mymaster"),
                master.overriddenBy(sentinel.map("CONNECTION_KWARGS", ConnectionOptions.KNOWN)),
                ConnectionOptions.NONE.overriddenBy(sentinel.map("SENTINEL_KWARGS", ConnectionOptions.KNOWN)));
    }
}
