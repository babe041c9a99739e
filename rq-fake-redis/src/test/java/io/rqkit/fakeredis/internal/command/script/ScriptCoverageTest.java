package io.rqkit.fakeredis.internal.command.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.ScriptCoverage;
import io.rqkit.fakeredis.testing.RespClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptCoverageTest {
    private static final String SCRIPT = """
            if ARGV[1] == 'a' then
              return 'first'
            end
            for i = 1, 3 do
              redis.call('incr', 'n')
            end
            return 'last'""";
    private final FakeRedis redis = FakeRedis.builder().scriptCoverage().build();
    private final RespClient client = new RespClient(redis.socket());

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void linesThatRanAreCountedAndOthersAreMissed() {
        client.call("EVAL", SCRIPT, "0", "b");

        ScriptCoverage coverage = redis.scriptCoverage().get(0);
        assertThat(coverage.runs()).containsEntry(1, 1L).containsEntry(2, 0L).containsEntry(5, 3L);
        assertThat(coverage.missed()).containsExactly(2);
        assertThat(coverage.percent()).isBetween(70, 90);
    }

    @Test
    void runsOfTheSameScriptAddUp() {
        client.call("EVAL", SCRIPT, "0", "a");
        client.call("SCRIPT", "FLUSH");
        client.call("EVAL", SCRIPT, "0", "b");

        assertThat(redis.scriptCoverage()).hasSize(1);
        assertThat(redis.scriptCoverage().get(0).missed()).isEmpty();
    }

    @Test
    void theReportNamesWhatDidNotRun() {
        client.call("EVAL", SCRIPT, "0", "b");

        assertThat(ScriptCoverage.report(redis.scriptCoverage())).contains("not run    2: return 'first'");
    }

    @Test
    void librariesAreCountedByTheirName() {
        client.call(
                "FUNCTION",
                "LOAD",
                "#!lua name=lib\nredis.register_function('f', function()\n  return 1\nend)\n"
                        + "redis.register_function('g', function()\n  return 2\nend)");
        client.call("FCALL", "f", "0");

        ScriptCoverage coverage = redis.scriptCoverage().get(0);
        assertThat(coverage.name()).isEqualTo("lib");
        assertThat(coverage.missed()).containsExactly(6);
    }

    @Test
    void askingAServerThatDoesNotCountSaysHowToMakeItCount() {
        try (FakeRedis plain = FakeRedis.create()) {
            assertThatThrownBy(plain::scriptCoverage)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("scriptCoverage()");
        }
    }
}
