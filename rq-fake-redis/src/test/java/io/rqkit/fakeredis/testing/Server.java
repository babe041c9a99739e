package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server under comparison.
 *
 * @param name for messages
 * @param connector opens connections
 * @param renewal runs before each sequence, in addition to FLUSHALL
 * @param clock moves the server's clock on, or null where nobody can
 */
public record Server(
        String name,
        Connector connector,
        Runnable renewal,
        @Nullable Consumer<Duration> clock) {

    /** Names a server that FLUSHALL alone makes new. */
    public Server(String name, Connector connector) {
        this(name, connector, () -> {}, null);
    }

    /** Opens one connection. */
    @FunctionalInterface
    public interface Connector {
        /** Returns a connected socket. */
        Socket connect() throws IOException;
    }

    /** Opens a connection and wraps it. */
    public RespClient connect() {
        try {
            return new RespClient(connector.connect());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + name, e);
        }
    }
}
