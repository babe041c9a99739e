package io.rqkit.examples.testing;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.examples.mail.SignUp;
import io.rqkit.junit5.InjectRedis;
import io.rqkit.junit5.QueueName;
import io.rqkit.junit5.RqTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Fields in place of parameters, shared by nested classes. */
@RqTest
class FieldsTest {
    @InjectRedis
    @QueueName("mail")
    private Queue mail;

    @Test
    void startsEmpty() {
        assertThat(mail).isEmpty();
    }

    @Nested
    class AfterASignUp {
        @BeforeEach
        void signUp() {
            SignUp.signUp("bob");
        }

        @Test
        void threeMailsWait() {
            assertThat(mail).hasSize(1).hasEnqueued(Mailer::send, "bob", 3).hasNotEnqueued(Mailer::send, "eve", 3);
        }
    }
}
