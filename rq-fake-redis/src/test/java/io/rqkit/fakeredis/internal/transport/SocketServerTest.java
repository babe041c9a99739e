package io.rqkit.fakeredis.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.internal.AllCommands;
import io.rqkit.fakeredis.internal.engine.Config;
import io.rqkit.fakeredis.internal.engine.Engine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/** What threads of a server must not do at unlucky moments. */
class SocketServerTest {
    private static final int PATIENCE_MILLIS = 5000;

    /** A system that hands over, as it may, who came while accept was being woken by close. */
    private static final class LateListener extends ServerSocket {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final ServerSocket late;
        private boolean handedOver;

        LateListener(ServerSocket late) throws IOException {
            this.late = late;
        }

        @Override
        public Socket accept() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            if (handedOver) {
                throw new SocketException("Socket closed");
            }
            handedOver = true;
            return late.accept();
        }

        @Override
        public void close() throws IOException {
            super.close();
            closed.countDown();
        }
    }

    private static ServerSocketFactory making(ServerSocket socket) {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket() {
                return socket;
            }

            @Override
            public ServerSocket createServerSocket(int port) {
                throw new AssertionError(port);
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) {
                throw new AssertionError(port);
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
                throw new AssertionError(port);
            }
        };
    }

    @Test
    void aClientThatIsHandedOverAfterThePortWasLeftIsNotServed() throws IOException {
        Engine engine = new Engine(RedisClock.system(), new Config(), AllCommands.table(), 1);
        try (ServerSocket late = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketServer server = SocketServer.tcp(engine, making(new LateListener(late)), "127.0.0.1", 0);
                Socket client = new Socket(late.getInetAddress(), late.getLocalPort())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));

            server.moveTo(0);

            assertThat(endOf(client)).isEqualTo(-1);
        }
    }

    @Test
    void aPortThatRefusesForAWhileIsGivenToNobodyElse() throws IOException {
        Engine engine = new Engine(RedisClock.system(), new Config(), AllCommands.table(), 1);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SocketServer server = SocketServer.tcp(engine, ServerSocketFactory.getDefault(), "127.0.0.1", 0)) {
            int port = server.port();
            server.suspend();

            assertThatThrownBy(() -> new ServerSocket(port, 1, loopback)).isInstanceOf(BindException.class);

            server.resume();
            new Socket(loopback, port).close();
        }
    }

    private static int endOf(Socket client) throws IOException {
        try {
            return client.getInputStream().read();
        } catch (SocketException reset) {
            // closed before it had read what was sent
            return -1;
        }
    }
}
