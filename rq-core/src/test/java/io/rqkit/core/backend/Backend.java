package io.rqkit.core.backend;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;

/** A Redis that tests run against; one source of tests serves every implementation of this. */
public interface Backend extends AutoCloseable {

    /** The setting that makes an absent real Redis a failure instead of an aborted test. */
    String REQUIRE_REAL = "rq.requireRealRedis";

    /** Returns a new pooled client for the given database; the caller closes it. */
    UnifiedJedis connect(int database);

    /** Returns how clients connect: they give a reply a minute, where Jedis's two seconds pass on a busy machine. */
    static JedisClientConfig client(int database) {
        return DefaultJedisClientConfig.builder()
                .database(database)
                .timeoutMillis(60_000)
                .build();
    }

    /** Returns the port of this machine on which it listens. */
    int port();

    /** Ends one test's use of it. */
    void giveBack();

    /** Empties every database. */
    void flush();

    /** Stops the server and releases its port. */
    @Override
    void close();

    /** The setting that names the backend: {@code embedded}, real Redis, unless set, or {@code fake}. */
    String CHOICE = "rq.redis";

    /** Lends a backend that no other test uses meanwhile, or aborts the test where it cannot be started. */
    static Backend lend() {
        String choice = System.getProperty(CHOICE, "embedded");
        return switch (choice) {
            case "embedded" -> EmbeddedBackend.lend();
            case "fake" -> fake();
            default -> throw new IllegalArgumentException(CHOICE + " must be embedded or fake, is " + choice);
        };
    }

    /** Lends a fake. */
    static Backend fake() {
        return new FakeBackend();
    }
}
