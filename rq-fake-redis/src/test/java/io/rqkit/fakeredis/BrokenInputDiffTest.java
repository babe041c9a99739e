package io.rqkit.fakeredis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RawBytes;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that break the protocol, sent raw to real Redis and to the fake by both doors: same bytes back, same end. */
@RequiresRealRedis
class BrokenInputDiffTest {
    private static final int RANDOM_INPUTS = 300;
    private static final long SEED = 20_240_715;
    /** Ends every input, so that there is something to read when the server stays; a broken connection never answers it. */
    private static final String LAST = "\r\nPING end-of-input\r\n";

    private static final List<String> INPUTS = List.of(
            "*1\r\n$4\r\nPING\r\n",
            "PING\r\n",
            "ping hello\r\n",
            "  ping \"he llo\\n\\x41\" \r\n",
            "ping 'it\\'s'\r\n",
            "ping \"unbalanced\r\n",
            "ping \"x\"y\r\n",
            "\r\n\r\nPING\r\n",
            "*0\r\nPING\r\n",
            "*-1\r\nPING\r\n",
            "*-10\r\nPING\r\n",
            "*x\r\n",
            "*\r\n",
            "*01\r\n$4\r\nPING\r\n",
            "*2147483648\r\n",
            "*99999999999999999999\r\n",
            "*1\r\nPING\r\n",
            "*1\r\n:4\r\nPING\r\n",
            "*1\r\n$-1\r\n",
            "*1\r\n$x\r\n",
            "*1\r\n$\r\n",
            "*1\r\n$99999999999\r\n",
            "*1\r\n$536870913\r\n",
            "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n",
            "*1\r\n$0\r\n\r\n",
            "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$-5\r\nx\r\n",
            "*2\r\n$4\r\nPING\r\n$3\r\nabcdef\r\n",
            "GET\r\n",
            "NOSUCH a b c\r\n",
            "*1\r\n$7\r\nno\r\nsuch\r\n",
            "*2\r\n$6\r\nCLIENT\r\n$6\r\nno\r\nsub\r\n",
            "QUIT\r\nPING\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST / HTTP/1.1\r\n\r\n",
            "PING\n",
            "\0\0\0\r\n",
            "*1\r\n$4\r\nPI\0G\r\n");

    @Test
    void brokenInputIsAnsweredAsRealRedisDoes(RealRedis real) throws IOException {
        try (FakeRedis fake = FakeRedis.create()) {
            Endpoint endpoint = fake.listen();
            for (String input : INPUTS) {
                compare(real, fake, endpoint, input);
            }
        }
    }

    @Test
    void randomInputIsAnsweredAsRealRedisDoes(RealRedis real) throws IOException {
        Random random = new Random(SEED);
        try (FakeRedis fake = FakeRedis.create()) {
            Endpoint endpoint = fake.listen();
            for (int i = 0; i < RANDOM_INPUTS; i++) {
                compare(real, fake, endpoint, randomInput(random));
            }
        }
    }

    @Test
    void linesWithoutEndAreCutOffAsRealRedisDoes(RealRedis real) throws IOException {
        try (FakeRedis fake = FakeRedis.create()) {
            Endpoint endpoint = fake.listen();
            for (String start : List.of("", "*", "*1\r\n$")) {
                // far beyond the limit of 64 kB, and really without end: one that came with the read in which the limit
                // was
                // passed would be taken
                compareAll(real, fake, endpoint, start + "1".repeat(400_000));
            }
        }
    }

    private static String randomInput(Random random) {
        String[] parts = {
            "*",
            "$",
            "1",
            "2",
            "3",
            "0",
            "-1",
            "\r\n",
            "\r\n",
            "\r\n",
            "PING",
            "ECHO",
            "x",
            "\"",
            "'",
            " ",
            "$4\r\nPING\r\n",
            "*1\r\n",
            "\n",
            "\0",
            "+",
            ":",
            "9999999999"
        };
        StringBuilder input = new StringBuilder();
        for (int count = 1 + random.nextInt(10); count > 0; count--) {
            input.append(parts[random.nextInt(parts.length)]);
        }
        return input.toString();
    }

    private static void compare(RealRedis real, FakeRedis fake, Endpoint endpoint, String input) throws IOException {
        compareAll(
                real, fake, endpoint, input + LAST + "PING end-of-input" + "\r\n".repeat(2) + "*1\r\n$4\r\nQUIT\r\n");
    }

    private static void compareAll(RealRedis real, FakeRedis fake, Endpoint endpoint, String input) throws IOException {
        String expected = exchange(real.socket(), input);

        assertThat(exchange(fake.socket(), input))
                .as("in-process, after %s", RawBytes.quoted(input))
                .isEqualTo(expected);
        assertThat(exchange(new Socket(endpoint.host(), endpoint.port()), input))
                .as("over TCP, after %s", RawBytes.quoted(input))
                .isEqualTo(expected);
    }

    /** Sends the input and reads to the end of the stream. */
    private static String exchange(Socket socket, String input) throws IOException {
        try (socket) {
            send(socket, input);
            return RawBytes.readToEnd(socket, "");
        }
    }

    private static void send(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
        } catch (IOException closedAlready) {
            // the server may end the connection before it has read everything: what it said is still to be read
        }
    }
}
