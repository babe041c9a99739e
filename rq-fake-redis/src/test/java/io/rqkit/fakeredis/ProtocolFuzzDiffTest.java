package io.rqkit.fakeredis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RawBytes;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespBytes;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sends the same streams of bytes to both servers, in whole to real Redis and in pieces to the fake, and compares every byte
 * that comes back, and whether the connection ends. {@code -Drq.protocol.streams=100000} sends more of them.
 */
@RequiresRealRedis
class ProtocolFuzzDiffTest {
    private static final int STREAMS = Integer.getInteger("rq.protocol.streams", 1500);
    private static final long SEED = Long.getLong("rq.protocol.seed", 20_261_130);
    /** Every so many streams go by TCP too. */
    private static final int TCP_SHARE = 10;

    private enum Kind {
        RANDOM,
        VALID,
        BENT;

        byte[] stream(Random chance) {
            return switch (this) {
                case RANDOM -> RespBytes.random(chance);
                case VALID -> RespBytes.valid(chance);
                case BENT -> RespBytes.bent(chance);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void repliesAndEndsAreRealRediss(Kind kind, RealRedis real) throws IOException {
        try (FakeRedis fake = FakeRedis.create()) {
            compareAll(kind, real, fake);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void beforeAuthenticationTheyAreTheSameToo(Kind kind, RealRedis real) throws IOException {
        try (FakeRedis fake = FakeRedis.builder().password("secret").build();
                RespClient client = real.server().connect()) {
            client.call("CONFIG", "SET", "requirepass", "secret");
            compareAll(kind, real, fake);
        }
    }

    private static void compareAll(Kind kind, RealRedis real, FakeRedis fake) throws IOException {
        Endpoint endpoint = fake.listen();
        Random chance = new Random(SEED);
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = kind.stream(chance);
            Random pieces = new Random(chance.nextLong());
            String expected = exchange(real.socket(), stream, stream.length + 1, pieces);
            String shown =
                    "stream %d of seed %d: %s".formatted(i, SEED, RawBytes.quoted(new String(stream, ISO_8859_1)));

            assertThat(exchange(fake.socket(), stream, 1 + pieces.nextInt(20), pieces))
                    .as(shown)
                    .isEqualTo(expected);
            if (i % TCP_SHARE == 0) {
                // what the stream did once must not show the second time
                exchange(real.socket(), stream, stream.length + 1, pieces);
                exchange(new Socket(endpoint.host(), endpoint.port()), stream, 1 + pieces.nextInt(20), pieces);
            }
        }
    }

    /** Returns what came back, but for the number of the client. */
    private static String exchange(Socket socket, byte[] stream, int mostAtOnce, Random pieces) throws IOException {
        try (socket) {
            send(socket, stream, mostAtOnce, pieces);
            return RawBytes.readToEnd(socket, "").replaceAll("(\r\nid\r\n):\\d+", "$1:?");
        }
    }

    private static void send(Socket socket, byte[] stream, int mostAtOnce, Random pieces) {
        try {
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(stream.length - at, 1 + pieces.nextInt(mostAtOnce));
                socket.getOutputStream().write(stream, at, length);
                socket.getOutputStream().flush();
                at += length;
            }
            socket.shutdownOutput();
        } catch (IOException closedAlready) {
            // what the server said before is still to be read
        }
    }
}
