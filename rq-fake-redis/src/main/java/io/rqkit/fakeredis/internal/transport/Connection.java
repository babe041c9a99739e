package io.rqkit.fakeredis.internal.transport;

import io.rqkit.fakeredis.internal.engine.Engine;
import io.rqkit.fakeredis.internal.engine.Session;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** One connection by TCP, TLS or a Unix domain socket. Its thread reads, executes and writes the replies. */
final class Connection {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());
    private static final int READ_SIZE = 16 * 1024;
    /** What has arrived of a long argument is taken at once, up to this. */
    private static final int LONGEST_READ = 1024 * 1024;

    private final Engine engine;
    private final Wire wire;
    private final Consumer<Connection> onEnd;
    private final Session session;
    private final Thread reader;
    private final SocketOutbox outbox;

    Connection(Engine engine, Wire wire, Farewells farewells, Consumer<Connection> onEnd) {
        this.engine = engine;
        this.wire = wire;
        this.onEnd = onEnd;
        this.reader = new Thread(this::read, "fake-redis-client-" + wire.peer() + "-at-" + wire.local());
        reader.setDaemon(true);
        this.outbox = new SocketOutbox(wire, farewells, reader.getName() + "-push");
        this.session = engine.connect(outbox, wire.peer(), wire.local());
    }

    /** Begins to serve the client, which is gone where no thread can be had for it. */
    void start() {
        try {
            reader.start();
        } catch (OutOfMemoryError noThread) {
            end();
        }
    }

    private void read() {
        try {
            // the session may have been refused already, with an error to send
            outbox.flush();
            byte[] buffer = new byte[READ_SIZE];
            int count = wire.read(buffer);
            boolean goesOn = false;
            while (count >= 0) {
                while (count == buffer.length && count < LONGEST_READ && wire.hasMore()) {
                    buffer = Arrays.copyOf(buffer, 2 * count);
                    count += Math.max(0, wire.read(buffer, count));
                }
                // what is here already was sent before our answer could be read
                boolean more = engine.tapped().isNeeded() && wire.hasMore();
                outbox.moreToCome(count == READ_SIZE);
                engine.receive(session, buffer, 0, count, !goesOn);
                goesOn = more;
                buffer = buffer.length == READ_SIZE ? buffer : new byte[READ_SIZE];
                count = wire.read(buffer);
            }
            // what it asked for before it stopped sending is for it still
            outbox.awaitReader();
        } catch (IOException e) {
            // the client is gone, or somebody closed the connection: both end here
        } catch (OutOfMemoryError tooMuch) {
            LOG.log(System.Logger.Level.WARNING, reader.getName() + " ends: " + tooMuch.getMessage());
        } finally {
            end();
        }
    }

    private void end() {
        abort();
        engine.disconnect(session);
        onEnd.accept(this);
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
