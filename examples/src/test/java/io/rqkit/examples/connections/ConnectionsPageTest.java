package io.rqkit.examples.connections;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import io.rqkit.examples.RealRedis;
import io.rqkit.examples.mail.Mailer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.UnifiedJedis;

/** What the page promises, on the fake and on real Redis. */
@ParameterizedClass
@ValueSource(strings = {"fake", "embedded"})
class ConnectionsPageTest {
    @Parameter
    String setting;

    private Backend backend;
    private UnifiedJedis first;
    private UnifiedJedis second;

    @BeforeEach
    void open() {
        RealRedis.assumeThere(setting);
        backend = Backend.open(setting);
        first = backend.connect(0);
        second = backend.connect(1);
    }

    @AfterEach
    void close() {
        if (backend != null) {
            first.close();
            second.close();
            backend.close();
        }
    }

    @Test
    void theGlobalConnectionIsTakenByAllThatFollows() {
        Queue queue = GlobalConnection.open(first);

        assertThat(queue).hasConnection(first);
        assertThat(Connections.pop()).isSameAs(first);
    }

    @Test
    void usingAnotherGlobalConnectionReplacesTheFirst() {
        Queue before = GlobalConnection.open(first);
        Queue after = GlobalConnection.open(second);

        assertThat(before).hasConnection(first);
        assertThat(after).hasConnection(second);
        assertThat(Connections.depth()).isOne();
        Connections.pop();
    }

    @Test
    @SuppressWarnings("try")
    void anExplicitConnectionBeatsTheCurrentOne() {
        try (var scope = Connections.with(second)) {
            ExplicitConnections.Queues queues = ExplicitConnections.open(first, second);

            assertThat(queues.foo()).hasConnection(first);
            assertThat(queues.bar()).hasConnection(second);
        }
    }

    @Test
    void aQueueTakesTheConnectionOfTheInnermostScope() {
        NestedScopes.Queues queues = NestedScopes.open(first, second);

        assertThat(queues.q1()).hasConnection(first).sharesConnectionWith(queues.q3());
        assertThat(queues.q2()).hasConnection(second).doesNotShareConnectionWith(queues.q1());
        assertThat(Connections.depth()).isZero();
    }

    @Test
    void aQueueEnqueuesToItsOwnRedisAfterItsScopeClosed() {
        NestedScopes.Queues queues = NestedScopes.open(first, second);

        Job<Void> job = queues.q2().enqueue(Mailer::send, "bob", 3);

        assertThat(second.lrange("rq:queue:bar", 0, -1)).containsExactly(job.id());
        assertThat(first.dbSize()).isZero();
    }

    @Test
    void whatIsPushedIsCurrentUntilItIsPopped() throws Exception {
        int waiting = PushAndPop.signUpTwo(first);

        assertThat(waiting).isEqualTo(2);
        assertThat(Connections.depth()).isZero();
    }
}
