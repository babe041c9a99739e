package io.rqkit.core.backend;

import redis.clients.jedis.UnifiedJedis;

/** A Redis that tests run against; one source of tests serves every implementation of this. */
public interface Backend extends AutoCloseable {

    /** The setting that makes an absent real Redis a failure instead of an aborted test. */
    String REQUIRE_REAL = "rq.requireRealRedis";

    /** Returns a new pooled client for the given database; the caller closes it. */
    UnifiedJedis connect(int database);

    /** Returns the port of this machine on which it listens. */
    int port();

    /** Empties every database. */
    void flush();

    /** Stops the server and releases its port. */
    @Override
    void close();

    /** The setting that names the backend: {@code embedded}, real Redis, unless set, or {@code fake}. */
    String CHOICE = "rq.redis";

    /** Returns the backend shared by the tests of this JVM, or aborts the test where it cannot be started. */
    static Backend shared() {
        String choice = System.getProperty(CHOICE, "embedded");
        return switch (choice) {
            case "embedded" -> EmbeddedBackend.shared();
            case "fake" -> FakeBackend.shared();
            default -> throw new IllegalArgumentException(CHOICE + " must be embedded or fake, is " + choice);
        };
    }

    /** Returns the fake shared by the tests of this JVM. */
    static Backend fake() {
        return FakeBackend.shared();
    }
}
