package io.rqkit.junit5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** What one test (or the set-up of one class) holds: a server on loan, a connection, and what else it was given. */
@SuppressWarnings("deprecation") // Jupiter before 5.13 closes nothing but its own closeable type
final class TestScope
        implements org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Backend backend;
    private final Server server;
    private final @Nullable Turn turn;
    private final @Nullable TestScope outer;
    private final long newestBefore;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<ClientConnections> clients = new ArrayList<>();
    private @Nullable UnifiedJedis connection;
    private @Nullable StackCheck check;
    private @Nullable RqExtension pushedBy;
    private boolean isEnded;
    private boolean isSeenByOthers;

    /** Creates a scope whose end ends the loan of the server. */
    TestScope(Backend backend, Server server) {
        this(backend, server, null, null, 0);
    }

    private TestScope(
            Backend backend, Server server, @Nullable Turn turn, @Nullable TestScope outer, long newestBefore) {
        this.backend = backend;
        this.server = server;
        this.turn = turn;
        this.outer = outer;
        this.newestBefore = newestBefore;
    }

    /** Returns a scope within this one, another connection to the same server: waits until no other test has that. */
    TestScope takeTurn(Turn turn) {
        turn.take();
        try {
            server.reset();
            TestScope begun = new TestScope(backend, server, turn, this, newestClient());
            begun.isSeenByOthers = isSeenByOthers; // what the class's set-up was given, its tests may use
            return begun;
        } catch (JedisException e) {
            turn.end();
            throw new TestAbortedException("Redis at " + backend + " cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            turn.end();
            throw e;
        }
    }

    private long newestClient() {
        try (Jedis jedis = server.jedis()) {
            return jedis.clientId();
        }
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
            connection = newClient();
        }
        return connection;
    }

    /** Returns another client, which is closed with this scope. */
    synchronized UnifiedJedis newConnection() {
        return open(newClient());
    }

    private UnifiedJedis newClient() {
        ClientConnections connections = new ClientConnections(server.sockets(), server.config());
        clients.add(connections);
        return server.client(connections);
    }

    /** Keeps what shall be closed with this scope, and may leave connections open that nobody counts. */
    <T extends AutoCloseable> T openUnseen(T resource) {
        isSeenByOthers();
        return open(resource);
    }

    /** Notes that connections may be made that nobody counts. */
    synchronized void isSeenByOthers() {
        isSeenByOthers = true;
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

    /**
     * Restores this thread's stack, closes everything and looks for what is left; returns what was not as it should be,
     * may be empty.
     */
    List<Throwable> end(String test, Set<LeakCheck> checks) {
        List<Throwable> findings = new ArrayList<>();
        if (check != null) {
            check.pop(test).ifPresent(findings::add);
            check = null;
        }
        Leaks leaks = new Leaks(checks);
        server.fake().ifPresent(leaks::lookAtFaults); // they could hit what follows
        int inUse;
        synchronized (this) {
            closeOpened(findings);
            inUse = clients.stream().mapToInt(ClientConnections::inUse).sum();
        }
        closeAll(findings);
        look(leaks, inUse);
        for (String leak : leaks.found()) {
            findings.add(new AssertionFailedError(test + " cleaned up badly: " + leak));
        }
        return findings;
    }

    private void look(Leaks leaks, int inUse) {
        boolean mayHaveLeft = inUse > 0 || isSeenByOthers;
        if (mayHaveLeft && leaks.looksAtClients() && !server.isOurs() && inUse > 0) {
            leaks.inUse(inUse);
        }
        boolean looksAtClients = mayHaveLeft && leaks.looksAtClients() && server.isOurs();
        if (!looksAtClients && !leaks.looksAtData()) {
            return;
        }
        try (Jedis jedis = server.jedis()) {
            if (looksAtClients) {
                if (outer != null) {
                    outer.closeIdle(); // the class's clients may connect when a test uses them
                }
                leaks.lookAtClients(jedis, newestBefore);
            }
            leaks.lookAtData(jedis);
        } catch (JedisException | IllegalStateException e) {
            // the test closed or broke its server, and with it everything that it could have left
        }
    }

    private synchronized void closeIdle() {
        clients.forEach(ClientConnections::closeIdle);
        for (AutoCloseable resource : opened) {
            if (resource instanceof RedisClient client) {
                client.getPool().clear();
            }
        }
    }

    private void closeOpened(List<Throwable> failures) {
        while (!opened.isEmpty()) {
            close(opened.pop(), failures);
        }
    }

    private synchronized void closeAll(List<Throwable> failures) {
        closeOpened(failures);
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
    public synchronized void close() {
        if (isEnded) {
            return;
        }
        isEnded = true;
        closeAll(new ArrayList<>());
        if (turn != null) {
            turn.end();
        } else {
            server.close();
        }
    }
}
