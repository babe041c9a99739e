package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts over the language itself, run on real Redis and here: replies and error texts are compared whole. */
@RequiresRealRedis
class LuaScriptsDiffTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "coroutines",
                "errors",
                "formats",
                "functions",
                "metatables",
                "numbers",
                "patterns",
                "strings",
                "syntax",
                "tables"
            })
    void scriptsReplyAsOnRealRedis(String file, RealRedis real) throws IOException {
        List<ScriptCorpus.Script> scripts = ScriptCorpus.load("/io/rqkit/fakeredis/scripts/lua/" + file + ".lua");
        List<String> differences = new ArrayList<>();

        try (FakeRedis fake = FakeRedis.builder().hardenedLua(false).build();
                RespClient one = new RespClient(real.socket());
                RespClient other = new RespClient(fake.socket())) {
            for (ScriptCorpus.Script script : scripts) {
                String expected = script.run(one);
                String actual = script.run(other);
                if (!expected.equals(actual)) {
                    differences.add(script.name() + "\n  real: " + expected + "\n  fake: " + actual);
                }
            }
        }

        assertThat(scripts).hasSizeGreaterThan(40);
        assertThat(differences).isEmpty();
    }
}
