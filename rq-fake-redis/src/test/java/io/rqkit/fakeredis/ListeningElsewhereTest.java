package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.HeldPort;
import io.rqkit.fakeredis.testing.Patience;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** CONFIG SET of a port. */
class ListeningElsewhereTest {
    private static RespClient connect(int port) throws IOException {
        return new RespClient(new Socket("127.0.0.1", port));
    }

    /** Says whether a port leads to a client's server: a port that it has left may be somebody else's at once. */
    private static boolean reaches(RespClient client, int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(Patience.MILLIS);
            socket.getOutputStream().write("CLIENT SETNAME probe\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0
                    && client.call("CLIENT", "LIST").text().contains("name=probe");
        } catch (IOException nobodyOrAnother) {
            return false;
        }
    }

    @Test
    void connectionsStayAndNewOnesFindTheOtherPort() throws IOException {
        try (FakeRedis redis = FakeRedis.create();
                HeldPort held = new HeldPort()) {
            int before = redis.listen().port();
            int after = held.number();
            try (RespClient client = connect(before)) {
                assertThat(client.call("CONFIG", "SET", "port", Integer.toString(after)))
                        .hasToString("OK");

                assertThat(reaches(client, after)).isTrue();
                assertThat(client.call("PING")).hasToString("PONG");
                assertThat(reaches(client, before)).isFalse();
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

                assertThat(reaches(client, before)).isFalse();
                assertThat(client.call("PING")).hasToString("PONG");
            }
        }
    }
}
