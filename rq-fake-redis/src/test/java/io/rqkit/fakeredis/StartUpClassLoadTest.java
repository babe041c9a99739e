package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.ClassLoading;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A single test in a fresh JVM waits for what is loaded until the first reply and to close: nothing of it may be there for later. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartUpClassLoadTest {
    private static final String FAMILIES = "io.rqkit.fakeredis.internal.command.";
    private static final String MARK = "the first reply came, and all is closed";
    private List<String> loaded = List.of();

    @BeforeAll
    void startInAFreshJvm(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> lines = ClassLoading.of(Program.class, directory);

        int created = lines.stream()
                .filter(line -> line.contains(FakeRedis.class.getName() + " "))
                .findFirst()
                .map(lines::indexOf)
                .orElseThrow();
        int mark = lines.indexOf(MARK);
        assertThat(mark).as("line of the first reply").isGreaterThan(created);
        loaded = lines.subList(created, mark);
    }

    @Test
    void noLambdaNorJoinedStringIsLinkedBeforeTheFirstReplyNorByClosing() {
        assertThat(loaded)
                .noneMatch(line -> line.contains("$$Lambda") || line.contains("java.lang.invoke.LambdaForm$"));
    }

    @Test
    void noLoggerIsSoughtBeforeTheFirstReplyNorByClosing() {
        assertThat(loaded).noneMatch(line -> line.contains(".logger.") || line.contains("java.util.logging."));
    }

    @Test
    void nothingOfTheNetworkIsLoadedBeforeTheFirstReplyNorByClosing() {
        assertThat(loaded).noneMatch(line -> line.contains(" java.net.SocketImpl ") || line.contains(" sun.nio.ch."));
    }

    @Test
    void noFamilyIsMadeButTheOneThatWasAsked() {
        assertThat(loaded.stream().filter(line -> line.contains(FAMILIES) && line.contains("Command ")))
                .allMatch(line -> line.contains(FAMILIES + "connection.ConnectionCommand "));
    }

    @Test
    void aFirstCommandThatIsSlowLinksNoLambdaEither(@TempDir Path directory) throws IOException, InterruptedException {
        assertThat(ClassLoading.of(SlowProgram.class, directory))
                .anyMatch(line -> line.contains("engine.SlowLog$Entry "))
                .noneMatch(line -> line.contains("engine.SlowLog$$Lambda"));
    }

    /** Finds its first command slow. */
    static final class SlowProgram {
        private SlowProgram() {}

        public static void main(String[] args) {
            try (FakeRedis redis =
                    FakeRedis.builder().config("slowlog-log-slower-than", "0").build()) {
                redis.execute("PING");
            }
        }
    }

    /** Pings a server and closes it, by as little as can be. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException {
            FakeRedis redis = FakeRedis.create();
            Socket socket = redis.socket();
            socket.getOutputStream().write("*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] reply = socket.getInputStream().readNBytes("+PONG\r\n".length());
            socket.close();
            redis.close();
            System.out.println();
            System.out.println(new String(reply, StandardCharsets.US_ASCII).equals("+PONG\r\n") ? MARK : "no PONG");
        }
    }
}
