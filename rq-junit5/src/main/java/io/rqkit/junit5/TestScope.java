package io.rqkit.junit5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** What one test (or the set-up of one class) holds: a server on loan, a connection, and what else it was given. */
@SuppressWarnings("deprecation") // Jupiter before 5.13 closes nothing but its own closeable type
final class TestScope
        implements org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Backend backend;
    private final Server server;
    private final boolean ownsServer;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable UnifiedJedis connection;
    private @Nullable StackCheck check;
    private @Nullable RqExtension pushedBy;

    /** Creates a scope whose end ends the loan of the server. */
    TestScope(Backend backend, Server server) {
        this(backend, server, true);
    }

    private TestScope(Backend backend, Server server, boolean ownsServer) {
        this.backend = backend;
        this.server = server;
        this.ownsServer = ownsServer;
    }

    /** Creates a scope within this one: another connection to the same server. */
    TestScope within() {
        return new TestScope(backend, server, false);
    }

    Backend backend() {
        return backend;
    }

    Server server() {
        return server;
    }

    /** Returns the connection of this scope, the same each time. */
    synchronized UnifiedJedis connection() {
        if (connection == null) {
            connection = server.client();
        }
        return connection;
    }

    /** Keeps what shall be closed with this scope, last first. */
    synchronized <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Pushes the connection on this thread's stack, unless another registration did. */
    void push(RqExtension by) {
        if (pushedBy == null) {
            check = StackCheck.push(connection());
            pushedBy = by;
        }
    }

    boolean isPushedBy(RqExtension extension) {
        return pushedBy == extension;
    }

    /** Restores this thread's stack and closes everything; returns what was not as it should be, may be empty. */
    List<Throwable> end(String test) {
        List<Throwable> findings = new ArrayList<>();
        if (check != null) {
            check.pop(test).ifPresent(findings::add);
            check = null;
        }
        closeAll(findings);
        return findings;
    }

    private synchronized void closeAll(List<Throwable> failures) {
        while (!opened.isEmpty()) {
            close(opened.pop(), failures);
        }
        if (connection != null) {
            close(connection, failures);
            connection = null;
        }
    }

    private static void close(AutoCloseable resource, List<Throwable> failures) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(e);
        } catch (Exception | AssertionError e) {
            failures.add(e);
        }
    }

    /** Closes what a test left that never came to its end, and ends the loan of the server. */
    @Override
    public void close() {
        closeAll(new ArrayList<>());
        if (ownsServer) {
            server.close();
        }
    }
}
