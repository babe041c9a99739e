package io.rqkit.fakeredis.internal.sentinel;

/** Where a member of a system takes connections. */
public record Address(String host, int port) {
    /** Returns the address as {@code host:port}, the name of a replica to a sentinel. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
