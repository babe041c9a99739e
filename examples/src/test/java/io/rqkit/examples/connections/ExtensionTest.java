package io.rqkit.examples.connections;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.examples.mail.SignUp;
import io.rqkit.junit5.OnEachBackend;
import io.rqkit.junit5.QueueName;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** The tests of {@link SetUpAndTearDownTest}, whose set-up and tear-down the extension does. */
@RqTest
class ExtensionTest {
    @Test
    void anyQueueMadeHereUsesThatRedis(UnifiedJedis redis) {
        Queue queue = new Queue("mail");

        Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);

        assertThat(queue).hasConnection(redis).containsExactly(job);
        assertThat(Connections.current()).isSameAs(redis);
    }

    @Test
    void soDoesAQueueMadeByTheCodeUnderTest(@QueueName("mail") Queue queue) {
        SignUp.signUp("bob");

        assertThat(queue).hasEnqueued(Mailer::send, "bob", 3);
    }

    @OnEachBackend
    void soItDoesOnTheFakeAndOnRealRedis(@QueueName("mail") Queue queue) {
        SignUp.signUp("bob");

        assertThat(queue).hasEnqueued(Mailer::send, "bob", 3);
    }
}
