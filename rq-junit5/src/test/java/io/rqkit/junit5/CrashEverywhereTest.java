package io.rqkit.junit5;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.Connections;
import io.rqkit.core.Queue;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.crash.CrashPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import redis.clients.jedis.UnifiedJedis;

class CrashEverywhereTest {
    @CrashEverywhere
    void enqueueLosesNothingThatWasReported(CrashPlan crash) {
        List<String> reported = new ArrayList<>();
        crash.scenario(() -> {
                    reported.clear();
                    reported.add(
                            new Queue("mail").enqueue("mailer.send", "bob", 3).id());
                })
                .check(() -> assertThat(new Queue("mail").jobIds()).containsAll(reported));
    }

    @Test
    void aHarmfulCrashFailsTheTestWithTheTable() {
        EngineExecutionResults results = Run.of(NaiveCase.class);

        results.testEvents().assertStatistics(stats -> stats.started(1).failed(1));
        assertThat(Run.throwables(results.testEvents()).get(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("crashes do harm")
                .hasMessageContaining("after   \"LPOP\" \"jobs\"");
    }

    static class NaiveCase {
        @CrashEverywhere
        void popsAndWorks(CrashPlan crash, FakeRedis redis) {
            redis.database(0).list("jobs", "job-1");
            List<String> done = new ArrayList<>();
            crash.scenario(() -> {
                        done.clear();
                        UnifiedJedis connection = Connections.current();
                        done.add(connection.lpop("jobs"));
                    })
                    .check(() -> assertThat(redis.database(0).list("jobs").size() + done.size())
                            .isEqualTo(1));
        }
    }
}
