package io.rqkit.fakeredis.internal.transport;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketAddress;

/** What a client gets in-process when connections are refused: whatever it does to connect fails as on a network. */
public final class RefusedSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws ConnectException {
        throw refused();
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws ConnectException {
        throw refused();
    }

    @Override
    public InputStream getInputStream() throws ConnectException {
        throw refused();
    }

    @Override
    public OutputStream getOutputStream() throws ConnectException {
        throw refused();
    }

    private static ConnectException refused() {
        return new ConnectException("Connection refused");
    }
}
