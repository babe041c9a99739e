package io.rqkit.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.junit5.RqAssertionsTest.Mailer;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What a failed test tells of its Redis. */
class FailureReportTest {
    @Test
    void aFailureCarriesTheQueuesAndTheirJobs() {
        EngineExecutionResults results = Run.of(FailingCase.class);

        assertThat(Run.throwables(results.testEvents())).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessage("my own");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .startsWith("the state of Redis (fake) when the test failed\nQueue(mail)\n  waits  ")
                    .contains("  queued  " + Mailer.class.getName() + ".send('bob', 3)\n")
                    .contains("\n  is scheduled  ", "\n  finished  ", "\n  failed  ", "no mail for eve")
                    .contains("\nthe last commands, oldest first\n", "ZADD");
        });
        assertThat(results.testEvents().reportingEntryPublished().count()).isOne();
    }

    @RqTest
    static class FailingCase {
        @Test
        void fails(@QueueName("mail") Queue queue, @QueueName("mail") Worker worker) {
            queue.enqueue(Mailer::send, "eve", -1);
            queue.enqueue(Mailer::send, "eve", 1);
            worker.allow(Mailer.class).burst();
            queue.enqueue(Mailer::send, "bob", 3);
            queue.at(Instant.parse("2100-01-01T00:00:00Z")).enqueue(Mailer::send, "bob", 4);
            throw new IllegalStateException("my own");
        }
    }

    @Test
    void anAbortedTestAndABrokenRedisTellNothing() {
        EngineExecutionResults results = Run.of(QuietCase.class);

        assertThat(Run.throwables(results.testEvents()))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    @RqTest
    static class QuietCase {
        @Test
        void aborts(Queue queue) {
            queue.enqueue(Mailer::send, "bob", 3);
            Assumptions.abort("not today");
        }

        @Test
        void closes(Queue queue, FakeRedis redis) {
            queue.enqueue(Mailer::send, "bob", 3);
            redis.close();
            throw new IllegalStateException("my own");
        }
    }
}
