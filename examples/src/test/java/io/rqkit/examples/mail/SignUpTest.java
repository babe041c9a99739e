package io.rqkit.examples.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.junit5.QueueName;
import io.rqkit.junit5.RqTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

@RqTest
class SignUpTest {
    @Test
    void aNewUserIsSentThreeMails(@QueueName("mail") Queue queue, UnifiedJedis connection) {
        SignUp.signUp("bob"); // makes its own Queue("mail")

        assertThat(queue.connection()).isSameAs(connection);
        assertThat(queue.jobs()).extracting(Job::args).containsExactly(List.of("bob", 3));
    }
}
