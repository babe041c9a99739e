package io.rqkit.fakeredis.internal.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MIGRATE from the fake and from real Redis to real Redis replies the same and leaves the same keys. */
@RequiresRealRedis
class MigrateDiffTest {
    /** HOST and PORT stand for the target, which has a password and the key {@code there}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIGRATE HOST PORT a 0 5000 AUTH secret",
                "MIGRATE HOST PORT a 0 5000 AUTH2 default secret",
                "MIGRATE HOST PORT a 3 5000 COPY AUTH secret",
                "MIGRATE HOST PORT there 0 5000 AUTH secret",
                "MIGRATE HOST PORT there 0 5000 REPLACE AUTH secret",
                "MIGRATE HOST PORT '' 0 5000 AUTH secret KEYS a b missing dying",
                "MIGRATE HOST PORT '' 0 5000 AUTH secret KEYS a there b",
                "MIGRATE HOST PORT missing 0 5000 AUTH secret",
                "MIGRATE HOST PORT a 0 5000",
                "MIGRATE HOST PORT a 0 5000 AUTH wrong",
                "MIGRATE HOST PORT a 99 5000 AUTH secret",
                "MIGRATE HOST PORT a x 5000",
                "MIGRATE HOST PORT a 0 x",
                "MIGRATE HOST PORT a 0 5000 KEYS b",
                "MIGRATE HOST PORT a 0 5000 AUTH",
                "MIGRATE HOST PORT a 0 5000 AUTH2 x",
                "MIGRATE HOST PORT a 0 5000 BAD",
                "MIGRATE HOST PORT a 0",
            })
    void repliesAndKeysAreTheSame(String line, RealRedis real) throws IOException {
        try (FakeRedis fake = FakeRedis.create();
                RealRedis target = real.another("--requirepass", "secret");
                RespClient fakeClient = new RespClient(fake.socket());
                RespClient realClient = real.server().connect();
                RespClient targetClient = target.server().connect()) {
            targetClient.call("AUTH", "secret");

            List<String> expected = outcome(line, realClient, target.host(), target.port(), targetClient);

            assertThat(outcome(line, fakeClient, target.host(), target.port(), targetClient))
                    .isEqualTo(expected);
        }
    }

    private static List<String> outcome(String line, RespClient source, String host, int port, RespClient target) {
        target.call("FLUSHALL");
        target.call("SET", "there", "already");
        source.call("FLUSHALL");
        source.call("SET", "a", "1");
        source.call("RPUSH", "b", "x", "y");
        source.call("SET", "there", "mine");
        source.call("SET", "dying", "v", "EXAT", "9999999999");
        String[] words = line.replace("HOST", host)
                .replace("PORT", Integer.toString(port))
                .split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("''") ? "" : words[i];
        }
        List<String> outcome = new ArrayList<>();
        outcome.add(source.call(words).toString());
        for (RespClient side : List.of(source, target)) {
            for (String key : List.of("a", "b", "there", "dying")) {
                outcome.add(side.call("TYPE", key) + " " + side.call("EXPIRETIME", key) + " " + side.call("GET", key));
            }
            outcome.add(side.call("INFO", "keyspace").text().replaceAll("avg_ttl=.*", ""));
        }
        return outcome;
    }

    @Test
    void theFakeIsATargetToo(RealRedis real) throws IOException {
        try (FakeRedis fake = FakeRedis.create();
                RespClient fakeClient = new RespClient(fake.socket());
                RespClient realClient = real.server().connect()) {
            Endpoint endpoint = fake.listen();
            realClient.call("ZADD", "z", "1", "a", "2", "b");

            String reply = realClient
                    .call("MIGRATE", endpoint.host(), Integer.toString(endpoint.port()), "z", "0", "5000")
                    .toString();

            assertThat(reply).isEqualTo("OK");
            assertThat(fakeClient.call("ZCARD", "z")).hasToString("(integer) 2");
            assertThat(realClient.call("EXISTS", "z")).hasToString("(integer) 0");
        }
    }

    @Test
    void aTargetThatIsNotThereOrDoesNotAnswerIsAnIoError(RealRedis real) throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                FakeRedis fake = FakeRedis.create();
                RespClient client = new RespClient(fake.socket())) {
            client.call("SET", "k", "v");
            assertThat(client.call("MIGRATE", "127.0.0.1", Integer.toString(silent.getLocalPort()), "k", "0", "50"))
                    .hasToString("(error) IOERR error or timeout reading to target instance");
        }
        // bound and not listening, so that nobody else can take the port meanwhile
        try (Socket bound = new Socket();
                FakeRedis fake = FakeRedis.create();
                RespClient client = new RespClient(fake.socket());
                RespClient realClient = real.server().connect()) {
            bound.bind(new InetSocketAddress("127.0.0.1", 0));
            client.call("SET", "k", "v");
            realClient.call("SET", "k", "v");
            for (String port : List.of(Integer.toString(bound.getLocalPort()), "-1", "nonsense")) {
                String[] call = {"MIGRATE", "127.0.0.1", port, "k", "0", "50"};
                assertThat(client.call(call)).as(port).isEqualTo(realClient.call(call));
            }
            assertThat(client.call("EXISTS", "k")).hasToString("(integer) 1");
        }
    }
}
