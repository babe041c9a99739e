package io.rqkit.examples.mail;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.junit5.QueueName;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

@RqTest
class SignUpTest {
    @Test
    void aNewUserIsSentThreeMails(@QueueName("mail") Queue queue, UnifiedJedis connection) {
        SignUp.signUp("bob"); // makes its own Queue("mail")

        assertThat(queue).hasConnection(connection).hasEnqueued(Mailer::send, "bob", 3);
    }
}
