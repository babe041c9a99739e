package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.Contents;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files cross over between real Redis and the fake, with every encoding below and above its limit. */
@RequiresRealRedis
class SnapshotDiffTest {
    private static final String FILE = "all.rdb";
    private static final String FUNCTIONS = "#!lua name=lib\nredis.register_function('one', function() return 1 end)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"yes, 0", "no, 0", "yes, 1"})
    void fakeLoadsWhatRealRedisSaves(String compression, String listDepth, RealRedis real) throws IOException {
        try (RealRedis source = real.another("--dir", folder.toString(), "--dbfilename", FILE);
                RespClient client = source.server().connect();
                FakeRedis fake = FakeRedis.create();
                RespClient fakeClient = new RespClient(fake.socket())) {
            client.call("CONFIG", "SET", "rdbcompression", compression, "list-compress-depth", listDepth);
            // long elements of lists get nodes of their own
            client.call("DEBUG", "QUICKLIST-PACKED-THRESHOLD", "1kb");
            fill(client);
            Map<String, String> expected = Contents.of(client);
            assertThat(client.call("SAVE").text()).isEqualTo("OK");

            fake.load(folder.resolve(FILE));

            assertSame(Contents.of(fakeClient), expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"yes", "no"})
    void realRedisLoadsWhatTheFakeSaves(String compression, RealRedis real) throws IOException {
        Map<String, String> expected;
        try (FakeRedis fake = FakeRedis.builder()
                        .config("rdbcompression", compression)
                        .build();
                RespClient client = new RespClient(fake.socket())) {
            fill(client);
            expected = Contents.of(client);
            fake.save(folder.resolve(FILE));
        }

        assertSame(contentsOfRealRedis(real), expected);
    }

    @Test
    void functionsComeThroughUntouched(RealRedis real) throws IOException {
        try (RealRedis source = real.another("--dir", folder.toString(), "--dbfilename", FILE);
                RespClient client = source.server().connect()) {
            client.call("FUNCTION", "LOAD", FUNCTIONS);
            client.call("SAVE");
        }

        try (FakeRedis fake = FakeRedis.create()) {
            fake.load(folder.resolve(FILE));
            fake.save(folder.resolve(FILE));
        }

        try (RealRedis loaded = real.another("--dir", folder.toString(), "--dbfilename", FILE);
                RespClient client = loaded.server().connect()) {
            assertThat(client.call("FCALL", "one", "0").toString()).isEqualTo("(integer) 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"allkeys-lru, IDLETIME, 5000, 500", "allkeys-lfu, FREQ, 200, 20"})
    void useOfKeysComesThrough(String policy, String question, String noted, int tolerance, RealRedis real)
            throws IOException {
        try (RealRedis source = real.another("--dir", folder.toString(), "--dbfilename", FILE);
                RespClient client = source.server().connect();
                FakeRedis fake =
                        FakeRedis.builder().config("maxmemory-policy", policy).build();
                RespClient fakeClient = new RespClient(fake.socket())) {
            client.call("CONFIG", "SET", "maxmemory-policy", policy);
            client.call("SET", "from", "x");
            String payload = client.call("DUMP", "from").text();
            client.call("RESTORE", "used", "0", payload, question, noted);
            client.call("SAVE");

            fake.load(folder.resolve(FILE));
            long read = number(fakeClient.call("OBJECT", question, "used").toString());
            fake.save(folder.resolve(FILE));

            assertThat(read).isBetween(Long.parseLong(noted) - tolerance, Long.parseLong(noted) + tolerance);
        }

        String[] options = {"--dir", folder.toString(), "--dbfilename", FILE, "--maxmemory-policy", policy};
        try (RealRedis loaded = real.another(options);
                RespClient client = loaded.server().connect()) {
            long read = number(client.call("OBJECT", question, "used").toString());
            assertThat(read).isBetween(Long.parseLong(noted) - tolerance, Long.parseLong(noted) + tolerance);
        }
    }

    /** Key by key, since the whole is too long to read in a message. */
    private static void assertSame(Map<String, String> actual, Map<String, String> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, value) -> assertThat(actual.get(key)).as(key).isEqualTo(value));
    }

    private static long number(String reply) {
        return Long.parseLong(reply.replace("(integer) ", ""));
    }

    private Map<String, String> contentsOfRealRedis(RealRedis real) throws IOException {
        try (RealRedis loaded = real.another("--dir", folder.toString(), "--dbfilename", FILE);
                RespClient client = loaded.server().connect()) {
            return Contents.of(client);
        }
    }

    private static void fill(RespClient client) {
        for (int database : List.of(0, 3, 15)) {
            client.call("SELECT", Integer.toString(database));
            strings(client);
            collections(client, 1, 3);
            collections(client, 2, 600);
            streams(client);
        }
        client.call("SELECT", "0");
    }

    private static void strings(RespClient client) {
        for (String value : List.of("", "0", "-100", "30000", "-2000000000", "9223372036854775807", "007", "text")) {
            client.call("SET", "string:" + value, value);
        }
        client.call("SET", "repetitive", "abc".repeat(10_000));
        client.call("SET", "long", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        client.call("SET", "binary\u0000\u00ff", "\u0000\u00ff\r\n\u0080");
        client.call("SET", "deadline", "soon", "PXAT", "4102444800123");
        // of so many that it is too long for embstr, which a short one becomes when it is loaded
        client.call("PFADD", "hyperloglog", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m");
    }

    private static void collections(RespClient client, int round, int size) {
        String big = "big".repeat(1000 * (round - 1)) + "x";
        List<String> numbers =
                IntStream.range(0, size).mapToObj(i -> "" + i * 7919L).toList();
        List<String> pairs = new ArrayList<>();
        numbers.forEach(number -> pairs.addAll(List.of(number + ".25", "m" + number)));
        call(client, List.of("RPUSH", "list" + round, big, "-5", "a"), numbers);
        call(client, List.of("HSET", "hash" + round, "f", big), pairs);
        call(client, List.of("SADD", "integers" + round, "-70000"), numbers);
        call(client, List.of("SADD", "longs" + round, "-7000000000"), numbers);
        call(client, List.of("SADD", "set" + round, big), numbers);
        call(client, List.of("ZADD", "zset" + round, "inf", "top", "-inf", big, "3", "three"), pairs);
        client.call("PEXPIREAT", "list" + round, "4102444800456");
    }

    private static void call(RespClient client, List<String> begin, List<String> rest) {
        List<String> arguments = new ArrayList<>(begin);
        arguments.addAll(rest);
        assertThat(client.call(arguments.toArray(String[]::new)).toString()).startsWith("(integer)");
    }

    private static void streams(RespClient client) {
        for (int i = 1; i <= 250; i++) {
            client.call("XADD", "stream", i + "-" + i % 3, "field", "value" + i, i % 9 == 0 ? "odd" : "same", "x");
        }
        client.call("XGROUP", "CREATE", "stream", "group", "0");
        client.call("XREADGROUP", "GROUP", "group", "alice", "COUNT", "7", "STREAMS", "stream", ">");
        client.call("XREADGROUP", "GROUP", "group", "bob", "COUNT", "2", "STREAMS", "stream", ">");
        client.call("XACK", "stream", "group", "2-2");
        client.call("XGROUP", "CREATECONSUMER", "stream", "group", "carol");
        client.call("XDEL", "stream", "1-1", "100-1");
        client.call("XADD", "empty", "5-5", "a", "b");
        client.call("XDEL", "empty", "5-5");
    }
}
