package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.FakeTopology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares a sentinel of the fake with one of real Redis: which commands it has, and how it answers mistakes. */
@RequiresRealRedis
class SentinelMistakesDiffTest {
    private static final List<String> MISTAKES = List.of(
            "SENTINEL",
            "SENTINEL NOPE",
            "SENTINEL HELP",
            "SENTINEL HELP x",
            "SENTINEL MASTER nope",
            "SENTINEL REPLICAS nope",
            "SENTINEL SLAVES nope",
            "SENTINEL SENTINELS nope",
            "SENTINEL SENTINELS mymaster",
            "SENTINEL GET-MASTER-ADDR-BY-NAME nope",
            "SENTINEL CKQUORUM nope",
            "SENTINEL CKQUORUM mymaster",
            "SENTINEL FAILOVER nope",
            "SENTINEL REMOVE nope",
            "SENTINEL RESET nope",
            "SENTINEL IS-MASTER-DOWN-BY-ADDR 127.0.0.1 x 0 *",
            "SENTINEL IS-MASTER-DOWN-BY-ADDR 127.0.0.1 1 x *",
            "SENTINEL IS-MASTER-DOWN-BY-ADDR 127.0.0.1 1 0 *",
            "SENTINEL MONITOR mymaster 127.0.0.1 1 1",
            "SENTINEL MONITOR other 127.0.0.1 x 1",
            "SENTINEL MONITOR other 127.0.0.1 1 x",
            "SENTINEL MONITOR other 127.0.0.1 1 0",
            "SENTINEL MONITOR other 127.0.0.1 70000 1",
            "SENTINEL MONITOR oth!er 127.0.0.1 1 1",
            "SENTINEL MONITOR other nowhere.invalid 1 1",
            "SENTINEL SET nope quorum 1",
            "SENTINEL SET mymaster quorum 0",
            "SENTINEL SET mymaster quorum x",
            "SENTINEL SET mymaster quorum",
            "SENTINEL SET mymaster nope 1",
            "SENTINEL SET mymaster down-after-milliseconds 0",
            "SENTINEL SET mymaster down-after-milliseconds x",
            "SENTINEL SET mymaster failover-timeout -1",
            "SENTINEL SET mymaster parallel-syncs x",
            "SENTINEL SET mymaster notification-script /nowhere",
            "SENTINEL SET mymaster client-reconfig-script /nowhere",
            "SENTINEL SET mymaster rename-command CONFIG",
            "SENTINEL CONFIG",
            "SENTINEL CONFIG NOPE x",
            "SENTINEL CONFIG GET",
            "SENTINEL CONFIG GET nope",
            "SENTINEL CONFIG GET resolve-hostnames",
            "SENTINEL CONFIG GET announce*",
            "SENTINEL CONFIG SET x",
            "SENTINEL CONFIG SET nope 1",
            "SENTINEL CONFIG SET resolve-hostnames x",
            "SENTINEL CONFIG SET announce-hostnames x",
            "SENTINEL CONFIG SET announce-port x",
            "SENTINEL DEBUG nope 1",
            "SENTINEL DEBUG ping-period 0",
            "SENTINEL DEBUG ping-period x",
            "SENTINEL DEBUG ping-period",
            "SENTINEL SIMULATE-FAILURE nope",
            "SENTINEL SIMULATE-FAILURE HELP",
            "SENTINEL PENDING-SCRIPTS",
            "SENTINEL INFO-CACHE nope",
            "SET a b",
            "GET a",
            "DBSIZE",
            "CONFIG GET port",
            "PUBLISH x y",
            "PUBLISH __sentinel__:hello nope",
            "EVAL x 0",
            "COMMAND COUNT");

    @Test
    void aSentinelHasRealRedissCommands(RealRedis real, @TempDir Path directory) throws IOException {
        try (RealRedis sentinel = watching(real, directory);
                FakeTopology fake = FakeRedis.topology().sentinels(1).quorum(1).start();
                RespClient client = sentinel.server().connect();
                RespClient other = new RespClient(fake.sentinels().get(0).socket())) {
            assertThat(declared(other)).containsExactlyEntriesOf(declared(client));
        }
    }

    @Test
    void mistakesAreAnsweredAsRealRedisDoes(RealRedis real, @TempDir Path directory) throws IOException {
        List<String> differences = new ArrayList<>();
        try (RealRedis sentinel = watching(real, directory);
                FakeTopology fake = FakeRedis.topology().sentinels(1).quorum(1).start();
                RespClient client = sentinel.server().connect();
                RespClient other = new RespClient(fake.sentinels().get(0).socket())) {
            Stream<String> wrongNumbers = declared(client).keySet().stream()
                    .filter(name -> !name.matches("shutdown|quit|subscribe|psubscribe|monitor|reset|.*subscribe"))
                    .filter(name -> !name.matches("sentinel.failover|client.(kill|pause|reply)"))
                    .flatMap(name -> Stream.of("", " x", " x x", " x x x", " x x x x", " x x x x x")
                            .map(words -> name.replace('|', ' ') + words));
            for (String line : Stream.concat(MISTAKES.stream(), wrongNumbers).toList()) {
                RespValue expected = client.call(line.split(" "));
                RespValue actual = other.call(line.split(" "));
                boolean errors = expected.isError() || actual.isError();
                if (errors
                        ? !expected.equals(actual)
                        : !Replies.sameShape(expected, actual) && MISTAKES.contains(line)) {
                    differences.add(line + "\n  real Redis: " + expected + "\n  FakeRedis:  " + actual);
                }
            }
        }
        assertThat(String.join("\n", differences)).isEmpty();
    }

    private static RealRedis watching(RealRedis master, Path directory) throws IOException {
        return master.sentinel(
                directory.resolve("sentinel.conf"),
                List.of("dir " + directory, "sentinel monitor mymaster " + master.host() + " " + master.port() + " 1"));
    }

    /** Returns what COMMAND tells of each command and subcommand, by name. */
    private static Map<String, String> declared(RespClient client) {
        Map<String, String> all = new TreeMap<>();
        addAll(client.call("COMMAND").children(), all);
        return all;
    }

    private static void addAll(List<RespValue> entries, Map<String, String> all) {
        for (RespValue entry : entries) {
            List<RespValue> fields = entry.children();
            String flags = fields.get(2).children().stream()
                    .map(RespValue::text)
                    .sorted()
                    .collect(Collectors.joining(" "));
            all.put(fields.get(0).text(), "arity " + fields.get(1) + ", " + flags);
            addAll(fields.get(9).children(), all);
        }
    }
}
