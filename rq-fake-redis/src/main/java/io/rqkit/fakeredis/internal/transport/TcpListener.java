package io.rqkit.fakeredis.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/** Clients that come by TCP, with or without TLS. */
final class TcpListener implements Listener {
    private final ServerSocket listener;

    TcpListener(ServerSocketFactory factory, String host, int port, int backlog) throws IOException {
        listener = factory.createServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(host, port), backlog);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public Wire accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                return Wire.of(socket);
            } catch (IOException goneAlready) {
                socket.close();
            }
        }
    }

    @Override
    public boolean isClosed() {
        return listener.isClosed();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
