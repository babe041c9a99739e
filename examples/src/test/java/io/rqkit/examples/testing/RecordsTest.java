package io.rqkit.examples.testing;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** What the fake received: which commands, on which keys, in how many round trips. */
@RqTest
class RecordsTest {
    @Test
    void aJobIsEnqueuedInOneRoundTrip(FakeRedis redis, Queue queue) {
        queue.enqueue(Mailer::send, "bob", 3);
        redis.forgetCommands();

        queue.enqueue(Mailer::send, "eve", 3);

        assertThat(redis).roundTrips().isExactly(1);
        assertThat(redis).received("RPUSH").onKey("rq:queue:default");
    }

    @Test
    void nobodyAsksForAllKeys(FakeRedis redis, UnifiedJedis client) {
        client.set("greeting", "hello");
        client.get("greeting");

        assertThat(redis).receivedNo("KEYS");
    }
}
