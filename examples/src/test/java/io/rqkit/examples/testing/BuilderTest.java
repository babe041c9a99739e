package io.rqkit.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.junit5.RqExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.UnifiedJedis;

/** An extension with settings of its own. */
class BuilderTest {
    @RegisterExtension
    static final RqExtension RQ = RqExtension.builder()
            .backends("fake")
            .fake(redis -> redis.seed(42).databases(2).config("maxmemory", "10mb"))
            .client(DefaultJedisClientConfig.builder()
                    .resp2()
                    .clientName("test")
                    .build())
            .build();

    @Test
    void isSetUpAsAsked(UnifiedJedis redis) {
        assertThat(redis.info("memory")).contains("maxmemory:10485760");
    }
}
