package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Listens on a TCP port or a Unix domain socket and gives each connection a thread. */
public final class SocketServer implements AutoCloseable {
    private static final int BACKLOG = 511;
    private static final int BIND_ATTEMPTS = 100;
    private static final long REST_NANOS = 20_000_000;
    private final Engine engine;
    private final String host;
    private final String name;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Farewells farewells;
    private final List<Thread> former = new ArrayList<>();
    private @Nullable ServerSocketFactory factory;
    private Relisten again;
    private int port;
    private Listener listener;
    private Thread acceptor;
    private @Nullable Socket placeholder;
    private boolean suspended;
    private volatile boolean closed;

    /** Begins to listen where it was listened before. */
    private interface Relisten {
        Listener listen() throws IOException;
    }

    private SocketServer(Engine engine, Listener listener, Relisten again, String host, int port, String name) {
        this.engine = engine;
        this.listener = listener;
        this.again = again;
        this.host = host;
        this.port = port;
        this.name = name;
        farewells = new Farewells("fake-redis-farewells-" + name);
        acceptor = accepting(listener);
    }

    private Thread accepting(Listener from) {
        Thread thread = new Thread(() -> accept(from), "fake-redis-accept-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Has servers stop listening, or listen again. */
    public static void refuse(List<SocketServer> servers, boolean refuses) {
        for (SocketServer server : servers) {
            try {
                if (refuses) {
                    server.suspend();
                } else {
                    server.resume();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot take port " + server.port() + " again", e);
            }
        }
    }

    /** Stops listening for a while: new connections are refused, those that are open stay. */
    public synchronized void suspend() throws IOException {
        if (closed || suspended) {
            return;
        }
        suspended = true;
        listener.close();
        if (port > 0) {
            // before all else: until then anybody may be given the port
            placeholder = placeholder();
        }
        Threads.join(acceptor);
    }

    /** Returns what is bound and does not listen, and so keeps the port for us. */
    private Socket placeholder() throws IOException {
        for (int attempt = 1; ; attempt++) {
            Socket socket = new Socket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(host, port));
                // else Linux gives the port to the next who asks for any: one that may be shared is free for it
                socket.setReuseAddress(false);
                return socket;
            } catch (BindException e) {
                socket.close();
                if (attempt == BIND_ATTEMPTS) {
                    throw e;
                }
                // somebody's connection got it for its own end, in the moment that it was free
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    /** Listens again. */
    public synchronized void resume() throws IOException {
        if (closed || !suspended) {
            return;
        }
        suspended = false;
        if (placeholder != null) {
            placeholder.setReuseAddress(true);
        }
        listener = again.listen();
        acceptor = accepting(listener);
        releasePort();
    }

    private void releasePort() throws IOException {
        if (placeholder != null) {
            placeholder.close();
            placeholder = null;
        }
    }

    /**
     * Begins to listen on a TCP port.
     *
     * @param factory makes plain sockets or such that speak TLS
     * @param port 0 for a free one
     * @throws IOException when the address can't be had, as when the port is in use
     */
    public static SocketServer tcp(Engine engine, ServerSocketFactory factory, String host, int port)
            throws IOException {
        TcpListener listener = new TcpListener(factory, host, port, BACKLOG);
        int taken = listener.port();
        Relisten again = () -> new TcpListener(factory, host, taken, BACKLOG);
        SocketServer server = new SocketServer(engine, listener, again, host, taken, Integer.toString(taken));
        server.factory = factory;
        return server;
    }

    /**
     * Begins to listen on a Unix domain socket, whose file goes when this closes.
     *
     * @param permissions as unixsocketperm has them, or 0 for those that the system gives
     * @throws IOException when the file can't be made, as when another server listens there
     */
    public static SocketServer unix(Engine engine, Path path, int permissions) throws IOException {
        Relisten again = () -> new UnixListener(path, permissions, BACKLOG);
        return new SocketServer(engine, again.listen(), again, "", 0, path.toString());
    }

    /**
     * Listens on another port, or with 0 on none; connections stay. May be called by one of them, so that it does not wait
     * for the thread that accepted others, which may be about to hand one over.
     *
     * @throws IOException when the port can't be had; it then listens where it did
     */
    public synchronized void moveTo(int newPort) throws IOException {
        ServerSocketFactory sockets = factory;
        if (sockets == null || closed || suspended || newPort == port) {
            return;
        }
        Relisten there = () -> new TcpListener(sockets, host, newPort, BACKLOG);
        Listener left = listener;
        if (newPort != 0) {
            listener = there.listen();
            former.removeIf(thread -> !thread.isAlive());
            former.add(acceptor);
            acceptor = accepting(listener);
        }
        again = there;
        port = newPort;
        left.close();
    }

    /** Returns the port it listens on, or 0 when it is no TCP port. */
    public synchronized int port() {
        return port;
    }

    private void accept(Listener from) {
        while (!closed) {
            try {
                Wire wire = from.accept();
                if (from.isClosed()) {
                    // the system hands over who came while accept was woken: too late, as a closed port would say
                    wire.close();
                    return;
                }
                serve(wire);
            } catch (IOException | OutOfMemoryError e) {
                if (closed || from.isClosed()) {
                    return;
                }
                // no descriptor or no memory is left: trying again at once would only take the processor too
                LockSupport.parkNanos(REST_NANOS);
            }
        }
    }

    private void serve(Wire wire) throws IOException {
        Connection connection;
        try {
            connection = new Connection(engine, wire, farewells, connections::remove);
        } catch (IllegalStateException | OutOfMemoryError refused) {
            wire.close();
            return;
        }
        connections.add(connection);
        connection.start();
    }

    /** Stops listening, closes every connection and waits for the threads. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            listener.close();
            releasePort();
        } catch (IOException e) {
            // nothing can be done about it, and nobody listens any more
        }
        Set<Connection> open = new HashSet<>(connections);
        open.forEach(Connection::abort);
        Threads.join(acceptor);
        former.forEach(Threads::join);
        // one more may have been accepted meanwhile
        connections.forEach(Connection::abort);
        open.addAll(connections);
        open.forEach(Connection::join);
        farewells.close();
    }
}
