package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.internal.command.CommandSpec;
import io.rqkit.fakeredis.internal.command.cluster.ClusterCommand;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real Redis answers to commands on replicas, clusters and modules when there are none. */
@RequiresRealRedis
class StandaloneDiffTest {
    private static final List<String> LINES = List.of(
            "ROLE",
            "ROLE x",
            "WAIT 0 0",
            "WAIT 1 1",
            "WAIT -1 100",
            "WAIT x 0",
            "WAIT 0 x",
            "WAIT 0 -1",
            "REPLICAOF NO ONE",
            "SLAVEOF no one",
            "REPLICAOF NO",
            "REPLICAOF host x",
            "REPLICAOF host 65536",
            "REPLICAOF host -1",
            "FAILOVER",
            "FAILOVER ABORT",
            "FAILOVER ABORT x",
            "FAILOVER TO host 1",
            "FAILOVER TO host x",
            "FAILOVER TO host",
            "FAILOVER TIMEOUT 0",
            "FAILOVER TIMEOUT x",
            "FAILOVER TIMEOUT 100 TIMEOUT 100",
            "FAILOVER FORCE",
            "FAILOVER FORCE FORCE",
            "REPLCONF",
            "REPLCONF listening-port",
            "REPLCONF listening-port x",
            "REPLCONF listening-port 1234 ip-address 1.2.3.4 capa eof capa psync2 capa other",
            "REPLCONF rdb-only 2",
            "REPLCONF rdb-only x",
            "REPLCONF rdb-only 0",
            "REPLCONF rdb-filter-only keys",
            "REPLCONF rdb-filter-only functions",
            "REPLCONF bad 1",
            "PSYNC x",
            "PSYNC ? x",
            "PSYNC ? -1 FAILOVER",
            "SYNC x",
            "CLUSTER",
            "CLUSTER NOPE",
            "CLUSTER KEYSLOT",
            "MODULE",
            "MODULE LIST",
            "MODULE HELP",
            "MODULE NOPE",
            "MODULE LOAD",
            "MODULE LOAD /nope.so",
            "MODULE LOADEX /nope.so",
            "MODULE UNLOAD nope",
            "RESTORE-ASKING k 0 x",
            "RESTORE-ASKING k",
            "BGREWRITEAOF x",
            "CONFIG SET min-replicas-to-write 1",
            "SET k v",
            "GET k",
            "MULTI",
            "SET k v",
            "EXEC",
            "CONFIG SET min-replicas-to-write 0",
            "SET k v",
            "MULTI",
            "WAIT 1 0",
            "REPLICAOF NO ONE",
            "SYNC",
            "PSYNC ? -1",
            "EXEC");

    @Test
    void repliesAreTheSame(RealRedis real) {
        try (FakeRedis fake = FakeRedis.create();
                RespClient fakeClient = new RespClient(fake.socket());
                RespClient realClient = real.server().connect()) {
            assertThat(replies(LINES, fakeClient)).isEqualTo(replies(LINES, realClient));
        }
    }

    @Test
    void everyCommandOfAClusterIsRefused(RealRedis real) {
        List<String> lines = Arrays.stream(ClusterCommand.values())
                .map(ClusterCommand::spec)
                .map(StandaloneDiffTest::example)
                .toList();
        try (FakeRedis fake = FakeRedis.create();
                RespClient fakeClient = new RespClient(fake.socket());
                RespClient realClient = real.server().connect()) {
            assertThat(replies(lines, fakeClient)).isEqualTo(replies(lines, realClient));
        }
    }

    /** Returns a call with as many arguments as a command needs at least. */
    private static String example(CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of(spec.fullName().split("\\|")));
        while (!spec.accepts(words.size())) {
            words.add("1");
        }
        return String.join(" ", words);
    }

    private static List<String> replies(List<String> lines, RespClient client) {
        return lines.stream()
                .map(line -> line + ": " + client.call(line.split(" ")))
                .toList();
    }
}
