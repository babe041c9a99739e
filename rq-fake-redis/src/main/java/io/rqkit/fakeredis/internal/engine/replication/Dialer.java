package io.rqkit.fakeredis.internal.engine.replication;

import io.rqkit.fakeredis.internal.engine.Outbox;

/** How a server reaches another; a transport implements it. */
public interface Dialer {
    /**
     * Begins to connect. Must neither wait nor call {@code answers} before it returns, since the engine's lock is held.
     *
     * @return the way to the other server; what it takes is sent when there is a connection
     */
    Outbox dial(String host, int port, Answers answers);

    /** Takes what comes back. Called without any engine's lock, from one thread at a time. */
    interface Answers {
        /** Takes bytes. */
        void receive(byte[] bytes, int offset, int length);

        /** Is told, once, that there is no connection, or no longer. */
        void ended();
    }
}
