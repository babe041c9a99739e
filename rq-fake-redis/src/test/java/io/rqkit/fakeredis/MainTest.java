package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.HeldPort;
import io.rqkit.fakeredis.testing.KeyFiles;
import io.rqkit.fakeredis.testing.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Runs the main class as a program, as {@code java -jar} would. */
class MainTest {
    private static final Pattern READY = Pattern.compile("Ready to accept connections on (.+):(\\d+)");
    private static final int END_SECONDS = 30;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void servesWhenItSaysSoAndEndsWithZeroOnSigterm() throws Exception {
        Process program = start("--port", "0");
        int port = awaitReady(program);

        try (Jedis jedis = new Jedis("127.0.0.1", port, Patience.MILLIS)) {
            assertThat(jedis.ping()).isEqualTo("PONG");
        }
        program.destroy();

        assertThat(program.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
    }

    @Test
    void shutdownEndsItWithZero() throws Exception {
        Process program = start("--port", "0");
        int port = awaitReady(program);

        try (Jedis jedis = new Jedis("127.0.0.1", port, Patience.MILLIS)) {
            jedis.shutdown();
        }

        assertThat(program.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
    }

    @Test
    void takesUsersAndAMaster() throws Exception {
        int master = awaitReady(start("--port", "0"));
        Process program = start(
                "--port",
                "0",
                "--user",
                "bob",
                "on",
                ">s",
                "allkeys",
                "+@all",
                "--user",
                "eve",
                "off",
                "--replicaof",
                "127.0.0.1",
                Integer.toString(master));
        int port = awaitReady(program);

        try (Jedis jedis = new Jedis("127.0.0.1", port, Patience.MILLIS)) {
            assertThat(jedis.auth("bob", "s")).isEqualTo("OK");
            assertThat(jedis.aclUsers()).containsExactly("bob", "default", "eve");
            assertThat(jedis.role()).startsWith("slave", "127.0.0.1", (long) master);
        }
    }

    @Test
    void aUserWithAWrongRuleIsRefused() throws Exception {
        Process program = start("--port", "0", "--user", "bob", "nonsense");

        assertThat(program.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(1);
    }

    @Test
    void takesParametersAsRedisServerDoes() throws Exception {
        Process program = start(
                "--port",
                "0",
                "--requirepass",
                "s",
                "--databases",
                "4",
                "--enable-debug-command",
                "yes",
                "--save",
                "900",
                "1",
                "--hash-max-ziplist-entries",
                "7");
        int port = awaitReady(program);

        try (Jedis jedis = new Jedis("127.0.0.1", port, Patience.MILLIS)) {
            jedis.auth("s");
            assertThat(jedis.configGet("databases")).containsEntry("databases", "4");
            assertThat(jedis.configGet("save")).containsEntry("save", "900 1");
            assertThat(jedis.configGet("hash-max-listpack-entries")).containsEntry("hash-max-listpack-entries", "7");
            assertThat(jedis.configGet("port")).containsEntry("port", Integer.toString(port));
        }
    }

    @Test
    void servesTlsWithTheFilesNamed(@TempDir Path directory) throws Exception {
        KeyFiles files = KeyFiles.create(directory, "server");
        int port;
        try (HeldPort held = new HeldPort()) {
            port = held.number();
            Process program = start(
                    "--port",
                    "0",
                    "--tls-port",
                    Integer.toString(port),
                    "--tls-cert-file",
                    files.certificate().toString(),
                    "--tls-key-file",
                    files.key().toString(),
                    "--tls-auth-clients",
                    "no");
            assertThat(awaitReady(program)).isEqualTo(port);
        }

        try (Socket socket = files.clientWithoutKey().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readNBytes(7)).asString().isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void aTlsPortThatIsNoneIsNamed() throws Exception {
        Process program = start("--port", "0", "--tls-port", "70000");

        assertThat(errors(program)).contains("--tls-port", "'70000'", "65535");
        assertThat(program.waitFor()).isEqualTo(1);
    }

    @Test
    void anEmptyValueIsAValue() throws Exception {
        Process program = start("--port", "0", "--save", "");
        int port = awaitReady(program);

        try (Jedis jedis = new Jedis("127.0.0.1", port, Patience.MILLIS)) {
            assertThat(jedis.configGet("save")).containsEntry("save", "");
        }
    }

    @Test
    void anUnknownOptionIsNamedAndEndsItWithOne() throws Exception {
        Process program = start("--prt", "0");

        assertThat(errors(program)).contains("'prt'");
        assertThat(program.waitFor()).isEqualTo(1);
    }

    @Test
    void aBadValueIsNamedWithWhatIsAllowed() throws Exception {
        Process program = start("--port", "70000");

        assertThat(errors(program)).contains("'port'", "'70000'", "between 0 and 65535");
        assertThat(program.waitFor()).isEqualTo(1);
    }

    @Test
    void aPortInUseEndsItWithOne() throws Exception {
        try (FakeRedis other = FakeRedis.create()) {
            int taken = other.listen().port();
            Process program = start("--port", Integer.toString(taken));

            assertThat(errors(program)).contains("127.0.0.1:" + taken);
            assertThat(program.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void anOpenAddressWithoutAPasswordEndsItWithOne() throws Exception {
        Process program = start("--port", "0", "--bind", "0.0.0.0");

        assertThat(errors(program)).contains("0.0.0.0", "--requirepass", "--protected-mode no");
        assertThat(program.waitFor()).isEqualTo(1);
    }

    @Test
    void helpNamesTheOptions() throws Exception {
        Process program = start("--help");

        assertThat(text(program.inputReader())).contains("--port", "--requirepass", "--version");
        assertThat(program.waitFor()).isZero();
    }

    @Test
    void versionNamesRedisToo() throws Exception {
        Process program = start("--version");

        assertThat(text(program.inputReader())).contains("7.0.15");
        assertThat(program.waitFor()).isZero();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")
                        + System.getProperty("path.separator")
                        + System.getProperty("jdk.module.path", ""),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    /** Returns the port of the line that says so; a program that ends instead fails the test with its errors. */
    private static int awaitReady(Process program) throws IOException {
        String line = program.inputReader(StandardCharsets.UTF_8).readLine();
        Matcher ready = READY.matcher(String.valueOf(line));
        assertThat(ready.matches())
                .as(() -> "first line: " + line + ", errors: " + errorsOrNone(program))
                .isTrue();
        assertThat(ready.group(1)).isEqualTo("127.0.0.1");
        return Integer.parseInt(ready.group(2));
    }

    private static String errorsOrNone(Process program) {
        program.destroy();
        return text(program.errorReader());
    }

    private static String errors(Process program) {
        return text(new BufferedReader(new InputStreamReader(program.getErrorStream(), StandardCharsets.UTF_8)));
    }

    private static String text(BufferedReader reader) {
        return String.join("\n", reader.lines().toList());
    }
}
