package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Client libraries set options on the sockets they are given, and look at addresses. */
class SocketOptionsTest {
    private final FakeRedis redis = FakeRedis.create();
    private final Socket socket = redis.socket();

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void optionsReadBackByBothWaysOfAsking() throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setReuseAddress(true);
        socket.setSoLinger(true, 3);
        socket.setSendBufferSize(1000);
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 2000);
        socket.setTrafficClass(8);
        socket.setOOBInline(true);

        assertThat(socket.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
        assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(socket.getOption(StandardSocketOptions.SO_REUSEADDR)).isTrue();
        assertThat(socket.getOption(StandardSocketOptions.SO_LINGER)).isEqualTo(3);
        assertThat(socket.getOption(StandardSocketOptions.SO_SNDBUF)).isEqualTo(1000);
        assertThat(socket.getReceiveBufferSize()).isEqualTo(2000);
        assertThat(socket.getOption(StandardSocketOptions.IP_TOS)).isEqualTo(8);
        assertThat(socket.getOOBInline()).isTrue();
    }

    @Test
    void optionsHaveTheDefaultsOfASocket() throws IOException {
        assertThat(socket.getTcpNoDelay()).isFalse();
        assertThat(socket.getKeepAlive()).isFalse();
        assertThat(socket.getReuseAddress()).isFalse();
        assertThat(socket.getSoLinger()).isEqualTo(-1);
        assertThat(socket.getTrafficClass()).isZero();
        assertThat(socket.getSendBufferSize()).isPositive();
        assertThat(socket.getOOBInline()).isFalse();
    }

    @Test
    void everySupportedOptionHasAValueOfItsType() throws IOException {
        assertThat(socket.supportedOptions()).isNotEmpty();
        for (SocketOption<?> option : socket.supportedOptions()) {
            assertThat((Object) socket.getOption(option)).as(option.name()).isInstanceOf(option.type());
        }
    }

    @Test
    void optionsOfOtherSocketsAreRefused() {
        assertThatThrownBy(() -> socket.getOption(StandardSocketOptions.SO_BROADCAST))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> socket.setSendBufferSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> socket.setTrafficClass(256)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bothEndsAreAtTheLoopbackAddress() {
        assertThat(socket.getInetAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(socket.getLocalAddress()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(socket.getRemoteSocketAddress())
                .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getPort()));
        assertThat(socket.getLocalSocketAddress())
                .isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
        assertThat(socket.getChannel()).isNull();
    }

    @Test
    void urgentDataAreNotSeenAndFailOnlyOnAClosedSocket() throws IOException {
        socket.sendUrgentData(1);

        socket.close();
        assertThatThrownBy(() -> socket.sendUrgentData(1)).isInstanceOf(SocketException.class);
    }
}
