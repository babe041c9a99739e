package io.rqkit.junit5;

import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** The configuration that a server had when it was first seen, and has again before each test. Thread-safe. */
final class Configuration {
    private final Map<String, String> first = new HashMap<>();

    /** Sets back what was changed since the first call; remembers everything on that call. */
    synchronized void restore(Jedis jedis) {
        Map<String, String> now;
        try {
            now = jedis.configGet("*");
        } catch (JedisDataException e) {
            return; // some providers forbid CONFIG; then no test can have changed it either
        }
        if (first.isEmpty()) {
            first.putAll(now);
            return;
        }
        first.forEach((name, value) -> {
            if (!value.equals(now.get(name))) {
                jedis.configSet(name, value);
            }
        });
    }
}
