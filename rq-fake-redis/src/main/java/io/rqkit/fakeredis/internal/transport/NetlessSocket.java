package io.rqkit.fakeredis.internal.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is left of a socket without a network: it keeps the options that it is given, and nothing comes of them.
 *
 * <p>It has none of the JDK's implementations under it: a fresh JVM takes milliseconds to load one, and to ask one for an
 * option or a local address opens a real socket.
 */
abstract class NetlessSocket extends Socket {
    private static final int PORT = 6379;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_TRAFFIC_CLASS = 255;
    private final Map<SocketOption<?>, Object> options = new HashMap<>();
    private boolean oobInline;

    NetlessSocket() throws SocketException {
        super((SocketImpl) null);
    }

    private static Object byDefault(SocketOption<?> option) {
        if (option.type() == Boolean.class) {
            return false;
        }
        boolean buffer = option == StandardSocketOptions.SO_SNDBUF || option == StandardSocketOptions.SO_RCVBUF;
        return buffer ? BUFFER_BYTES : option == StandardSocketOptions.SO_LINGER ? -1 : 0;
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of(
                StandardSocketOptions.IP_TOS,
                StandardSocketOptions.SO_KEEPALIVE,
                StandardSocketOptions.SO_LINGER,
                StandardSocketOptions.SO_RCVBUF,
                StandardSocketOptions.SO_REUSEADDR,
                StandardSocketOptions.SO_SNDBUF,
                StandardSocketOptions.TCP_NODELAY);
    }

    @Override
    public <T> Socket setOption(SocketOption<T> option, T value) {
        requireSupported(option);
        put(option, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> option) {
        requireSupported(option);
        return get(option);
    }

    private void requireSupported(SocketOption<?> option) {
        if (!supportedOptions().contains(option)) {
            throw new UnsupportedOperationException("'" + option + "' not supported");
        }
    }

    private synchronized <T> void put(SocketOption<T> option, T value) {
        options.put(option, option.type().cast(value));
    }

    private synchronized <T> T get(SocketOption<T> option) {
        return option.type().cast(options.getOrDefault(option, byDefault(option)));
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        put(StandardSocketOptions.TCP_NODELAY, on);
    }

    @Override
    public boolean getTcpNoDelay() {
        return get(StandardSocketOptions.TCP_NODELAY);
    }

    @Override
    public void setKeepAlive(boolean on) {
        put(StandardSocketOptions.SO_KEEPALIVE, on);
    }

    @Override
    public boolean getKeepAlive() {
        return get(StandardSocketOptions.SO_KEEPALIVE);
    }

    @Override
    public void setReuseAddress(boolean on) {
        put(StandardSocketOptions.SO_REUSEADDR, on);
    }

    @Override
    public boolean getReuseAddress() {
        return get(StandardSocketOptions.SO_REUSEADDR);
    }

    @Override
    public void setSoLinger(boolean on, int seconds) {
        put(StandardSocketOptions.SO_LINGER, on ? seconds : -1);
    }

    @Override
    public int getSoLinger() {
        return get(StandardSocketOptions.SO_LINGER);
    }

    @Override
    public void setSendBufferSize(int size) {
        put(StandardSocketOptions.SO_SNDBUF, requireInRange(size, 1, Integer.MAX_VALUE));
    }

    @Override
    public int getSendBufferSize() {
        return get(StandardSocketOptions.SO_SNDBUF);
    }

    @Override
    public void setReceiveBufferSize(int size) {
        put(StandardSocketOptions.SO_RCVBUF, requireInRange(size, 1, Integer.MAX_VALUE));
    }

    @Override
    public int getReceiveBufferSize() {
        return get(StandardSocketOptions.SO_RCVBUF);
    }

    @Override
    public void setTrafficClass(int trafficClass) {
        put(StandardSocketOptions.IP_TOS, requireInRange(trafficClass, 0, MAX_TRAFFIC_CLASS));
    }

    @Override
    public int getTrafficClass() {
        return get(StandardSocketOptions.IP_TOS);
    }

    private static int requireInRange(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("Expected " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    @Override
    public void setOOBInline(boolean on) {
        oobInline = on;
    }

    @Override
    public boolean getOOBInline() {
        return oobInline;
    }

    /** Does nothing: a server that does not ask for urgent data never sees them. */
    @Override
    public void sendUrgentData(int data) throws SocketException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getPort() {
        return PORT;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(getInetAddress(), getPort());
    }

    @Override
    public InetAddress getLocalAddress() {
        return InetAddress.getLoopbackAddress();
    }

    /** Returns 0: there is no port at this end. */
    @Override
    public int getLocalPort() {
        return 0;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return new InetSocketAddress(getLocalAddress(), getLocalPort());
    }
}
