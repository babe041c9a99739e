package io.rqkit.core.sentinel;

import io.rqkit.core.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import redis.clients.jedis.UnifiedJedis;

/**
 * A master, a replica and three sentinels, each with a password of its own, and the time that they live by; one source of
 * tests serves every implementation of this.
 */
interface SentinelSystem extends AutoCloseable {
    String MASTER_NAME = "mymaster";
    String USER = "jobs";
    String USER_SECRET = "secret-of-jobs";
    String MASTER_SECRET = "secret-of-the-master";
    String SENTINEL_SECRET = "secret-of-sentinels";
    int DATABASE = 3;

    /** Returns the addresses of the sentinels, as {@code host:port}. */
    List<String> sentinels();

    /** Makes a client by settings; the caller closes it. */
    UnifiedJedis connect(Settings settings);

    /** Kills the master, as SIGKILL does. */
    void killMaster();

    /** Has the sentinels make the replica the master, and the master a replica. */
    void failover();

    /** Lets time pass until a condition holds. */
    void await(String what, BooleanSupplier condition);

    /** Does something again and again, beside whatever else goes on, until it returns false. */
    void again(Duration pause, BooleanSupplier step);

    /** Opens a connection of the default user to the server that is the master now. */
    UnifiedJedis toMaster();

    @Override
    void close();

    /** Returns settings for a client of that name. */
    default Settings settings(String clientName) {
        return settings(Map.of(), clientName);
    }

    /** Returns settings for a client of that name, with some keys of SENTINEL set otherwise, in JSON. */
    default Settings settings(Map<String, String> changes, String clientName) {
        Map<String, String> keys = new java.util.TreeMap<>(Map.of(
                "INSTANCES",
                sentinels().stream().collect(Collectors.joining("\", \"", "[\"", "\"]")),
                "MASTER_NAME",
                quoted(MASTER_NAME),
                "DB",
                Integer.toString(DATABASE),
                "USERNAME",
                quoted(USER),
                "PASSWORD",
                quoted(USER_SECRET),
                "CONNECTION_KWARGS",
                "{\"client_name\": " + quoted(clientName) + "}",
                "SENTINEL_KWARGS",
                "{\"password\": " + quoted(SENTINEL_SECRET) + "}"));
        keys.putAll(changes);
        String json = keys.entrySet().stream()
                .map(key -> quoted(key.getKey()) + ": " + key.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        return Settings.resolve(null, null, Map.of("SENTINEL", json));
    }

    /** Makes a client of that name. */
    default UnifiedJedis connect(String clientName) {
        return connect(settings(clientName));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
