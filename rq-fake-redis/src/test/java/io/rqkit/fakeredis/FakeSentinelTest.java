package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sentinel is told to do, and what it tells. */
class FakeSentinelTest {
    private final RedisClock clock = RedisClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<RespClient> clients = new ArrayList<>();
    private FakeTopology system =
            FakeRedis.topology().replicas(1).sentinels(3).clock(clock).start();

    @AfterEach
    void close() {
        clients.forEach(RespClient::close);
        system.close();
    }

    private RespClient client(FakeSentinel sentinel) {
        RespClient client = new RespClient(sentinel.socket());
        clients.add(client);
        return client;
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    private static String field(RespClient client, String name) {
        List<RespValue> fields = client.call("SENTINEL", "MASTER", "mymaster").children();
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).text().equals(name)) {
                return fields.get(i + 1).text();
            }
        }
        throw new AssertionError("no field " + name);
    }

    private boolean isRunning(FakeSentinel sentinel) {
        try (RespClient client = new RespClient(sentinel.socket())) {
            return client.call("PING").text().equals("PONG");
        } catch (java.io.UncheckedIOException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash-after-election", "crash-after-promotion"})
    void aLeaderThatCrashesIsSucceededByAnother(String when) {
        FakeRedis old = system.master();
        for (FakeSentinel sentinel : system.sentinels()) {
            assertThat(client(sentinel).call("SENTINEL", "SIMULATE-FAILURE", when))
                    .hasToString("OK");
        }
        RespClient first = client(system.sentinels().get(0));
        assertThat(first.call("INFO", "sentinel").text())
                .contains("sentinel_simulate_failure_flags:" + (when.endsWith("election") ? 1 : 2));
        system.stop(old);
        pass(40);
        assertThat(system.sentinels().stream().filter(this::isRunning)).hasSize(2);
        for (FakeSentinel sentinel : system.sentinels()) {
            if (isRunning(sentinel)) {
                client(sentinel).call("SENTINEL", "SIMULATE-FAILURE", "HELP"); // which forgets what was set
            }
        }

        pass(600); // after twice the failover's time the next one leads

        assertThat(system.master()).isNotSameAs(old);
        assertThat(system.sentinels().stream().filter(this::isRunning)).hasSize(2);
    }

    @Test
    void aResetIsFollowedByFindingOutAnew() {
        RespClient client = client(system.sentinels().get(0));
        RespClient listener = client(system.sentinels().get(0));
        listener.call("PSUBSCRIBE", "*");

        assertThat(client.call("SENTINEL", "RESET", "my*")).isEqualTo(new RespValue.Int(1));
        assertThat(field(client, "num-slaves")).isEqualTo("0");
        assertThat(field(client, "num-other-sentinels")).isEqualTo("0");
        pass(3);

        assertThat(field(client, "num-slaves")).isEqualTo("1");
        assertThat(field(client, "num-other-sentinels")).isEqualTo("2");
        List<String> events = new ArrayList<>();
        while (listener.hasInput()) {
            events.add(listener.read().children().get(2).text());
        }
        assertThat(events).containsExactly("+reset-master", "+sentinel", "+sentinel", "+slave");
    }

    @Test
    void clientsNeedTheSentinelsPassword() {
        system.close();
        system = FakeRedis.topology()
                .sentinelPassword("of sentinels")
                .password("of servers")
                .clock(clock)
                .start();
        RespClient client = client(system.sentinels().get(0));

        assertThat(client.call("SENTINEL", "MASTERS")).hasToString("(error) NOAUTH Authentication required.");
        assertThat(client.call("AUTH", "of servers"))
                .hasToString("(error) WRONGPASS invalid username-password pair or user is disabled.");
        assertThat(client.call("AUTH", "of sentinels")).hasToString("OK");
        assertThat(client.call("SENTINEL", "MASTERS").children()).hasSize(1);
    }
}
