package io.rqkit.fakeredis.internal.engine;

/** The way from a session back to its client; a transport implements it. */
public interface Outbox {
    /** Takes bytes for the client. Called under the engine's lock: must copy them and must not wait. */
    void accept(byte[] bytes, int offset, int length);

    /** Sends what was taken, on the thread that executes the session's own commands; may wait for the client. */
    void flush();

    /** Waits until what was taken has been sent, unless the client takes too long to read it. */
    default void awaitSent() {}

    /**
     * Waits while the client has so much to read that nothing more of it should be executed. Called by the thread that
     * executes the session's own commands, without the engine's lock.
     */
    default void awaitRoom() {}

    /** Has what was taken sent by somebody else; must not wait. Called without the engine's lock. */
    void flushLater();

    /** Returns how many bytes were taken that the client has not, or its operating system for it. */
    long pending();

    /** Forgets what was taken and closes the connection; must not wait. */
    void drop();

    /** Closes the connection after what was taken has been sent; must not wait. */
    void end();
}
