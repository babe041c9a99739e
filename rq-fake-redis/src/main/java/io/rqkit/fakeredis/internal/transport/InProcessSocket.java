package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Gate;
import io.rqkit.fakeredis.internal.engine.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket without a network: what is written to it is executed on the writer's thread, and the replies can be
 * read from it at once.
 *
 * <p>Requests are executed when the output stream is flushed, when more than a few kilobytes wait, and before a read.
 * Honours {@link #setSoTimeout}, closing from another thread, and messages that other sessions cause.
 */
public final class InProcessSocket extends NetlessSocket {
    private static final int EXECUTE_AT = 16 * 1024;
    private final Engine engine;
    private final Session session;
    private final Inbox inbox;
    private final Replies replies = new Replies();
    private final Requests requests = new Requests();
    private volatile boolean closed;
    private volatile boolean inputShut;
    private volatile boolean outputShut;
    private int timeoutMillis;

    private InProcessSocket(Engine engine, String address, String localAddress) throws SocketException {
        this.engine = engine;
        this.inbox = new Inbox(engine);
        this.session = engine.connect(inbox, address, localAddress);
    }

    /** Opens a session of {@code engine} under the addresses it shall show in CLIENT LIST. */
    public static InProcessSocket open(Engine engine, String address, String localAddress) {
        try {
            return new InProcessSocket(engine, address, localAddress);
        } catch (SocketException impossible) {
            throw new IllegalStateException("What needs no network can't fail for it", impossible);
        }
    }

    /** Does nothing: the socket is connected from the start, and client libraries connect what a factory gives them. */
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        requireOpen();
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        requireOpen();
    }

    @Override
    public void bind(@Nullable SocketAddress local) throws IOException {
        requireOpen();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        requireOpen();
        return replies;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        requireOpen();
        return requests;
    }

    private void requireOpen() throws SocketException {
        if (closed) {
            throw new SocketException("Socket is closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inbox.close();
            engine.disconnect(session);
        }
    }

    @Override
    public void shutdownInput() throws IOException {
        requireOpen();
        inputShut = true;
        inbox.end();
    }

    @Override
    public void shutdownOutput() throws IOException {
        requireOpen();
        requests.flush();
        outputShut = true;
        engine.disconnect(session);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isInputShutdown() {
        return inputShut;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShut;
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        requireOpen();
        if (millis < 0) {
            throw new IllegalArgumentException("A time-out must not be negative: " + millis);
        }
        timeoutMillis = millis;
        inbox.timeoutMillis(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        requireOpen();
        return timeoutMillis;
    }

    @Override
    public String toString() {
        return "in-process socket of client " + session.id();
    }

    /** What the client writes. */
    private final class Requests extends OutputStream {
        private byte[] waiting = new byte[256];
        /** Written by a reader on another thread too; a round trip counted late is no harm. */
        private boolean mayHaveRead = true;

        private boolean wroteInVain;
        private @Nullable Thread caller;
        private int count;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (closed || outputShut) {
                throw new SocketException("Socket is closed");
            }
            if (session.isClosed()) {
                if (!wroteInVain) {
                    // on a network too the first write succeeds, so that the last words of the server are read
                    wroteInVain = true;
                    return;
                }
                throw new SocketException("Broken pipe");
            }
            if (length >= EXECUTE_AT) {
                execute();
                engine.receive(session, bytes, offset, length, hasRead());
                return;
            }
            if (waiting.length - count < length) {
                waiting = Arrays.copyOf(waiting, Math.max(waiting.length * 2, count + length));
            }
            System.arraycopy(bytes, offset, waiting, count, length);
            count += length;
            if (count >= EXECUTE_AT) {
                execute();
            }
        }

        @Override
        public void flush() throws IOException {
            if (closed) {
                throw new SocketException("Socket is closed");
            }
            execute();
        }

        void execute() {
            if (count > 0) {
                noteCaller();
                Gate gate = engine.tapped().gate();
                if (gate != null) {
                    gate.pass();
                }
                int length = count;
                count = 0;
                engine.receive(session, waiting, 0, length, hasRead());
            }
        }

        private void noteCaller() {
            Thread current = Thread.currentThread();
            if (caller != current) {
                caller = current;
                engine.tapped().autoAdvance().saw(current);
            }
        }

        /** Says whether the client has read since it last wrote. */
        private boolean hasRead() {
            boolean read = mayHaveRead;
            mayHaveRead = false;
            return read;
        }

        @Override
        public void close() {
            InProcessSocket.this.close();
        }
    }

    private final class Replies extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (closed) {
                throw new SocketException("Socket closed");
            }
            if (!outputShut) {
                requests.execute();
            }
            requests.mayHaveRead = true;
            return inbox.read(target, offset, length);
        }

        @Override
        public int available() {
            return inbox.available();
        }

        @Override
        public void close() {
            InProcessSocket.this.close();
        }
    }
}
