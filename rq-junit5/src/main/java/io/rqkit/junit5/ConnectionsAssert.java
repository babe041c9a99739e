package io.rqkit.junit5;

import io.rqkit.core.Connections;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Assertions on the connection stack of the calling thread, each of which looks anew.
 *
 * <pre>{@code assertThatConnections().haveDepth(1).haveCurrent(connection);}</pre>
 */
public final class ConnectionsAssert extends AbstractAssert<ConnectionsAssert, Thread> {
    ConnectionsAssert() {
        super(Thread.currentThread(), ConnectionsAssert.class);
    }

    /** Verifies that the stack holds nothing. */
    public ConnectionsAssert areEmpty() {
        return haveDepth(0);
    }

    /** Verifies how many connections the stack holds, nulls included. */
    public ConnectionsAssert haveDepth(int expected) {
        int depth = Connections.depth();
        if (depth != expected) {
            throw failureWithActualExpected(
                    depth,
                    expected,
                    "Expected a connection stack of depth %d, but it is %d deep with %s on top.",
                    expected,
                    depth,
                    Connections.current());
        }
        return this;
    }

    /** Verifies that this very connection, or null for none, is on top of the stack. */
    public ConnectionsAssert haveCurrent(@Nullable UnifiedJedis expected) {
        UnifiedJedis current = Connections.current();
        if (current != expected) {
            throw failure(
                    "Expected the current connection\n  %s\nbut it is\n  %s\non a stack of depth %d.",
                    expected, current, Connections.depth());
        }
        return this;
    }
}
