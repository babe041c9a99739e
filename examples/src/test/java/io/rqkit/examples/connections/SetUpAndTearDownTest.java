package io.rqkit.examples.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.examples.mail.SignUp;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** A test that pushes in its set-up and pops in its tear-down, by hand. {@code -Drq.redis} says on which Redis. */
class SetUpAndTearDownTest {
    private Backend backend;
    private UnifiedJedis redis;

    @BeforeEach
    void setUp() {
        backend = Backend.open();
        redis = backend.connect();
        Connections.push(redis);
    }

    @AfterEach
    void tearDown() {
        new Queue("mail").delete();
        UnifiedJedis popped = Connections.pop();
        assertThat(popped).isSameAs(redis);
        redis.close();
        backend.close();
    }

    @Test
    void anyQueueMadeHereUsesThatRedis() {
        Queue queue = new Queue("mail");

        Job<Void> job = queue.enqueue(Mailer::send, "bob", 3);

        assertThat(queue.connection()).isSameAs(redis);
        assertThat(redis.lrange("rq:queue:mail", 0, -1)).contains(job.id());
    }

    @Test
    void soDoesAQueueMadeByTheCodeUnderTest() {
        SignUp.signUp("bob");

        assertThat(new Queue("mail").jobs()).extracting(Job::args).containsExactly(List.of("bob", 3));
    }
}
