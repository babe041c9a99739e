package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on a TCP port and gives each connection a thread. */
public final class TcpServer implements AutoCloseable {
    private static final int BACKLOG = 511;
    private final Engine engine;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Begins to listen.
     *
     * @param port 0 for a free one
     * @throws IOException when the address can't be had, as when the port is in use
     */
    public TcpServer(Engine engine, String host, int port) throws IOException {
        this.engine = engine;
        listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        acceptor = new Thread(this::accept, "fake-redis-accept-" + listener.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Returns the port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                TcpConnection connection = new TcpConnection(engine, socket, connections::remove);
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
        List<TcpConnection> open = List.copyOf(connections);
        open.forEach(TcpConnection::abort);
        Threads.join(acceptor);
        // one more may have been accepted meanwhile
        connections.forEach(TcpConnection::abort);
        open.forEach(TcpConnection::join);
    }
}
