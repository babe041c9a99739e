package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.clock.RedisClock;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeTopologyTest {
    private final RedisClock clock = RedisClock.frozenAt(Instant.parse("2026-01-01T00:00:00Z"));
    private final FakeTopology system =
            FakeRedis.topology().replicas(2).sentinels(3).clock(clock).start();
    private final List<RespClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(RespClient::close);
        system.close();
    }

    private RespClient client(FakeRedis server) {
        RespClient client = new RespClient(server.socket());
        clients.add(client);
        return client;
    }

    private RespClient client(FakeSentinel sentinel) {
        RespClient client = new RespClient(sentinel.socket());
        clients.add(client);
        return client;
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void aReplicaHasWhatTheMasterHasWhenAWriteReturns() {
        client(system.master()).call("SET", "k", "v");

        for (FakeRedis replica : system.replicas()) {
            assertThat(client(replica).call("GET", "k").text()).isEqualTo("v");
        }
    }

    @Test
    void replicasRefuseWrites() {
        assertThat(client(system.replicas().get(0)).call("SET", "k", "v"))
                .hasToString("(error) READONLY You can't write against a read only replica.");
    }

    @Test
    void waitCountsTheReplicasThatHaveAWrite() {
        RespClient client = client(system.master());
        client.call("SET", "k", "v");

        assertThat(client.call("WAIT", "2", "0")).isEqualTo(new RespValue.Int(2));
    }

    @Test
    void aReplicaThatLagsIsBehindUntilTimeHasPassed() {
        FakeRedis late = system.replicas().get(0);
        system.lag(late, Duration.ofSeconds(3));
        RespClient client = client(system.master());
        client.call("SET", "k", "v");

        assertThat(client(late).call("EXISTS", "k")).isEqualTo(new RespValue.Int(0));
        assertThat(client(system.replicas().get(1)).call("EXISTS", "k")).isEqualTo(new RespValue.Int(1));
        pass(3);
        assertThat(client(late).call("EXISTS", "k")).isEqualTo(new RespValue.Int(1));
    }

    @Test
    void keysExpireInReplicasWhenTheyDoInTheMaster() {
        client(system.master()).call("SET", "k", "v", "EX", "10");

        pass(11);

        for (FakeRedis server : system.servers()) {
            assertThat(client(server).call("DBSIZE")).isEqualTo(new RespValue.Int(0));
        }
    }

    @Test
    void sentinelsPromoteAReplicaOfAMasterThatIsGone() {
        FakeRedis old = system.master();
        client(old).call("SET", "k", "v");

        system.stop(old);
        pass(29);
        assertThat(system.master()).isSameAs(old);
        pass(5);

        assertThat(system.master()).isNotSameAs(old);
        RespClient client = client(system.master());
        assertThat(client.call("GET", "k").text()).isEqualTo("v");
        assertThat(client.call("SET", "k", "w")).hasToString("OK");
        assertThat(client.call("ROLE").toString()).contains("master");
    }

    @Test
    void aMasterThatComesBackBecomesAReplica() {
        FakeRedis old = system.master();
        system.stop(old);
        pass(40);
        client(system.master()).call("SET", "k", "v");

        system.start(old);
        pass(15);

        assertThat(client(old).call("INFO", "replication").text()).contains("role:slave", "master_link_status:up");
        assertThat(client(old).call("GET", "k").text()).isEqualTo("v");
        assertThat(system.replicas()).hasSize(2).contains(old);
    }

    @Test
    void aFailoverOnCommandKeepsTheData() {
        FakeRedis old = system.master();
        client(old).call("SET", "k", "v");

        system.failover();

        assertThat(system.master()).isNotSameAs(old);
        assertThat(client(system.master()).call("GET", "k").text()).isEqualTo("v");
        pass(20);
        assertThat(client(old).call("ROLE").toString()).contains("slave", "connected");
    }

    @Test
    void eachSentinelKnowsTheNewMaster() {
        system.failover();
        Endpoint master = system.endpoint(system.master());

        for (FakeSentinel sentinel : system.sentinels()) {
            assertThat(client(sentinel)
                            .call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "mymaster")
                            .toString())
                    .contains(master.host(), Integer.toString(master.port()));
        }
    }

    @Test
    void subscribersHearOfAFailoverFromBeginningToEnd() {
        List<RespClient> listeners =
                system.sentinels().stream().map(this::client).toList();
        listeners.forEach(listener -> listener.call("PSUBSCRIBE", "*"));

        system.stop(system.master());
        pass(40);

        // one of them led, and tells of every step
        assertThat(listeners)
                .map(FakeTopologyTest::events)
                .anySatisfy(events -> assertThat(events)
                        .containsSubsequence(
                                "+sdown",
                                "+odown",
                                "+new-epoch",
                                "+try-failover",
                                "+vote-for-leader",
                                "+elected-leader",
                                "+failover-state-select-slave",
                                "+selected-slave",
                                "+failover-state-send-slaveof-noone",
                                "+failover-state-wait-promotion",
                                "+promoted-slave",
                                "+failover-state-reconf-slaves",
                                "+slave-reconf-sent",
                                "+slave-reconf-inprog",
                                "+slave-reconf-done",
                                "+failover-end",
                                "+switch-master",
                                "+slave"));
    }

    private static List<String> events(RespClient listener) {
        List<String> events = new ArrayList<>();
        while (listener.hasInput()) {
            RespValue.Array message = (RespValue.Array) listener.read();
            events.add(message.elements().get(2).text());
        }
        return events;
    }

    @Test
    void withoutAMajorityOfSentinelsNothingHappens() {
        FakeRedis master = system.master();
        system.stop(system.sentinels().get(1));
        system.stop(system.sentinels().get(2));
        system.stop(master);

        pass(120);

        RespClient sentinel = client(system.sentinels().get(0));
        assertThat(sentinel.call("SENTINEL", "MASTER", "mymaster").toString()).contains("s_down");
        assertThat(sentinel.call("SENTINEL", "CKQUORUM", "mymaster").toString()).contains("NOQUORUM 1 usable");
        assertThat(system.master()).isSameAs(master);
    }

    @Test
    void aMasterThatIsCutOffGoesOnWhileAnotherIsMade() {
        FakeRedis old = system.master();
        system.isolate(List.of(old), List.of());
        pass(40);
        FakeRedis other = system.master();

        assertThat(other).isNotSameAs(old);
        assertThat(client(old).call("SET", "k", "lost")).hasToString("OK");
        assertThat(client(other).call("SET", "k", "kept")).hasToString("OK");

        system.heal();
        pass(20);
        assertThat(client(old).call("GET", "k").text()).isEqualTo("kept");
    }

    @Test
    void aStoppedServerRefusesConnections() {
        FakeRedis master = system.master();
        RespClient client = client(master);
        system.stop(master);

        assertThatThrownBy(() -> client.call("PING")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> new RespClient(master.socket())).isInstanceOf(UncheckedIOException.class);
        system.start(master);
        assertThat(client(master).call("PING")).hasToString("PONG");
    }

    @Test
    void clientsWithASocketFactoryFollowAddressesInProcess() {
        Endpoint endpoint = system.endpoint(system.master());
        try (RespClient client = new RespClient(system.socket(endpoint.host(), endpoint.port()))) {
            assertThat(client.call("PING")).hasToString("PONG");
        }
        assertThatThrownBy(() -> system.socket("127.0.0.1", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
