package io.rqkit.fakeredis.internal.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Clients that come by a Unix domain socket. */
final class UnixListener implements Listener {
    private static final int HIGHEST = 0400;
    private final Path path;
    private final ServerSocketChannel channel;

    UnixListener(Path path, int permissions, int backlog) throws IOException {
        this.path = path;
        channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            // a file left by a server that died is in nobody's way
            if (Files.exists(path) && !answers(path)) {
                Files.delete(path);
            }
            channel.bind(UnixDomainSocketAddress.of(path), backlog);
            if (permissions != 0) {
                Files.setPosixFilePermissions(path, permissions(permissions));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Nine bits, from what the owner may read to what others may execute. */
    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & HIGHEST >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static boolean answers(Path path) {
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return other.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    @Override
    public Wire accept() throws IOException {
        return new UnixWire(channel.accept(), path);
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            Files.deleteIfExists(path);
        }
    }

    /** A channel's streams would not let one thread read while another writes. */
    private record UnixWire(SocketChannel channel, Path path) implements Wire {
        @Override
        public int read(byte[] into, int offset) throws IOException {
            return channel.read(ByteBuffer.wrap(into, offset, into.length - offset));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
            while (left.hasRemaining()) {
                if (channel.write(left) < 0) {
                    throw new EOFException("The client is gone.");
                }
            }
        }

        @Override
        public String peer() {
            return path + ":0";
        }

        @Override
        public String local() {
            return path + ":0";
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
