package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/** Listens on a TCP port or a Unix domain socket and gives each connection a thread. */
public final class SocketServer implements AutoCloseable {
    private static final int BACKLOG = 511;
    private final Engine engine;
    private final Listener listener;
    private final int port;
    private final Thread acceptor;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private SocketServer(Engine engine, Listener listener, int port, String name) {
        this.engine = engine;
        this.listener = listener;
        this.port = port;
        acceptor = new Thread(this::accept, "fake-redis-accept-" + name);
        acceptor.setDaemon(true);
        acceptor.start();
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
        return new SocketServer(engine, listener, listener.port(), Integer.toString(listener.port()));
    }

    /**
     * Begins to listen on a Unix domain socket, whose file goes when this closes.
     *
     * @throws IOException when the file can't be made, as when another server listens there
     */
    public static SocketServer unix(Engine engine, Path path) throws IOException {
        return new SocketServer(engine, new UnixListener(path, BACKLOG), 0, path.toString());
    }

    /** Returns the port it listens on, or 0 when it is no TCP port. */
    public int port() {
        return port;
    }

    private void accept() {
        while (!closed) {
            try {
                Connection connection = new Connection(engine, listener.accept(), connections::remove);
                connections.add(connection);
                connection.start();
            } catch (IOException | IllegalStateException e) {
                if (!closed && listener.isClosed()) {
                    return;
                }
            }
        }
    }

    /** Stops listening, closes every connection and waits for the threads. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            // nothing can be done about it, and nobody listens any more
        }
        List<Connection> open = List.copyOf(connections);
        open.forEach(Connection::abort);
        Threads.join(acceptor);
        // one more may have been accepted meanwhile
        connections.forEach(Connection::abort);
        open.forEach(Connection::join);
    }
}
