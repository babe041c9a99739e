package io.rqkit.fakeredis;

import java.net.URI;

/**
 * Where a server listens.
 *
 * @param host the loopback address or host name, as a client would write it
 * @param port the TCP port, 1 to 65535
 * @param tls whether clients must speak TLS
 */
public record Endpoint(String host, int port, boolean tls) {
    /** Names an endpoint without TLS. */
    public Endpoint(String host, int port) {
        this(host, port, false);
    }

    /** Returns {@code redis://host:port}, or {@code rediss://host:port} with TLS. */
    public URI uri() {
        return URI.create((tls ? "rediss://" : "redis://") + host + ":" + port);
    }
}
