package io.rqkit.fakeredis;

import java.net.URI;

/**
 * Where a server listens.
 *
 * @param host the loopback address or host name, as a client would write it
 * @param port the TCP port, 1 to 65535
 */
public record Endpoint(String host, int port) {
    /** Returns {@code redis://host:port}. */
    public URI uri() {
        return URI.create("redis://" + host + ":" + port);
    }
}
