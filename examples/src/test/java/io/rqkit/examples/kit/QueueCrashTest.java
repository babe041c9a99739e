package io.rqkit.examples.kit;

import static io.rqkit.junit5.RqAssertions.assertThat;

import io.rqkit.core.JobStatus;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.mail.Mailer;
import io.rqkit.fakeredis.FakeRedis;
import io.rqkit.fakeredis.crash.CrashPlan;
import io.rqkit.junit5.CrashEverywhere;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that enqueues or works dies at each of its commands: no job that was enqueued is lost. */
class QueueCrashTest {
    private final List<String> enqueued = new ArrayList<>();

    @CrashEverywhere
    void enqueueIsAllOrNothing(CrashPlan crash, FakeRedis redis) {
        crash.scenario(() -> {
                    enqueued.clear();
                    enqueued.add(
                            new Queue("mail").enqueue(Mailer::send, "bob", 3).id());
                })
                .check(() -> {
                    Queue queue = new Queue("mail");
                    assertThat(queue.jobIds()).containsAll(enqueued);
                    assertThat(redis.database(0).keys("rq:job:*"))
                            .hasSize(queue.jobIds().size());
                });
    }

    @CrashEverywhere
    void aJobWhoseWorkerDiesIsNotForgotten(CrashPlan crash, FakeRedis redis, Queue queue) {
        String id = queue.with(options -> options.resultTtl(Duration.ofDays(7)))
                .enqueue(Mailer::send, "bob", 1)
                .id();
        crash.scenario(() -> work())
                .recover(() -> {
                    redis.clock().advance(Duration.ofDays(1));
                    work(); // another worker comes
                })
                .check(() -> assertThat(new Queue("default").fetchJob(id))
                        .hasValueSatisfying(
                                job -> assertThat(job.status()).isIn(JobStatus.FINISHED, JobStatus.FAILED)));
    }

    private static void work() {
        new Worker(new Queue("default")).allow(Mailer.class).burst();
    }
}
