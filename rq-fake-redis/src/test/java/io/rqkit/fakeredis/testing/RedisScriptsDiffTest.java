package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rqkit.fakeredis.FakeRedis;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scripts over what Redis adds to Lua, run on real Redis and here: replies and error texts are compared whole. The real
 * Redis of the build has Lua as its source has it; where a distribution's is installed, it is compared too.
 */
class RedisScriptsDiffTest {
    private static final String[] FILES = {
        "api", "bit", "cjson", "cmsgpack", "conversions", "conversions3", "errors", "sandbox", "struct"
    };
    private static final long STACK_BYTES = 512L << 20;
    private static final File INSTALLED = new File("/usr/bin/redis-server");

    @RequiresRealRedis
    @ParameterizedTest
    @ValueSource(
            strings = {"api", "bit", "cjson", "cmsgpack", "conversions", "conversions3", "errors", "sandbox", "struct"})
    void scriptsReplyAsOnRealRedis(String file, RealRedis real) throws Exception {
        assertThat(differences(file, real, false)).isEmpty();
    }

    @Test
    void scriptsReplyAsOnTheRedisOfADistribution() throws Exception {
        assumeThat(INSTALLED).exists();
        assumeThat(version()).contains("v=7.0.15");
        List<String> differences = new ArrayList<>();

        try (RealRedis real = RealRedis.start(INSTALLED)) {
            for (String file : FILES) {
                differences.addAll(differences(file, real, true));
            }
        }

        assertThat(differences).isEmpty();
    }

    private static String version() throws IOException {
        Process process = new ProcessBuilder(INSTALLED.getPath(), "--version").start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Replies nested thousands deep are read by recursion, for which a test's thread has no room. */
    private static List<String> differences(String file, RealRedis real, boolean hardened)
            throws InterruptedException, ExecutionException {
        FutureTask<List<String>> task = new FutureTask<>(() -> differencesOf(file, real, hardened));
        Thread roomy = new Thread(null, task, "scripts-" + file, STACK_BYTES);
        roomy.start();
        roomy.join();
        return task.get();
    }

    private static List<String> differencesOf(String file, RealRedis real, boolean hardened) throws IOException {
        List<ScriptCorpus.Script> scripts = ScriptCorpus.load("/io/rqkit/fakeredis/scripts/" + file + ".lua");
        assertThat(scripts).isNotEmpty();
        List<String> differences = new ArrayList<>();
        try (FakeRedis fake = FakeRedis.builder()
                        .config("enable-debug-command", "yes")
                        .hardenedLua(hardened)
                        .build();
                RespClient one = new RespClient(real.socket());
                RespClient other = new RespClient(fake.socket())) {
            for (ScriptCorpus.Script script : scripts) {
                // cjson keeps its settings from one script to the next
                one.call("SCRIPT", "FLUSH");
                other.call("SCRIPT", "FLUSH");
                String expected = script.run(one);
                String actual = script.run(other);
                if (!expected.equals(actual)) {
                    differences.add(file + ": " + script.name() + "\n  real: " + expected + "\n  fake: " + actual);
                }
            }
        }
        return differences;
    }
}
