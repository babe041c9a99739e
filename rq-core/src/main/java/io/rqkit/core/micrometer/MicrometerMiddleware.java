package io.rqkit.core.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.rqkit.core.Job;
import io.rqkit.core.JobDraft;
import io.rqkit.core.JobNotAllowedException;
import io.rqkit.core.Middleware;
import io.rqkit.core.Queue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times jobs. Thread-safe.
 *
 * <pre>{@code
 * MicrometerMiddleware metrics = new MicrometerMiddleware(registry);
 * Queue queue = new Queue("mail").use(metrics);
 * new Worker(queue).use(metrics).allow(Mailer.class).start();
 * metrics.watch(queue);
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><td>{@code rq.jobs.enqueued}</td><td>counter</td><td>queue, job</td></tr>
 * <tr><td>{@code rq.jobs.waited}</td><td>timer, from enqueueing to the start of a run</td><td>queue, job</td></tr>
 * <tr><td>{@code rq.jobs.performed}</td><td>timer</td><td>queue, job, outcome (success, failure), exception</td></tr>
 * <tr><td>{@code rq.queue.size}</td><td>gauge, asks Redis when it is read</td><td>queue</td></tr>
 * </table>
 */
public final class MicrometerMiddleware implements Middleware {
    private final MeterRegistry registry;

    /** Makes one that reports to a registry. */
    public MicrometerMiddleware(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds a gauge of how many jobs wait in a queue. */
    public void watch(Queue queue) {
        Gauge.builder("rq.queue.size", queue, Queue::size)
                .tag("queue", queue.name())
                .description("jobs that wait")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void enqueue(List<JobDraft> drafts, Runnable next) {
        next.run();
        for (JobDraft draft : drafts) {
            Counter.builder("rq.jobs.enqueued")
                    .tags(tags(draft.queueName(), draft.call().name()))
                    .register(registry)
                    .increment();
        }
    }

    @Override
    public @Nullable Object perform(Job<Object> job, Callable<@Nullable Object> next) throws Exception {
        Tags tags = tags(job.origin(), job.name());
        job.enqueuedAt()
                .ifPresent(enqueued -> job.startedAt()
                        .map(started -> Duration.between(enqueued, started))
                        .filter(waited -> !waited.isNegative())
                        .ifPresent(
                                waited -> registry.timer("rq.jobs.waited", tags).record(waited)));
        Timer.Sample sample = Timer.start(registry);
        try {
            Object result = next.call();
            sample.stop(registry.timer("rq.jobs.performed", tags.and("outcome", "success", "exception", "none")));
            return result;
        } catch (Throwable e) {
            // a name that nobody here knows came from Redis as it is, and must not become a meter of its own
            Tags known = e instanceof JobNotAllowedException ? tags(job.origin(), "unknown") : tags;
            String exception = e.getClass().getSimpleName();
            sample.stop(registry.timer("rq.jobs.performed", known.and("outcome", "failure", "exception", exception)));
            throw e;
        }
    }

    private static Tags tags(String queue, String job) {
        return Tags.of(Tag.of("queue", queue), Tag.of("job", job));
    }
}
