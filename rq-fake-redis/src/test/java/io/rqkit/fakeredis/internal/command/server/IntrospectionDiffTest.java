package io.rqkit.fakeredis.internal.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.FakeServer;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the parameters with their defaults, and INFO's sections and fields, name by name. */
@RequiresRealRedis
class IntrospectionDiffTest {
    /** What a server is started with, and where it runs. */
    private static final Set<String> LOCAL = Set.of("port", "dir", "bind");

    @Test
    void parametersAndDefaultsAreRealRediss(RealRedis real) {
        try (RespClient client = real.server().connect();
                FakeServer fake = new FakeServer();
                RespClient other = fake.server().connect()) {
            assertThat(parameters(other)).isEqualTo(parameters(client));
        }
    }

    private static Map<String, String> parameters(RespClient client) {
        Map<String, String> parameters = new TreeMap<>();
        List<RespValue> pairs = client.call("CONFIG", "GET", "*").children();
        for (int i = 0; i < pairs.size(); i += 2) {
            parameters.put(pairs.get(i).text(), pairs.get(i + 1).text());
        }
        parameters.keySet().removeAll(LOCAL);
        return parameters;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all",
                "everything",
                "default",
                "server",
                "MEMORY",
                "server clients",
                "keyspace server",
                "nope",
                "nope cpu",
                "default commandstats",
                "latencystats",
                "errorstats"
            })
    void infoHasTheFieldsOfRealRedis(String sections, RealRedis real) {
        String[] call = ("INFO " + sections).trim().split(" ");
        try (RespClient client = real.server().connect();
                FakeServer fake = new FakeServer();
                RespClient other = fake.server().connect()) {
            for (RespClient each : List.of(client, other)) {
                each.call("FLUSHALL");
                each.call("CONFIG", "RESETSTAT");
                each.call("SET", "a", "1", "EX", "1000");
                each.call("LPUSH", "a", "1");
                each.call("GET");
            }

            assertThat(fields(other.call(call))).isEqualTo(fields(client.call(call)));
        }
    }

    /** Returns headings and names; values only of what was counted. */
    private static List<String> fields(RespValue info) {
        return info.text()
                .lines()
                .map(line ->
                        line.startsWith("errorstat_") || line.startsWith("db") ? line : line.replaceFirst(":.*", ""))
                .map(line -> line.replaceFirst("avg_ttl=.*", ""))
                .sorted(IntrospectionDiffTest::byHashTable)
                .toList();
    }

    /** Commands come in the order of a hash table. */
    private static int byHashTable(String one, String other) {
        boolean hashed = isOfCommand(one) && isOfCommand(other);
        return hashed ? one.compareTo(other) : 0;
    }

    private static boolean isOfCommand(String line) {
        return line.startsWith("cmdstat_") || line.startsWith("latency_percentiles_usec_");
    }
}
