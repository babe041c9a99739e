package io.rqkit.fakeredis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
    @TempDir
    private Path directory;

    private static SocketChannel connect(Path path) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static void send(SocketChannel channel, String request) throws IOException {
        channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    }

    private static String read(SocketChannel channel, int length) throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(length);
        while (reply.hasRemaining() && channel.read(reply) >= 0) {
            // goes on until all is there
        }
        return new String(reply.array(), 0, reply.position(), US_ASCII);
    }

    @Test
    void clientsAreServedAndToldWhatOthersDo() throws IOException {
        Path path = directory.resolve("redis.sock");
        try (FakeRedis redis = FakeRedis.create()) {
            redis.listen(path);
            try (SocketChannel one = connect(path);
                    SocketChannel other = connect(path)) {
                send(one, "SET x 1\r\n");
                assertThat(read(one, 5)).isEqualTo("+OK\r\n");
                send(one, "BLPOP list 0\r\n");
                send(other, "CLIENT LIST\r\nRPUSH list a\r\n");
                assertThat(read(one, 21)).isEqualTo("*2\r\n$4\r\nlist\r\n$1\r\na\r\n");
                assertThat(read(other, 200)).contains("addr=" + path + ":0");
            }
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void theFileHasTheMeantPermissions() throws IOException {
        Path path = directory.resolve("redis.sock");
        try (FakeRedis redis =
                FakeRedis.builder().config("unixsocketperm", "750").build()) {
            redis.listen(path);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwxr-x---");
        }
    }

    @Test
    void clientListTellsWhoCameByIt() throws IOException {
        Path path = directory.resolve("redis.sock");
        try (FakeRedis redis = FakeRedis.create()) {
            redis.listen(path);
            try (SocketChannel client = connect(path)) {
                send(client, "CLIENT INFO\r\n");

                assertThat(read(client, 200)).contains(" flags=U ");
            }
        }
    }

    @Test
    void aFileThatADeadServerLeftIsReplaced() throws IOException {
        Path path = Files.createFile(directory.resolve("redis.sock"));
        try (FakeRedis redis = FakeRedis.create()) {
            redis.listen(path);
            try (SocketChannel client = connect(path)) {
                send(client, "PING\r\n");
                assertThat(read(client, 7)).isEqualTo("+PONG\r\n");
            }
            try (FakeRedis second = FakeRedis.create()) {
                assertThatThrownBy(() -> second.listen(path))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining(path.toString());
            }
        }
    }

    @Test
    void aServerOpenToTheNetworkNeedsAPassword() {
        try (FakeRedis redis = FakeRedis.create()) {
            assertThatThrownBy(() -> redis.listen("0.0.0.0", 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("password");
        }
        try (FakeRedis redis = FakeRedis.builder().password("secret").build()) {
            assertThat(redis.listen("0.0.0.0", 0).port()).isPositive();
        }
        try (FakeRedis redis =
                FakeRedis.builder().config("protected-mode", "no").build()) {
            assertThat(redis.listen("0.0.0.0", 0).port()).isPositive();
        }
    }
}
