package io.rqkit.fakeredis.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback address that is ours until this is closed: a server of ours may listen there, end, and listen again,
 * and while none does whoever connects is refused.
 *
 * <p>It lies below those that systems give to who asks for any, to listen or as the near end of a connection. To bind a socket
 * that does not listen would not keep them off: Linux gives such a port to the next who asks for any.
 */
public final class HeldPort implements AutoCloseable {
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final int ATTEMPTS = 100;

    /** Keeps others who take their ports in this way off: the same number of another protocol. */
    private final DatagramSocket claim;

    /** Takes a free one. */
    public HeldPort() throws IOException {
        claim = claim();
    }

    private static DatagramSocket claim() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int number = LOWEST + ThreadLocalRandom.current().nextInt(COUNT);
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket unused = new ServerSocket(number, 1, loopback)) {
                return new DatagramSocket(new InetSocketAddress(loopback, number));
            } catch (SocketException inUse) {
                if (attempt == ATTEMPTS) {
                    throw inUse;
                }
            }
        }
    }

    /** Returns its number. */
    public int number() {
        return claim.getLocalPort();
    }

    @Override
    public void close() {
        claim.close();
    }
}
