package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A server under comparison: a name for messages and a way to open connections. */
public record Server(String name, Connector connector) {

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
