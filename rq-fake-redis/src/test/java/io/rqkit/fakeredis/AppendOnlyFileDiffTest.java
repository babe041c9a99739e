package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RealRedis;
import io.rqkit.fakeredis.testing.RequiresRealRedis;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Append-only files: real Redis loads those of the fake, and the fake those of real Redis. */
@RequiresRealRedis
class AppendOnlyFileDiffTest {
    private static final List<List<String>> CHANGES = List.of(
            List.of("SET", "a", "1", "EX", "1000"),
            List.of("RPUSH", "list", "x", "y", "\u0000\r\n"),
            List.of("SELECT", "3"),
            List.of("HSET", "hash", "f", "v"),
            List.of("MULTI"),
            List.of("INCR", "n"),
            List.of("SADD", "set", "1", "2"),
            List.of("EXEC"),
            List.of("EVAL", "redis.call('INCRBY', 'n', 5)", "0"),
            List.of("SPOP", "set"),
            List.of("XADD", "stream", "*", "f", "v"),
            List.of("EXPIRE", "hash", "500"),
            List.of("SET", "gone", "x"),
            List.of("DEL", "gone"),
            List.of("SELECT", "0"));

    @TempDir
    Path directory;

    private FakeRedis fake() {
        return FakeRedis.builder()
                .config("dir", directory.toString())
                .config("appendonly", "yes")
                .config("enable-debug-command", "yes")
                .build();
    }

    private RealRedis real(RealRedis shared) throws IOException {
        // it is killed: every second alone, what came during the last fsync would still be in its memory
        return shared.another("--dir", directory.toString(), "--appendonly", "yes", "--appendfsync", "always");
    }

    private static String digest(RespClient client) {
        return client.call("DEBUG", "DIGEST").text();
    }

    @Test
    void realRedisLoadsWhatTheFakeWrote(RealRedis shared) throws IOException {
        String written;
        try (FakeRedis fake = fake();
                RespClient client = new RespClient(fake.socket())) {
            client.pipeline(CHANGES);
            written = digest(client);
        }

        try (RealRedis real = real(shared);
                RespClient client = real.server().connect()) {
            assertThat(digest(client)).isEqualTo(written);
        }
    }

    @Test
    void theFakeLoadsWhatRealRedisWrote(RealRedis shared) throws IOException {
        String written;
        try (RealRedis real = real(shared);
                RespClient client = real.server().connect()) {
            client.pipeline(CHANGES);
            written = digest(client);
        }

        try (FakeRedis fake = fake();
                RespClient client = new RespClient(fake.socket())) {
            assertThat(digest(client)).isEqualTo(written);
        }
    }

    @Test
    void bothLoadWhatWasRewrittenAndWhatCameAfter(RealRedis shared) throws IOException {
        String written;
        try (FakeRedis fake = fake();
                RespClient client = new RespClient(fake.socket())) {
            client.pipeline(CHANGES);
            client.call("BGREWRITEAOF");
            client.call("APPEND", "a", "more");
            written = digest(client);
        }

        try (RealRedis real = real(shared);
                RespClient client = real.server().connect()) {
            assertThat(digest(client)).isEqualTo(written);
        }
        try (FakeRedis fake = fake();
                RespClient client = new RespClient(fake.socket())) {
            assertThat(digest(client)).isEqualTo(written);
            assertThat(client.call("DEBUG", "LOADAOF")).hasToString("OK");
            assertThat(digest(client)).isEqualTo(written);
        }
    }

    @Test
    void bothWriteTheSameCommands(RealRedis shared) throws IOException {
        List<List<String>> certain = CHANGES.stream()
                .filter(change -> !List.of("SPOP", "XADD", "EXPIRE").contains(change.get(0)) && !change.contains("EX"))
                .toList();
        String ofFake;
        try (FakeRedis fake = fake();
                RespClient client = new RespClient(fake.socket())) {
            client.pipeline(certain);
            ofFake = changes(directory.resolve("appendonlydir"));
        }
        Path other = Files.createDirectory(directory.resolve("other"));

        try (RealRedis real =
                        shared.another("--dir", other.toString(), "--appendonly", "yes", "--appendfsync", "always");
                RespClient client = real.server().connect()) {
            client.pipeline(certain);

            assertThat(ofFake).isEqualTo(changes(other.resolve("appendonlydir")));
        }
    }

    private static String changes(Path files) throws IOException {
        return Files.readString(files.resolve("appendonly.aof.1.incr.aof"), StandardCharsets.ISO_8859_1);
    }

    @Test
    void settingItWhileTheServerRunsBeginsWithTheDataThereAre(RealRedis shared) throws IOException {
        try (FakeRedis fake =
                        FakeRedis.builder().config("dir", directory.toString()).build();
                RespClient client = new RespClient(fake.socket())) {
            client.call("SET", "before", "1");
            client.call("CONFIG", "SET", "appendonly", "yes");
            client.call("SET", "after", "2");
            client.call("CONFIG", "SET", "appendonly", "no");
            client.call("SET", "later", "3");
        }

        try (RealRedis real = real(shared);
                RespClient client = real.server().connect()) {
            assertThat(client.call("EXISTS", "before", "after")).hasToString("(integer) 2");
            assertThat(client.call("EXISTS", "later")).hasToString("(integer) 0");
        }
    }
}
