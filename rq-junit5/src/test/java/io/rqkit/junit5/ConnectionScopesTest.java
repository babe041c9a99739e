package io.rqkit.junit5;

import static io.rqkit.junit5.RqAssertions.assertThat;
import static io.rqkit.junit5.RqAssertions.assertThatConnections;

import io.rqkit.core.Connections;
import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import redis.clients.jedis.UnifiedJedis;

/** The page that the project started from, through the extension, on each backend. */
@RqTest
class ConnectionScopesTest {

    @OnEachBackend
    void aQueueKeepsTheConnectionItWasMadeWith(@NewConnection UnifiedJedis first, @NewConnection UnifiedJedis second) {
        Queue q1;
        Queue q2;
        Queue q3;
        try (var scope = Connections.with(first)) {
            q1 = new Queue("foo");
            try (var inner = Connections.with(second)) {
                q2 = new Queue("bar");
            }
            q3 = new Queue("qux");
        }

        assertThat(q1).hasConnection(first).sharesConnectionWith(q3).doesNotShareConnectionWith(q2);
        assertThat(q2).hasConnection(second);
        Job<Object> job = q2.enqueue("mod.add", 1, 2);
        assertThat(q2).containsExactly(job).hasEnqueued("mod.add", 1, 2);
    }

    @OnEachBackend
    void codeUnderTestFindsTheTestsConnection(UnifiedJedis connection, @NewConnection UnifiedJedis other) {
        assertThatConnections().haveDepth(1).haveCurrent(connection);

        assertThat(new Queue()).hasConnection(connection);
        assertThat(new Queue("foo", other)).hasConnection(other);
    }
}
