/** A JUnit extension that gives each test an empty Redis and a connection, and assertions on queues and jobs. */
module io.rqkit.junit5 {
    requires transitive io.rqkit.core;
    requires transitive io.rqkit.fakeredis;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive redis.clients.jedis;
    requires com.fasterxml.jackson.databind;
    requires static embedded.redis;
    requires static org.jspecify;

    exports io.rqkit.junit5;
}
