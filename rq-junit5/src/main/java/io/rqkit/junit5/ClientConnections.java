package io.rqkit.junit5;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;

/**
 * The connections of one test's client: made when needed, kept for the next command, and counted, so that a test that
 * keeps one for ever is found. Jedis's own pool does the same, and takes longer to make than most tests to run.
 * Thread-safe.
 */
final class ClientConnections implements ConnectionProvider {
    private static final int MOST = 32;
    /** A test that leaks connections shall fail, not hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JedisSocketFactory sockets;
    private final JedisClientConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Deque<Kept> idle = new ArrayDeque<>();
    private final Set<Kept> lent = Collections.newSetFromMap(new IdentityHashMap<>());
    private int making;
    private boolean isClosed;

    ClientConnections(JedisSocketFactory sockets, JedisClientConfig config) {
        this.sockets = sockets;
        this.config = config;
    }

    @Override
    public Connection getConnection(CommandArguments command) {
        return getConnection();
    }

    @Override
    public Connection getConnection() {
        Kept waiting = idleOrLeave();
        if (waiting != null) {
            return waiting;
        }
        Kept made = null;
        try {
            made = new Kept();
            return made;
        } finally {
            made(made);
        }
    }

    /** Returns a connection that is not in use, or null with the leave to make one. */
    private @Nullable Kept idleOrLeave() {
        lock.lock();
        try {
            long nanos = PATIENCE.toNanos();
            while (!isClosed && idle.isEmpty() && lent.size() + making >= MOST && nanos > 0) {
                nanos = returned.awaitNanos(nanos);
            }
            if (isClosed) {
                throw new JedisException("This client is closed: its test is over, or closed it.");
            }
            Kept waiting = idle.poll();
            if (waiting != null) {
                lent.add(waiting);
            } else if (lent.size() + making >= MOST) {
                throw new JedisException("All " + MOST + " connections of this test's client are in use for "
                        + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos())
                        + " seconds. Close each pipeline, transaction and Connection that you open.");
            } else {
                making++;
            }
            return waiting;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JedisException("Interrupted while all connections were in use", e);
        } finally {
            lock.unlock();
        }
    }

    private void made(@Nullable Kept made) {
        lock.lock();
        try {
            making--;
            if (made != null) {
                lent.add(made);
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Kept connection) {
        boolean isKept;
        lock.lock();
        try {
            if (!lent.remove(connection)) {
                return; // closed twice
            }
            isKept = !isClosed && !connection.isBroken();
            if (isKept) {
                idle.push(connection);
            }
            returned.signal();
        } finally {
            lock.unlock();
        }
        if (!isKept) {
            connection.disconnect();
        }
    }

    /** Returns how many connections are in use. */
    int inUse() {
        lock.lock();
        try {
            return lent.size();
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is not in use; more are made when needed. */
    void closeIdle() {
        List<Kept> closing;
        lock.lock();
        try {
            closing = new ArrayList<>(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        closing.forEach(Connection::disconnect);
    }

    /** Closes what is not in use at once, and the rest when it is given back. */
    @Override
    public void close() {
        List<Kept> closing;
        lock.lock();
        try {
            isClosed = true;
            closing = new ArrayList<>(idle);
            idle.clear();
            returned.signalAll();
        } finally {
            lock.unlock();
        }
        closing.forEach(Connection::disconnect);
    }

    /** Goes back when closed. */
    private final class Kept extends Connection {
        Kept() {
            super(sockets, config);
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }
}
