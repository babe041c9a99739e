package io.rqkit.fakeredis.internal.command.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares SLOWLOG and LATENCY with real Redis, but for times and for reports in sentences. */
@RequiresRealRedis
class SlowLogDiffTest {
    /** Sends lines to a server, and returns something about it. */
    private interface Question {
        Object ask(RespClient client);
    }

    private static void assertSame(RealRedis real, Question question) {
        try (RespClient client = real.server().connect();
                FakeRedis fake = FakeRedis.builder()
                        .config("enable-debug-command", "yes")
                        .build();
                RespClient other = new RespClient(fake.socket())) {
            client.call("FLUSHALL");

            assertThat(question.ask(other)).isEqualTo(question.ask(client));
        }
    }

    private static List<RespValue> callAll(RespClient client, String... lines) {
        return client.pipeline(
                Stream.of(lines).map(line -> List.of(line.split(" "))).toList());
    }

    @Test
    void everyCallIsLoggedAsRealRedisLogsIt(RealRedis real) {
        assertSame(real, client -> {
            callAll(
                    client,
                    "CLIENT SETNAME me",
                    "CONFIG SET slowlog-log-slower-than 0",
                    "SLOWLOG RESET",
                    "SET a 1",
                    "GET",
                    "NOPE",
                    "LPUSH a 1",
                    "SADD s " + "m ".repeat(31).trim(),
                    "SADD s " + "x".repeat(128) + " " + "y".repeat(129),
                    "MULTI",
                    "INCR a",
                    "EXEC",
                    "AUTH x",
                    "AUTH x y",
                    "ACL SETUSER u >secret on",
                    "ACL DELUSER u",
                    "CONFIG SET masterauth secret",
                    "CONFIG SET masterauth \"\" hz 10",
                    "HELLO 2 AUTH default x",
                    "PING",
                    "SPOP s 100",
                    "SLOWLOG LEN");
            List<Object> logged = new ArrayList<>();
            for (RespValue entry : client.call("SLOWLOG", "GET", "-1").children()) {
                List<RespValue> parts = entry.children();
                logged.add(List.of(parts.size(), parts.get(3), parts.get(5)));
            }
            callAll(client, "CONFIG SET slowlog-log-slower-than 10000", "CONFIG SET masterauth \"\"", "SLOWLOG RESET");
            return logged;
        });
    }

    @Test
    void errorsAndHelpAreRealRediss(RealRedis real) {
        assertSame(
                real,
                client -> callAll(
                        client,
                        // on a busy machine any call may be a slow one
                        "CONFIG SET slowlog-log-slower-than -1",
                        "SLOWLOG RESET",
                        "SLOWLOG LEN",
                        "SLOWLOG GET",
                        "SLOWLOG GET x",
                        "SLOWLOG GET -2",
                        "SLOWLOG GET 1 2",
                        "SLOWLOG LEN x",
                        "SLOWLOG NOPE",
                        "SLOWLOG HELP",
                        "LATENCY HELP",
                        "LATENCY NOPE",
                        "LATENCY HISTORY",
                        "LATENCY HISTORY nope",
                        "LATENCY GRAPH nope",
                        "LATENCY LATEST",
                        "LATENCY RESET",
                        "LATENCY RESET a b",
                        "LATENCY HISTOGRAM nope"));
    }

    @Test
    void lengthsOfTheLogAreKept(RealRedis real) {
        assertSame(real, client -> {
            callAll(client, "CONFIG SET slowlog-log-slower-than 0 slowlog-max-len 3", "SLOWLOG RESET");
            List<RespValue> replies = callAll(
                    client, "SET a 1", "SET a 2", "SET a 3", "SET a 4", "SLOWLOG LEN", "CONFIG SET slowlog-max-len 1");
            RespValue length = client.call("SLOWLOG", "LEN");
            callAll(client, "CONFIG SET slowlog-log-slower-than 10000 slowlog-max-len 128", "SLOWLOG RESET");
            return List.of(replies, length);
        });
    }

    @Test
    void callsAreCountedInHistograms(RealRedis real) {
        assertSame(real, client -> {
            callAll(client, "CONFIG RESETSTAT", "SET a 1", "SET a 2", "GET a", "GET", "LPUSH a 1", "CLIENT ID");
            List<Object> seen = new ArrayList<>();
            for (String command : List.of("set", "get", "client", "lpush", "client|id")) {
                seen.add(counts(client.call("LATENCY", "HISTOGRAM", command)));
            }
            return seen;
        });
    }

    /** Returns names and calls, the times left out. */
    private static List<Object> counts(RespValue histograms) {
        List<Object> counts = new ArrayList<>();
        List<RespValue> entries = histograms.children();
        for (int i = 0; i < entries.size(); i += 2) {
            counts.add(List.of(entries.get(i), entries.get(i + 1).children().subList(0, 3)));
        }
        return counts;
    }

    @Test
    void spikesAreEventsAndAreDrawn(RealRedis real) {
        assertSame(real, client -> {
            callAll(
                    client,
                    "LATENCY RESET",
                    "CONFIG SET latency-monitor-threshold 100",
                    "DEBUG SLEEP 0.11",
                    // on a busy machine any call after it may be a spike too
                    "CONFIG SET latency-monitor-threshold 0");
            List<RespValue> latest = client.call("LATENCY", "LATEST").children();
            // the line below each column is its age, which is more than 0 when a second has ended meanwhile
            String graph = client.call("LATENCY", "GRAPH", "command")
                    .text()
                    .replaceAll("\\d\\d+ ms", "N ms")
                    .replaceAll("(\n\\d)+\ns\n", "\nN\ns\n");
            List<RespValue> rest = callAll(client, "LATENCY RESET COMMAND");
            return List.of(latest.size(), latest.get(0).children().get(0), graph, rest);
        });
    }
}
