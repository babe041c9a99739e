package io.rqkit.core.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.Queue;
import io.rqkit.core.Retry;
import io.rqkit.core.crash.World.Note;
import io.rqkit.fakeredis.fault.FaultRule;
import io.rqkit.fakeredis.fault.InjectedFault;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The connection breaks just before or just after each step of a worker that lives on: it sends the step again. */
class LostReplyTest {
    private static final int JOBS = 4;

    @Test
    void aStepWhoseReplyIsLostIsDoneOnce() {
        breakEverywhere(FaultRule::cutAfter);
    }

    @Test
    void aStepThatIsLostIsSentAgain() {
        breakEverywhere(FaultRule::cutBefore);
    }

    private static void breakEverywhere(Function<FaultRule, InjectedFault> fault) {
        boolean hasFired = true;
        int step = 1;
        for (; hasFired; step++) {
            try (World world = new World(1)) {
                Queue queue = world.queue(world.healthy, 0);
                for (int i = 1; i <= JOBS; i++) {
                    String id = Integer.toString(i);
                    boolean isRetried = i == 2;
                    queue.with(o -> {
                                o.id(id).keepResult();
                                if (isRetried) {
                                    o.retry(Retry.max(1));
                                }
                            })
                            .enqueue("note", new Note(id, isRetried ? 1 : 0));
                }
                world.worker(world.healthy).maxJobs(1).burst(); // so that the server knows the scripts
                InjectedFault injected =
                        fault.apply(world.redis.faults().when("EVALSHA").nth(step));

                world.worker(world.healthy).burst();

                hasFired = !injected.firings().isEmpty();
                world.isWhole("broken at step " + step);
                for (String id : List.of("1", "2", "3", "4")) {
                    assertThat(world.status(id).text())
                            .as("job %s, broken at step %d", id, step)
                            .isEqualTo("finished");
                    assertThat(world.runs(id))
                            .as("runs of %s, broken at step %d", id, step)
                            .isEqualTo(id.equals("2") ? 2 : 1);
                }
                assertThat(world.job("1").results()).hasSize(1);
            }
        }
        assertThat(step).isGreaterThan(JOBS + 2);
    }
}
