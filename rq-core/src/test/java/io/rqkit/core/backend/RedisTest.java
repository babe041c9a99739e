package io.rqkit.core.backend;

import io.rqkit.core.Connections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.UnifiedJedis;

/** Gives each test an empty Redis and a client of its own. */
public abstract class RedisTest {
    /** The client of the running test, database 0. */
    protected UnifiedJedis redis;

    /** The server behind {@link #redis}. */
    protected Backend backend;

    /** Returns the server to test on; a subclass that returns {@link Backend#fake()} runs the same tests there. */
    protected Backend choose() {
        return Backend.lend();
    }

    @BeforeEach
    final void connect() {
        backend = choose();
        backend.flush();
        redis = backend.connect(0);
    }

    @AfterEach
    final void disconnect() {
        if (redis != null) {
            redis.close();
        }
        if (backend != null) {
            backend.giveBack();
        }
        while (Connections.depth() > 0) {
            Connections.pop();
        }
    }
}
