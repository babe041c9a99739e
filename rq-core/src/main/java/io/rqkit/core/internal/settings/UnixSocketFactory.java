package io.rqkit.core.internal.settings;

import java.io.IOException;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Connects by a Unix domain socket. */
final class UnixSocketFactory implements JedisSocketFactory {
    private static final int DEFAULT_TIMEOUT_MILLIS = 2000;
    private final Path path;
    private final int timeoutMillis;

    UnixSocketFactory(Path path, ConnectionOptions options) {
        this.path = path;
        this.timeoutMillis = options.socketTimeoutMillis() > 0 ? options.socketTimeoutMillis() : DEFAULT_TIMEOUT_MILLIS;
    }

    @Override
    public Socket createSocket() {
        try {
            UnixSocket socket = new UnixSocket(SocketChannel.open(UnixDomainSocketAddress.of(path)));
            socket.setSoTimeout(timeoutMillis);
            return socket;
        } catch (IOException | IllegalArgumentException failed) {
            throw new JedisConnectionException("Failed to connect to the socket " + path + ".", failed);
        }
    }
}
