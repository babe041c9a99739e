package io.rqkit.fakeredis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.fakeredis.FakeRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random Lua programs run on real Redis and here; what they return, errors included, is compared whole. More of them with
 * {@code -Drq.lua.programs=100000}, others with {@code -Drq.lua.seed=7}.
 */
@RequiresRealRedis
class LuaFuzzDiffTest {
    private static final int PROGRAMS = Integer.getInteger("rq.lua.programs", 800);
    private static final long SEED = Long.getLong("rq.lua.seed", 1L);
    private static final int ENOUGH = 5;

    @Test
    void randomProgramsReplyAsOnRealRedis(RealRedis real) throws IOException {
        List<String> differences = new ArrayList<>();

        try (FakeRedis fake = FakeRedis.builder().hardenedLua(false).build();
                RespClient one = new RespClient(real.socket());
                RespClient other = new RespClient(fake.socket())) {
            for (long i = 0; i < PROGRAMS && differences.size() < ENOUGH; i++) {
                long seed = SEED * 1_000_003 + i;
                String program = LuaPrograms.program(seed);
                String expected = ScriptCorpus.show(one.call("EVAL", program, "0"));
                String actual = ScriptCorpus.show(other.call("EVAL", program, "0"));
                if (!expected.equals(actual)) {
                    differences.add("seed " + seed + "\n" + program + "\n real: " + expected + "\n fake: " + actual);
                }
                if (i % 500 == 0) {
                    one.call("SCRIPT", "FLUSH");
                    other.call("SCRIPT", "FLUSH");
                }
            }
        }

        assertThat(differences).isEmpty();
    }
}
