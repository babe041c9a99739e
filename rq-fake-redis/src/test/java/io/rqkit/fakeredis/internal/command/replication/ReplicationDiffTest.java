package io.rqkit.fakeredis.internal.command.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.Endpoint;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fake copies real Redis, and real Redis the fake. */
@RequiresRealRedis
class ReplicationDiffTest {
    private static final List<String> WRITES = List.of(
            "SET str value",
            "SET num 12345",
            "SETEX dying 1000 v",
            "RPUSH list a b c",
            "SADD ints 1 2 3",
            "SADD set a b c",
            "HSET hash f v g w",
            "ZADD zset 1 a 2.5 b",
            "XADD stream * f v",
            "XGROUP CREATE stream group 0",
            "XREADGROUP GROUP group consumer STREAMS stream >",
            "PFADD hll a b c",
            "INCRBYFLOAT float 3.14",
            "SPOP set");

    private FakeRedis fake;
    private Endpoint endpoint;
    private RespClient fakeClient;

    @BeforeEach
    void start() {
        fake = FakeRedis.builder().config("enable-debug-command", "yes").build();
        endpoint = fake.listen();
        fakeClient = new RespClient(fake.socket());
    }

    @AfterEach
    void stop() {
        fakeClient.close();
        fake.close();
    }

    private static void write(RespClient client) {
        WRITES.forEach(line -> client.call(line.split(" ")));
        client.call("SELECT", "5");
        WRITES.forEach(line -> client.call(line.split(" ")));
        client.call("SELECT", "0");
    }

    /** Waits until a replica says that it has its master's data, which nothing tells from outside. */
    private static void awaitLink(RespClient replica) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!replica.call("INFO", "replication").text().contains("master_link_status:up")) {
            assertThat(System.nanoTime()).as("the link is up in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void assertSameData(RespClient master, RespClient replica) {
        assertThat(master.call("WAIT", "1", "20000")).hasToString("(integer) 1");
        assertThat(replica.call("DEBUG", "DIGEST")).isEqualTo(master.call("DEBUG", "DIGEST"));
    }

    @Test
    void realRedisCopiesTheFake(RealRedis real) throws IOException {
        try (RealRedis replica = real.another("--repl-diskless-sync", "no");
                RespClient replicaClient = replica.server().connect()) {
            write(fakeClient);

            replicaClient.call("REPLICAOF", endpoint.host(), Integer.toString(endpoint.port()));
            awaitLink(replicaClient);
            write(fakeClient);

            assertSameData(fakeClient, replicaClient);
            assertThat(fakeClient.call("ROLE").toString()).contains(Integer.toString(replica.port()));
        }
    }

    @Test
    void theFakeCopiesRealRedis(RealRedis real) throws IOException {
        try (RealRedis master = real.another("--repl-diskless-sync-delay", "0");
                RespClient masterClient = master.server().connect()) {
            write(masterClient);

            fakeClient.call("REPLICAOF", master.host(), Integer.toString(master.port()));
            awaitLink(fakeClient);
            write(masterClient);

            assertSameData(masterClient, fakeClient);
            assertThat(fakeClient.call("SET", "k", "v"))
                    .hasToString("(error) READONLY You can't write against a read only replica.");
        }
    }

    @Test
    void theMasterReadsBackAsASetting(RealRedis real) {
        List<String> lines = List.of(
                "CONFIG GET replicaof",
                "REPLICAOF localhost 1",
                "CONFIG GET replicaof",
                "CONFIG GET slaveof",
                "CONFIG SET replicaof localhost",
                "REPLICAOF NO ONE",
                "CONFIG GET replicaof");
        try (RespClient realClient = real.server().connect()) {
            for (String line : lines) {
                assertThat(fakeClient.call(line.split(" "))).as(line).isEqualTo(realClient.call(line.split(" ")));
            }
        }
    }

    @Test
    void rolesChangeWithoutCopyingAgain(RealRedis real) throws IOException {
        try (RealRedis other = real.another("--repl-diskless-sync-delay", "0");
                RespClient otherClient = other.server().connect()) {
            write(fakeClient);
            otherClient.call("REPLICAOF", endpoint.host(), Integer.toString(endpoint.port()));
            awaitLink(otherClient);
            write(fakeClient);
            assertSameData(fakeClient, otherClient);

            otherClient.call("REPLICAOF", "NO", "ONE");
            fakeClient.call("REPLICAOF", other.host(), Integer.toString(other.port()));
            awaitLink(fakeClient);
            write(otherClient);

            assertSameData(otherClient, fakeClient);
            assertThat(otherClient.call("INFO", "stats").text()).contains("sync_full:0", "sync_partial_ok:1");
        }
    }

    @Test
    void failoverHandsTheRoleToRealRedisAndBack(RealRedis real) throws IOException {
        try (RealRedis other = real.another("--repl-diskless-sync-delay", "0");
                RespClient otherClient = other.server().connect()) {
            otherClient.call("REPLICAOF", endpoint.host(), Integer.toString(endpoint.port()));
            awaitLink(otherClient);
            write(fakeClient);

            assertThat(fakeClient.call("FAILOVER")).hasToString("OK");
            awaitLink(fakeClient);
            write(otherClient);
            assertSameData(otherClient, fakeClient);

            otherClient.call("FAILOVER", "TO", endpoint.host(), Integer.toString(endpoint.port()));
            awaitLink(otherClient);
            write(fakeClient);
            assertSameData(fakeClient, otherClient);
        }
    }
}
