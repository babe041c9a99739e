package io.rqkit.fakeredis.fault;

import java.time.Instant;
import java.util.List;

/** A fault that waits for its commands. Thread-safe. */
public interface InjectedFault extends AutoCloseable {
    /**
     * One time that a fault happened.
     *
     * @param at when, by the server's clock
     * @param clientId the number of the client's connection; 0 for a connection that was refused
     * @param clientName the client's name; empty when it had none
     * @param command the command with its arguments, as in a listing; empty for a connection
     */
    record Firing(Instant at, long clientId, String clientName, String command) {
        @Override
        public String toString() {
            return at + " #" + clientId + (clientName.isEmpty() ? "" : " " + clientName) + " " + command;
        }
    }

    /** Returns which commands it waits for. */
    When when();

    /** Returns what happens to them. */
    Fault fault();

    /** Returns the times that it happened, oldest first. */
    List<Firing> firings();

    /** Says whether it happened at least once. */
    default boolean hasFired() {
        return !firings().isEmpty();
    }

    /** Lets clients go on that it made wait; it goes on waiting for others. */
    void release();

    /** Removes it, and lets clients go on that it made wait. Does nothing when removed already. */
    void remove();

    /** Does the same as {@link #remove}. */
    @Override
    default void close() {
        remove();
    }
}
