package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Outbox;
import java.io.Closeable;
import java.io.IOException;

/** How a server reaches another; a transport implements it. */
public interface Dialer {
    /**
     * Begins to connect. Must neither wait nor call {@code answers} before it returns, since the engine's lock is held.
     *
     * @return the way to the other server; what it takes is sent when there is a connection
     */
    Outbox dial(String host, int port, Answers answers);

    /**
     * Connects for a few questions and answers, and waits for the connection.
     *
     * @param timeoutMillis how long to wait for it, and later for each line
     * @throws IOException if there is no connection in time
     */
    Exchange open(String host, int port, int timeoutMillis) throws IOException;

    /** A connection on which the caller waits for answers. */
    interface Exchange extends Closeable {
        /** Sends bytes. */
        void send(byte[] bytes) throws IOException;

        /** Waits for a line and returns it without its end. */
        String readLine() throws IOException;
    }

    /** Takes what comes back. Called without any engine's lock, from one thread at a time. */
    interface Answers {
        /** Takes bytes. */
        void receive(byte[] bytes, int offset, int length);

        /** Is told, once, that there is no connection, or no longer. */
        void ended();
    }
}
