package io.rqkit.fakeredis;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.testing.ClassLoading;
import io.rqkit.fakeredis.testing.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        List<String> lines = ClassLoading.of(Program.class, directory, "-XX:TieredStopAtLevel=1");

        int mark = lines.indexOf(MARK);
        assertThat(mark).isPositive();
        assertThat(lines.subList(0, mark)).noneMatch(line -> line.contains(LUA));
        assertThat(lines.subList(mark, lines.size())).anyMatch(line -> line.contains(LUA + "LuaState"));
        assertThat(lines).contains("threads before and after are the same");
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
