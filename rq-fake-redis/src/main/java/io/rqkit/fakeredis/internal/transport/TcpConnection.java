package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/** One TCP connection. Its thread reads, executes and writes the replies. */
final class TcpConnection {
    private static final int READ_SIZE = 16 * 1024;
    private final Engine engine;
    private final Socket socket;
    private final Consumer<TcpConnection> onEnd;
    private final Session session;
    private final Thread reader;
    private final SocketOutbox outbox;

    TcpConnection(Engine engine, Socket socket, Consumer<TcpConnection> onEnd) throws IOException {
        this.engine = engine;
        this.socket = socket;
        this.onEnd = onEnd;
        String peer = address((InetSocketAddress) socket.getRemoteSocketAddress());
        this.reader = new Thread(this::read, "fake-redis-client-" + peer);
        reader.setDaemon(true);
        this.outbox = new SocketOutbox(socket, reader.getName() + "-push");
        this.session = connect(peer);
    }

    private Session connect(String peer) throws IOException {
        try {
            return engine.connect(outbox, peer, address((InetSocketAddress) socket.getLocalSocketAddress()));
        } catch (IllegalStateException closed) {
            socket.close();
            throw closed;
        }
    }

    private static String address(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    void start() {
        reader.start();
    }

    private void read() {
        try {
            // the session may have been refused already, with an error to send
            outbox.flush();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[READ_SIZE];
            int count = in.read(buffer);
            while (count >= 0) {
                engine.receive(session, buffer, 0, count);
                count = in.read(buffer);
            }
        } catch (IOException e) {
            // the client is gone, or somebody closed the connection: both end here
        } finally {
            engine.disconnect(session);
            abort();
            onEnd.accept(this);
        }
    }

    /** Closes the connection at once. */
    void abort() {
        outbox.abort();
    }

    /** Waits for the threads. */
    void join() {
        Threads.join(reader);
        outbox.join();
    }
}
