package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Outbox;
import io.rqkit.fakeredis.internal.engine.replication.Dialer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reaches other servers by TCP, each connection on a thread of its own. */
public final class TcpDialer implements Dialer, AutoCloseable {
    private static final int READ_SIZE = 16 * 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    @Override
    public Outbox dial(String host, int port, Answers answers) {
        Connection connection = new Connection(host, port, answers);
        connections.add(connection);
        connection.reader.start();
        return connection;
    }

    @Override
    public Exchange open(String host, int port, int timeoutMillis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            socket.setTcpNoDelay(true);
            return new SocketExchange(socket);
        } catch (IOException | IllegalArgumentException e) {
            socket.close();
            throw e instanceof IOException unreachable ? unreachable : new IOException(e);
        }
    }

    /** Questions and answers over a socket. */
    private static final class SocketExchange implements Exchange {
        private final Socket socket;
        private final InputStream in;

        SocketExchange(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public String readLine() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("The connection ended where an answer was due");
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Ends every connection and waits for the threads. */
    @Override
    public void close() {
        for (Connection connection : connections) {
            connection.socketOutbox.abort();
            Threads.join(connection.reader);
            connection.socketOutbox.join();
        }
    }

    /** A connection to another server. Nothing is written before it stands. */
    private final class Connection implements Outbox {
        private final String host;
        private final int port;
        private final Answers answers;
        private final Socket socket = new Socket();
        private final SocketOutbox socketOutbox;
        private final Thread reader;
        private volatile boolean connected;

        Connection(String host, int port, Answers answers) {
            this.host = host;
            this.port = port;
            this.answers = answers;
            String name = "fake-redis-link-" + host + ":" + port;
            this.socketOutbox = new SocketOutbox(Wire.of(socket), null, name + "-push");
            this.reader = new Thread(this::run, name);
            reader.setDaemon(true);
        }

        private void run() {
            try {
                socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
                socket.setTcpNoDelay(true);
                connected = true;
                socketOutbox.flush();
                read(socket.getInputStream());
            } catch (IOException | IllegalArgumentException e) {
                // the other server is gone or was never there, which is told below
            } finally {
                socketOutbox.abort();
                connections.remove(this);
                answers.ended();
            }
        }

        private void read(InputStream in) throws IOException {
            byte[] buffer = new byte[READ_SIZE];
            int count = in.read(buffer);
            while (count >= 0) {
                answers.receive(buffer, 0, count);
                count = in.read(buffer);
            }
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            socketOutbox.accept(bytes, offset, length);
        }

        @Override
        public void flush() {
            if (connected) {
                socketOutbox.flush();
            }
        }

        @Override
        public void flushLater() {
            if (connected) {
                socketOutbox.flushLater();
            }
        }

        @Override
        public long pending() {
            return socketOutbox.pending();
        }

        @Override
        public void drop() {
            socketOutbox.abort();
        }

        @Override
        public void end() {
            if (connected) {
                socketOutbox.end();
            } else {
                socketOutbox.abort();
            }
        }
    }
}
