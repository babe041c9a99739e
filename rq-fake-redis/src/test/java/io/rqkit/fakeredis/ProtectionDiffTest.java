package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RawBytes;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespBytes;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What both servers say to clients who may not come, or who take too much, before they are disconnected. */
@RequiresRealRedis
class ProtectionDiffTest {
    /** To Redis only 127.0.0.1 is this machine. */
    private static final String STRANGER = "127.0.0.2";

    /** A server, reached by TCP. */
    private record Place(String host, int port) {
        RespClient client() throws IOException {
            return new RespClient(new Socket(host, port));
        }

        /** Sends bytes from an address and returns all that comes back until the server ends the connection. */
        String exchange(String from, byte[] bytes) throws IOException {
            try (Socket socket = new Socket(host, port, InetAddress.getByName(from), 0)) {
                socket.getOutputStream().write(bytes);
                return RawBytes.readToEnd(socket, "(reset)");
            }
        }
    }

    /** Something done to a server, and what was seen. */
    private interface Play {
        List<String> on(Place place) throws IOException;
    }

    private static void assertSame(RealRedis real, Play play) throws IOException {
        try (FakeRedis fake = FakeRedis.create()) {
            Endpoint endpoint = fake.listen();
            List<String> expected = play.on(new Place(real.host(), real.port()));

            assertThat(play.on(new Place(endpoint.host(), endpoint.port()))).isEqualTo(expected);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void protectedModeTurnsStrangersAway(RealRedis real) throws IOException {
        assertSame(real, place -> {
            List<String> seen = new ArrayList<>();
            try (RespClient admin = place.client()) {
                seen.add(place.exchange(STRANGER, new byte[0]));
                admin.call("CONFIG", "SET", "protected-mode", "no");
                seen.add(place.exchange(STRANGER, ascii("PING\r\nQUIT\r\n")));
                admin.call("CONFIG", "SET", "protected-mode", "yes", "requirepass", "secret");
                seen.add(place.exchange(STRANGER, ascii("PING\r\nAUTH secret\r\nPING\r\nQUIT\r\n")));
                seen.add(statistic(admin, "rejected_connections"));
            }
            assertThat(seen.get(0)).startsWith("-DENIED Redis is running in protected mode");
            return seen;
        });
    }

    @Test
    void oneClientTooManyIsTold(RealRedis real) throws IOException {
        assertSame(real, place -> {
            List<String> seen = new ArrayList<>();
            try (RespClient admin = place.client()) {
                admin.call("CONFIG", "SET", "maxclients", "1");
                seen.add(place.exchange("127.0.0.1", new byte[0]));
                seen.add(admin.call("PING").text());
                seen.add(statistic(admin, "rejected_connections"));
            }
            assertThat(seen.get(0)).isEqualTo("-ERR max number of clients reached\r\n");
            return seen;
        });
    }

    @Test
    void beforeAuthenticationRequestsAreShort(RealRedis real) throws IOException {
        assertSame(real, place -> {
            List<String> seen = new ArrayList<>();
            try (RespClient admin = place.client()) {
                admin.call("CONFIG", "SET", "requirepass", "secret");
                for (String start : List.of(
                        "*10\r\n$4\r\nPING\r\n" + "$1\r\nx\r\n".repeat(9) + "QUIT\r\n",
                        "*11\r\n",
                        "*2\r\n$4\r\nAUTH\r\n$16384\r\n" + "x".repeat(16384) + "\r\nQUIT\r\n",
                        "*2\r\n$4\r\nAUTH\r\n$16385\r\n",
                        "AUTH secret\r\n*11\r\n$4\r\nPING\r\n" + "$1\r\nx\r\n".repeat(10) + "QUIT\r\n")) {
                    seen.add(place.exchange("127.0.0.1", ascii(start)));
                }
            }
            assertThat(seen.get(1)).contains("unauthenticated multibulk length");
            assertThat(seen.get(3)).contains("unauthenticated bulk length");
            return seen;
        });
    }

    @Test
    void aQueryBufferThatGrowsTooLongEndsItsClient(RealRedis real) throws IOException {
        assertSame(real, place -> {
            List<String> seen = new ArrayList<>();
            try (RespClient admin = place.client()) {
                admin.call("CONFIG", "SET", "client-query-buffer-limit", "1mb");
                seen.add(isAccepted(place, RespBytes.of("SET", "k", "x".repeat(1_048_574))));
                seen.add(isAccepted(place, RespBytes.of("SET", "k", "x".repeat(1_048_575))));
                seen.add(isAccepted(place, RespBytes.of("SET", "k", "x".repeat(3_000_000))));
                seen.add(isAccepted(place, RespBytes.of("MSET", "a", "x".repeat(700_000), "b", "x".repeat(700_000))));
                // a long pipeline is no long query
                seen.add(isAccepted(place, ascii("SET k v\r\n".repeat(200_000))));
                seen.add(admin.call("STRLEN", "k").text());
            }
            return seen;
        });
    }

    private static String isAccepted(Place place, byte[] request) throws IOException {
        try (RespClient client = place.client()) {
            client.sendRaw(request);
            return client.read().text();
        } catch (UncheckedIOException ended) {
            return "ended";
        }
    }

    @Test
    void whoDoesNotReadIsEndedAtTheHardLimit(RealRedis real) throws IOException {
        assertSame(real, place -> {
            List<String> seen = new ArrayList<>();
            try (RespClient admin = place.client()) {
                admin.call("SET", "long", "x".repeat(1_000_000));
                admin.call("CONFIG", "SET", "client-output-buffer-limit", "normal 20mb 0 0");
                try (RespClient client = place.client()) {
                    // read in time, ten of them are no harm
                    for (int i = 0; i < 30; i++) {
                        assertThat(client.call("GET", "long").text()).hasSize(1_000_000);
                    }
                    seen.add(endOf(client, 60));
                }
                seen.add(admin.call("PING").text());
            }
            assertThat(seen).containsExactly("ended", "PONG");
            return seen;
        });
    }

    /** Asks for much at once and says how it went. */
    private static String endOf(RespClient client, int count) {
        try {
            client.pipeline(java.util.Collections.nCopies(count, List.of("GET", "long")));
            return "served";
        } catch (UncheckedIOException ended) {
            return "ended";
        }
    }

    @Test
    void keepAliveIsAcceptedAsAParameter(RealRedis real) throws IOException {
        assertSame(real, place -> {
            try (RespClient admin = place.client()) {
                List<String> seen = new ArrayList<>();
                for (String value : List.of("0", "60", "-1", "x", "2147483648")) {
                    seen.add(admin.call("CONFIG", "SET", "tcp-keepalive", value).text());
                    seen.add(admin.call("CONFIG", "GET", "tcp-keepalive").toString());
                }
                return seen;
            }
        });
    }

    private static String statistic(RespClient admin, String name) {
        return admin.call("INFO", "stats")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElse("no " + name);
    }
}
