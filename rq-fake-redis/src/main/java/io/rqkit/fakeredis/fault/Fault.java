package io.rqkit.fakeredis.fault;

import java.time.Duration;

/** What goes wrong. */
public sealed interface Fault {
    /**
     * The command does not run and is answered with an error.
     *
     * @param text the error with its code in front, such as {@code "ERR no luck"}
     */
    record Error(String text) implements Fault {
        /** Refuses a text without a code or with a line break. */
        public Error {
            if (text.isBlank() || text.startsWith("-") || text.contains("\n") || text.contains("\r")) {
                throw new IllegalArgumentException(
                        "'" + text + "' can't be an error of Redis. Give one line that begins"
                                + " with a code, such as 'ERR no luck', without the dash.");
            }
        }
    }

    /**
     * The command runs later; the client's connection does nothing else meanwhile, other clients go on.
     *
     * @param duration how much later
     * @param inRealTime whether that is real time and not the server's clock
     */
    record Delay(Duration duration, boolean inRealTime) implements Fault {
        /** Refuses a negative duration. */
        public Delay {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("A delay can't be negative: " + duration);
            }
        }
    }

    /** The connection is cut before the command runs: nothing has happened. */
    record CutBefore() implements Fault {}

    /** The connection is cut after the command ran and before its reply: it happened, and the client can't know. */
    record CutAfter() implements Fault {}

    /** The command runs, the first half of the reply's bytes is sent, and the connection is cut. */
    record HalfReply() implements Fault {}

    /**
     * The connection stays open and nothing comes: until the fault is released or the client gives up.
     *
     * @param afterItRan whether the command has run and only its reply is held back
     */
    record Stall(boolean afterItRan) implements Fault {}

    /** New connections are refused, as when no server is running. Those that are open stay so. */
    record RefuseConnections() implements Fault {}

    /** New connections are answered with "max number of clients reached" and closed. */
    record TooManyClients() implements Fault {}

    /** Says whether it happens to connections, not to commands. */
    default boolean isOfConnections() {
        return this instanceof RefuseConnections || this instanceof TooManyClients;
    }
}
