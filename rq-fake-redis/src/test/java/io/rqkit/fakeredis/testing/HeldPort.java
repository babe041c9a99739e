package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A loopback port that was free and is kept so: nobody else is given it, while a server that names it may listen there, as
 * servers do that mean to come back to their port at once. Until one listens, connections to it are refused.
 */
public final class HeldPort implements AutoCloseable {
    private final Socket bound;

    /** Takes one. */
    public HeldPort() throws IOException {
        // bound and not listening: the system then lets another listen, but gives the port to nobody by itself
        bound = new Socket();
        bound.setReuseAddress(true);
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Returns its number. */
    public int number() {
        return bound.getLocalPort();
    }

    /** Lets go of it, which does nothing to who listens there. */
    @Override
    public void close() throws IOException {
        bound.close();
    }
}
