package io.rqkit.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.junit5.RedisScope;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import redis.clients.jedis.RedisClient;

/** An application that is started once, with an address that stays; its Redis is emptied before each test. */
@RqTest(scope = RedisScope.SUITE)
class SharedServerTest {
    private static RedisClient application;

    @BeforeAll
    static void start(Endpoint redis) {
        application = RedisClient.create(redis.uri()); // over TCP, as in production
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @RepeatedTest(2)
    void eachTestFindsItEmpty() {
        assertThat(application.incr("visits")).isOne();
    }
}
