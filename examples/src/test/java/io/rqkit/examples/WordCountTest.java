package io.rqkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rqkit.fakeredis.FakeRedis;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

@Timeout(120)
class WordCountTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String setting, String... args) throws Exception {
        PrintStream table = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream notes = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new WordCount(table, notes).run(setting, args);
    }

    private List<String> table() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String notes() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake", "embedded"})
    void printsEachFileAndTheTotal(String setting) throws Exception {
        RealRedis.assumeThere(setting);
        Path one = Files.writeString(folder.resolve("one.txt"), "uno");
        Path many = Files.writeString(folder.resolve("many.txt"), "a b c\n d e f g h i j k");

        int status = run(setting, folder.toString());

        assertThat(table()).containsExactly("11 " + many, " 1 " + one, "12 total");
        assertThat(status).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake", "embedded"})
    void saysWhatWcSaysOfThisModule(String setting) throws Exception {
        RealRedis.assumeThere(setting);
        assumeTrue(Shell.output("wc --version").contains("coreutils) 9."), "no wc of GNU coreutils 9 here");

        run(setting, "src");

        String check = notes().lines()
                .filter(line -> line.startsWith("Check: "))
                .map(line -> line.substring("Check: ".length()))
                .findFirst()
                .orElseThrow();
        assertThat(table()).last().isEqualTo(Shell.output(check).strip());
    }

    @Test
    void theCheckOfOneFileCountsThatFile() throws Exception {
        Path odd = Files.writeString(folder.resolve("it's one.txt"), "a b c");

        assertThat(Shell.output(TextFiles.check(odd))).startsWith("3 ");
    }

    @Test
    void anEmptyFolderHasNoWords() throws Exception {
        int status = run("fake", folder.toString());

        assertThat(table()).containsExactly("0 total");
        assertThat(status).isZero();
    }

    @Test
    void aMissingFolderIsAnError() throws Exception {
        int status = run("fake", folder.resolve("none").toString());

        assertThat(notes())
                .isEqualToIgnoringNewLines("There is no %s. Name a folder or a file that exists."
                        .formatted(folder.resolve("none").toAbsolutePath()));
        assertThat(out.size()).isZero();
        assertThat(status).isEqualTo(2);
    }

    @Test
    void aFailedJobIsListedWithItsErrorAndEndsTheProgramWithOne() throws Exception {
        Path unreadable = Path.of("/proc/self/mem"); // opens well, and fails when its first byte is read
        assumeTrue(Files.isReadable(unreadable), "no /proc here");

        int status = run("fake", unreadable.toString());

        assertThat(table()).containsExactly("0 total");
        assertThat(notes()).startsWith("Failed: /proc/self/mem: java.io.IOException: ");
        assertThat(status).isOne();
    }

    @Test
    void twoFoldersAreAnError() throws Exception {
        int status = run("fake", "a", "b");

        assertThat(notes()).startsWith("Expected at most one folder or file, got 2: a b");
        assertThat(status).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "real", "http://localhost:6379", "redis://localhost", "redis://localhost:1/x", "a b"})
    void aWrongSettingIsAnErrorThatNamesTheRightOnes(String setting) throws Exception {
        int status = run(setting, folder.toString());

        assertThat(notes())
                .startsWith("-Drq.redis=" + setting + " names no Redis.")
                .contains("fake", "embedded", "redis://host:port");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void anAbsentRedisIsAnErrorThatSaysWhatToDo() throws Exception {
        // bound and not listening, so that nobody else can come to listen there
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int refusing = bound.getLocalPort();

            int status = run("redis://user:secret@localhost:" + refusing, folder.toString());

            assertThat(notes())
                    .startsWith("No Redis answers at redis://localhost:" + refusing + ": ")
                    .contains("Start one there, or use -Drq.redis=embedded or -Drq.redis=fake.")
                    .doesNotContain("secret");
            assertThat(status).isEqualTo(2);
        }
    }

    @Test
    void aRefusalNamesTheFormWithPassword() throws Exception {
        try (FakeRedis redis = FakeRedis.builder().password("s").build()) {
            int status = run(redis.listen().uri().toString(), folder.toString());

            assertThat(notes()).contains("NOAUTH", "redis://user:password@host:port/database");
            assertThat(status).isEqualTo(2);
        }
    }

    @Test
    void aRunningRedisIsUsedAndLeftAsItWas() throws Exception {
        Files.writeString(folder.resolve("one.txt"), "uno due");
        try (FakeRedis redis = FakeRedis.create();
                Jedis jedis = new Jedis(redis::socket)) {
            int status = run(redis.listen().uri().toString(), folder.toString());

            assertThat(table()).last().isEqualTo("2 total");
            assertThat(status).isZero();
            assertThat(jedis.keys("*")).allMatch(key -> jedis.ttl(key) > 0);
        }
    }

    /** Runs commands as a user would. */
    private static final class Shell {
        private Shell() {}

        static String output(String command) throws Exception {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            try (InputStream in = process.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                process.waitFor();
            }
        }
    }
}
