package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.Gen;
import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import io.rqkit.fakeredis.testing.RespValue;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads a file that real Redis wrote, compares digests of all data, and has real Redis load what the fake saves of it. The
 * file has two megabytes in an ordinary build; {@code -Drq.largeFile=100} makes it have a hundred.
 */
@RequiresRealRedis
class LargeFileDiffTest {
    private static final String FILE = "large.rdb";
    private static final int MEGABYTES = Integer.getInteger("rq.largeFile", 2);
    private static final int PATIENCE_MILLIS = 120_000;

    @TempDir
    private Path folder;

    @Test
    void aLargeFileOfRealRedisIsLoadedAndWritten(RealRedis real) throws IOException {
        String digest;
        try (RealRedis source = real.another("--dir", folder.toString(), "--dbfilename", FILE);
                RespClient client = patient(source.socket())) {
            fill(client);
            digest = client.call("DEBUG", "DIGEST").text();
            assertThat(client.call("SAVE").text()).isEqualTo("OK");
        }
        assertThat(Files.size(folder.resolve(FILE))).isGreaterThan(MEGABYTES * 1_000_000L);

        try (FakeRedis fake = FakeRedis.builder()
                        .config("enable-debug-command", "yes")
                        .build();
                RespClient client = patient(fake.socket())) {
            long start = System.nanoTime();
            fake.load(folder.resolve(FILE));
            long loaded = System.nanoTime();
            assertThat(client.call("DEBUG", "DIGEST").text()).isEqualTo(digest);
            long digested = System.nanoTime();
            Files.delete(folder.resolve(FILE));
            fake.save(folder.resolve(FILE));
            if (MEGABYTES > 2) {
                System.out.printf(
                        "LargeFileDiffTest: %d bytes, %s keys, loaded in %d ms, digested in %d ms, saved in %d ms%n",
                        Files.size(folder.resolve(FILE)),
                        client.call("DBSIZE").text(),
                        (loaded - start) / 1_000_000,
                        (digested - loaded) / 1_000_000,
                        (System.nanoTime() - digested) / 1_000_000);
            }
        }

        try (RealRedis loaded = real.another("--dir", folder.toString(), "--dbfilename", FILE);
                RespClient client = patient(loaded.socket())) {
            assertThat(client.call("DEBUG", "DIGEST").text()).isEqualTo(digest);
        }
    }

    /** Digests of much data take longer than replies usually do. */
    private static RespClient patient(Socket socket) throws IOException {
        RespClient client = new RespClient(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    /** About a megabyte of file a round, of every type and encoding, from the round's own seed. */
    private static void fill(RespClient client) {
        for (int round = 0; round <= MEGABYTES; round++) {
            Gen gen = new Gen(round);
            List<List<String>> commands = new ArrayList<>();
            commands.add(List.of("SELECT", Integer.toString(round % 3)));
            for (int i = 0; i < 250; i++) {
                String name = ":" + round + ":" + i;
                commands.add(List.of("SET", "string" + name, gen.binary(gen.between(1, 4000))));
                commands.add(List.of("SET", "number" + name, gen.integer()));
                commands.add(command("RPUSH", "list" + name, 20, n -> List.of(gen.value())));
                commands.add(command("HSET", "hash" + name, 20, n -> List.of("field" + n, gen.binary(20))));
                commands.add(command("SADD", "integers" + name, 20, n -> List.of("" + gen.between(-99999, 99999))));
                commands.add(command(
                        "ZADD", "zset" + name, 20, n -> List.of("" + gen.below(1000) / 8.0, gen.letters(9))));
                commands.add(List.of("PEXPIREAT", "list" + name, "41024448" + gen.between(10000, 99999)));
            }
            addLarge(gen, ":" + round, commands);
            for (RespValue reply : client.pipeline(commands)) {
                assertThat(reply.isError()).as("%s", reply).isFalse();
            }
        }
    }

    private static void addLarge(Gen gen, String name, List<List<String>> commands) {
        commands.add(command("RPUSH", "list" + name, 3000, n -> List.of(gen.letters(20))));
        commands.add(command("HSET", "hash" + name, 1000, n -> List.of("field" + n, gen.binary(50))));
        commands.add(command("SADD", "set" + name, 1000, n -> List.of(gen.letters(10))));
        commands.add(command("SADD", "integers" + name, 1000, n -> List.of("" + gen.below(1 << 30))));
        commands.add(command("ZADD", "zset" + name, 1000, n -> List.of("" + gen.below(1000) / 7.0, gen.letters(9))));
        for (int i = 1; i <= 500; i++) {
            commands.add(
                    List.of("XADD", "stream" + name, i + "-" + i, "field", gen.letters(30), "more", gen.integer()));
        }
        commands.add(List.of("XGROUP", "CREATE", "stream" + name, "group", "0"));
        commands.add(
                List.of("XREADGROUP", "GROUP", "group", "consumer", "COUNT", "100", "STREAMS", "stream" + name, ">"));
        commands.add(command("PFADD", "hll" + name, 2000, n -> List.of(gen.letters(8))));
    }

    private static List<String> command(String name, String key, int count, IntFunction<List<String>> arguments) {
        List<String> command = new ArrayList<>(List.of(name, key));
        IntStream.range(0, count).mapToObj(arguments).forEach(command::addAll);
        return command;
    }
}
