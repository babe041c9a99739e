package io.rqkit.core.internal.settings;

/** A host and a TCP port. */
public record Address(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
