package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Outbox;
import io.rqkit.fakeredis.internal.engine.Session;
import io.rqkit.fakeredis.internal.resp.ByteSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection. Its thread reads, executes and writes the replies; a second thread writes what other sessions
 * cause, started when that first happens, so that a slow reader delays nobody but itself.
 */
final class TcpConnection implements Outbox {
    private static final int READ_SIZE = 16 * 1024;
    private final Engine engine;
    private final Socket socket;
    private final Consumer<TcpConnection> onEnd;
    private final Session session;
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition pendingChanged = lock.newCondition();
    private ByteSink pending = new ByteSink();
    private ByteSink sending = new ByteSink();
    private boolean writing;
    private boolean ending;
    private boolean aborted;
    private @Nullable Thread writer;

    TcpConnection(Engine engine, Socket socket, Consumer<TcpConnection> onEnd) throws IOException {
        this.engine = engine;
        this.socket = socket;
        this.onEnd = onEnd;
        String peer = address((InetSocketAddress) socket.getRemoteSocketAddress());
        this.reader = new Thread(this::read, "fake-redis-client-" + peer);
        reader.setDaemon(true);
        this.session = connect(peer);
    }

    private Session connect(String peer) throws IOException {
        try {
            return engine.connect(this, peer, address((InetSocketAddress) socket.getLocalSocketAddress()));
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
            flush();
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

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (!aborted) {
                pending.put(bytes, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            if (!writing) {
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flushLater() {
        lock.lock();
        try {
            if (writing || aborted || (pending.isEmpty() && !ending)) {
                return;
            }
            if (writer == null) {
                Thread started = new Thread(this::writeForOthers, reader.getName() + "-push");
                started.setDaemon(true);
                writer = started;
                started.start();
            }
            pendingChanged.signal();
        } finally {
            lock.unlock();
        }
    }

    private void writeForOthers() {
        lock.lock();
        try {
            while (!aborted) {
                if (!writing && (!pending.isEmpty() || ending)) {
                    write();
                } else {
                    pendingChanged.awaitUninterruptibly();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes until nothing is pending, with the lock released meanwhile. */
    private void write() {
        writing = true;
        try {
            while (!pending.isEmpty() && !aborted) {
                ByteSink full = pending;
                pending = sending;
                sending = full;
                lock.unlock();
                try {
                    OutputStream out = socket.getOutputStream();
                    out.write(full.array(), 0, full.length());
                } finally {
                    lock.lock();
                    full.clear();
                }
            }
        } catch (IOException e) {
            closeSocket();
        } finally {
            writing = false;
        }
        if (ending) {
            closeSocket();
        }
    }

    @Override
    public void end() {
        lock.lock();
        try {
            ending = true;
        } finally {
            lock.unlock();
        }
        flushLater();
    }

    /** Closes the connection at once. */
    void abort() {
        lock.lock();
        try {
            closeSocket();
        } finally {
            lock.unlock();
        }
    }

    private void closeSocket() {
        aborted = true;
        pendingChanged.signalAll();
        try {
            socket.close();
        } catch (IOException e) {
            // closed or not, nobody will use it again
        }
    }

    /** Waits for the threads. */
    void join() {
        Threads.join(reader);
        Thread pushing = writer;
        if (pushing != null) {
            Threads.join(pushing);
        }
    }
}
