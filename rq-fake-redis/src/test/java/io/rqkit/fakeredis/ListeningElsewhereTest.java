package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** CONFIG SET of a port. */
class ListeningElsewhereTest {
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static RespClient connect(int port) throws IOException {
        return new RespClient(new Socket("127.0.0.1", port));
    }

    @Test
    void connectionsStayAndNewOnesFindTheOtherPort() throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            int before = redis.listen().port();
            int after = freePort();
            try (RespClient client = connect(before)) {
                assertThat(client.call("CONFIG", "SET", "port", Integer.toString(after)))
                        .hasToString("OK");

                try (RespClient other = connect(after)) {
                    assertThat(other.call("PING")).hasToString("PONG");
                }
                assertThat(client.call("PING")).hasToString("PONG");
                assertThatThrownBy(() -> connect(before)).isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void aPortThatIsTakenChangesNothing() throws IOException {
        try (FakeRedis redis = FakeRedis.create();
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int before = redis.listen().port();
            try (RespClient client = connect(before)) {
                assertThat(client.call(
                                "CONFIG", "SET", "maxmemory", "10mb", "port", Integer.toString(other.getLocalPort())))
                        .hasToString("(error) ERR CONFIG SET failed (possibly related to argument 'port') - Unable to"
                                + " listen on this port. Check server logs.");

                assertThat(client.call("CONFIG", "GET", "maxmemory").children().get(1))
                        .hasToString("\"0\"");
                try (RespClient next = connect(before)) {
                    assertThat(next.call("PING")).hasToString("PONG");
                }
            }
        }
    }

    @Test
    void portZeroEndsListening() throws IOException {
        try (FakeRedis redis = FakeRedis.create()) {
            int before = redis.listen().port();
            try (RespClient client = connect(before)) {
                client.call("CONFIG", "SET", "port", "0");

                assertThatThrownBy(() -> connect(before)).isInstanceOf(ConnectException.class);
                assertThat(client.call("PING")).hasToString("PONG");
            }
        }
    }
}
