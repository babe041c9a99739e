package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

@Timeout(60)
class TallyTest {
    @TempDir
    Path folder;

    private Backend backend;
    private UnifiedJedis redis;

    @BeforeEach
    void open() {
        backend = Backend.open("fake");
        redis = backend.connect();
    }

    @AfterEach
    void close() {
        redis.close();
        backend.close();
    }

    @Test
    void rowsComeInTheOrderOfTheFiles() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int words = 40; words > 0; words--) {
            files.add(Files.writeString(folder.resolve("file" + words), "word ".repeat(words)));
        }

        Tally tally = Tally.of(files, redis, 3, done -> {});

        assertThat(tally.rows()).extracting(Tally.Row::file).isEqualTo(files);
        assertThat(tally.rows().get(0).words()).isEqualTo(OptionalLong.of(40));
        assertThat(tally.total()).isEqualTo(820);
    }

    @Test
    void aFileThatCannotBeReadFailsAloneWithItsError() throws Exception {
        Path there = Files.writeString(folder.resolve("there"), "a b");
        Path gone = folder.resolve("gone");

        Tally tally = Tally.of(List.of(gone, there), redis, 2, done -> {});

        assertThat(tally.total()).isEqualTo(2);
        assertThat(tally.failed())
                .containsExactly(new Tally.Row(
                        gone, OptionalLong.empty(), "java.nio.file.NoSuchFileException: " + gone.toAbsolutePath()));
    }

    @Test
    void nothingStaysInRedisButMarksThatExpire() throws Exception {
        Path there = Files.writeString(folder.resolve("there"), "a b");

        Tally.of(List.of(there, folder.resolve("gone")), redis, 2, done -> {});

        assertThat(redis.keys("*")).allMatch(key -> redis.ttl(key) > 0);
    }

    @Test
    void progressNeverGoesBack() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            files.add(Files.writeString(folder.resolve("file" + i), "word"));
        }
        List<Integer> seen = new ArrayList<>();

        Tally.of(files, redis, 2, seen::add);

        assertThat(seen)
                .isNotEmpty()
                .isSorted()
                .allSatisfy(done -> assertThat(done).isBetween(0, 50));
    }
}
