package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.RespClient;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lua's room is entered by the first script and not before, and is empty of threads after the last. */
class ScriptingClassLoadTest {
    private static final String LUA = "io.rqkit.fakeredis.internal.lua.";
    private static final String MARK = "the first script comes now";

    @TempDir
    Path directory;

    @Test
    void noClassOfLuaIsLoadedBeforeTheFirstScriptAndNoThreadRunsAfterIt() throws IOException, InterruptedException {
        List<String> lines = run();

        int mark = lines.indexOf(MARK);
        assertThat(mark).isPositive();
        assertThat(lines.subList(0, mark)).noneMatch(line -> line.contains(LUA));
        assertThat(lines.subList(mark, lines.size())).anyMatch(line -> line.contains(LUA + "LuaState"));
        assertThat(lines).contains("threads before and after are the same");
    }

    /** Runs {@link Program} in a JVM that prints the classes it loads. */
    private List<String> run() throws IOException, InterruptedException {
        File output = directory.resolve("output").toFile();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xlog:class+load:stdout",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        assertThat(process.waitFor()).isZero();
        try (Stream<String> lines = Files.lines(output.toPath(), StandardCharsets.ISO_8859_1)) {
            return lines.toList();
        }
    }

    /** A server with all that clients do but scripts, and then a script. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException {
            try (FakeRedis redis = FakeRedis.create();
                    RespClient client = new RespClient(redis.socket())) {
                client.call("SET", "k", "v");
                client.call("INFO");
                client.call("SCRIPT", "EXISTS", "e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
                client.call("FUNCTION", "LIST");
                List<String> before = threads();
                System.out.println("\n" + MARK);
                String reply = client.call("EVAL", "return redis.call('get', 'k')", "0")
                        .toString();
                String looped = client.call("EVAL", "local n = 0 for i = 1, 1000000 do n = n + i end return n", "0")
                        .toString();
                System.out.println("\n" + reply + " " + looped);
                System.out.println(
                        threads().equals(before) ? "threads before and after are the same" : "threads: " + threads());
            }
        }

        private static List<String> threads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(Thread::isAlive)
                    .map(Thread::getName)
                    .filter(name -> !name.startsWith("C1 ") && !name.startsWith("C2 "))
                    .sorted()
                    .toList();
        }
    }
}
