package io.rqkit.fakeredis.internal.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection as bytes: one thread may read while another writes, and any may close it. */
interface Wire extends Closeable {
    /** Reads what there is, waiting for at least a byte; returns how many, or -1 at the end. */
    default int read(byte[] into) throws IOException {
        return read(into, 0);
    }

    /** Reads what there is to a place and behind it; as {@link #read(byte[])}. */
    int read(byte[] into, int offset) throws IOException;

    /** Says whether bytes wait that can be read at once; false where that can't be told. */
    default boolean hasMore() throws IOException {
        return false;
    }

    /** Writes everything. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Returns the other end as CLIENT LIST shows it. */
    String peer();

    /** Returns the server's end as CLIENT LIST shows it. */
    String local();

    /** Wraps a TCP socket, with or without TLS. */
    static Wire of(Socket socket) {
        return new Wire() {
            @Override
            public int read(byte[] into, int offset) throws IOException {
                return socket.getInputStream().read(into, offset, into.length - offset);
            }

            @Override
            public boolean hasMore() throws IOException {
                return socket.getInputStream().available() > 0;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                socket.getOutputStream().write(bytes, offset, length);
            }

            @Override
            public String peer() {
                return address((InetSocketAddress) socket.getRemoteSocketAddress());
            }

            @Override
            public String local() {
                return address((InetSocketAddress) socket.getLocalSocketAddress());
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private static String address(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
