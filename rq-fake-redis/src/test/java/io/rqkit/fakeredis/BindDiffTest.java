package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares CONFIG SET bind of a server that listens with real Redis. */
@RequiresRealRedis
class BindDiffTest {
    @Test
    void addressesThatCannotBeHadAreRefused(RealRedis shared) throws IOException {
        try (RealRedis real = shared.another();
                FakeRedis fake = FakeRedis.create()) {
            Endpoint endpoint = fake.listen();

            assertThat(answers(endpoint.host(), endpoint.port())).isEqualTo(answers(real.host(), real.port()));
        }
    }

    private static List<String> answers(String host, int port) throws IOException {
        List<String> seen = new ArrayList<>();
        try (RespClient client = new RespClient(new Socket(host, port))) {
            for (String addresses : List.of(
                    "127.0.0.1",
                    "1.2.3.4",
                    "127.0.0.1 1.2.3.4",
                    "127.0.0.1 -1.2.3.4",
                    "-1.2.3.4",
                    "127.0.0.1 127.0.0.2",
                    "127.0.0.1 127.0.0.1",
                    "",
                    "*",
                    "127.0.0.1" + " x".repeat(16),
                    "127.0.0.1")) {
                seen.add(client.call("CONFIG", "SET", "bind", addresses).toString());
                seen.add(client.call("CONFIG", "GET", "bind").toString());
            }
            seen.add(client.call("CONFIG", "SET", "maxmemory", "10mb", "bind", "1.2.3.4")
                    .toString());
            seen.add(client.call("CONFIG", "GET", "maxmemory").toString());
        }
        return seen;
    }
}
