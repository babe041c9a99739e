package io.rqkit.junit5;

import io.rqkit.core.Job;
import io.rqkit.core.JobStatus;
import io.rqkit.core.Jobs;
import io.rqkit.core.Middleware;
import io.rqkit.core.Queue;
import io.rqkit.core.Scheduler;
import io.rqkit.core.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs when a test says so, on and for its own thread, with a real {@link Worker}.
 *
 * <pre>{@code
 * @Test
 * void aWelcomeLeadsToAReminder(Queue queue, TestWorker worker, RedisClock clock) {
 *   queue.enqueue(Mailer::welcome, "bob");
 *   worker.allow(Mailer.class).runAll();
 *   assertThat(queue).hasScheduled(Mailer::remind, "bob").in(Duration.ofDays(7));
 *   clock.advance(Duration.ofDays(7));
 *   assertThat(worker.runDue().finished()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>A job that throws fails as it does in production: its error stands in its results, and nothing is thrown here. Not
 * thread-safe.
 */
public final class TestWorker {
    private static final int MOST = 10_000;
    private final List<Queue> queues;
    private final List<Consumer<Worker>> settings = new ArrayList<>();

    /**
     * Makes a worker of queues.
     *
     * @param queues at least one, highest priority first
     * @throws IllegalArgumentException when there is none
     */
    public TestWorker(Queue... queues) {
        if (queues.length == 0) {
            throw new IllegalArgumentException("a worker needs at least one queue");
        }
        this.queues = List.of(queues);
    }

    /** Lets the static methods of these classes run; see {@link Worker#allow}. */
    public TestWorker allow(Class<?>... classes) {
        return with(worker -> worker.allow(classes));
    }

    /** Lets these handlers run; see {@link Worker#register}. */
    public TestWorker register(Jobs jobs) {
        return with(worker -> worker.register(jobs));
    }

    /** Sets up each worker that is used, for what has no method here. */
    public TestWorker with(Consumer<Worker> setting) {
        settings.add(setting);
        return this;
    }

    /** Runs the next job and returns it with its outcome; empty when none waits. */
    public Optional<Job<Object>> runNext() {
        return run(waiting().stream().limit(1).toList()).jobs().stream().findFirst();
    }

    /** Runs the jobs that wait now, and leaves those that they enqueue. */
    public Ran runAll() {
        return run(waiting());
    }

    /** Puts the scheduled jobs whose time has come into their queues, then runs the jobs that wait. */
    public Ran runDue() {
        try (Scheduler scheduler = new Scheduler(queues.toArray(Queue[]::new))) {
            scheduler.tick();
        }
        return runAll();
    }

    /**
     * Runs jobs until none waits and none that is scheduled is due, those that jobs enqueue included. Time does not move.
     *
     * @throws IllegalStateException after ten thousand jobs, since then jobs seem to enqueue one another for ever
     */
    public Ran drain() {
        List<Job<Object>> all = new ArrayList<>();
        List<Job<Object>> failed = new ArrayList<>();
        for (Ran ran = runDue(); !ran.isEmpty(); ran = runDue()) {
            all.addAll(ran.jobs());
            failed.addAll(ran.failed());
            if (all.size() > MOST) {
                throw new IllegalStateException(
                        "After " + all.size() + " jobs there is still one that waits, the last being "
                                + all.get(all.size() - 1) + ". Does it enqueue itself? Use runAll() or runNext().");
            }
        }
        return new Ran(all, failed);
    }

    private List<Job<Object>> waiting() {
        return queues.stream().flatMap(queue -> queue.jobs().stream()).toList();
    }

    private Ran run(List<Job<Object>> jobs) {
        if (jobs.isEmpty()) {
            return new Ran(jobs, List.of());
        }
        Set<String> thrown = ConcurrentHashMap.newKeySet();
        try (Worker worker = new Worker(queues.toArray(Queue[]::new)).maxJobs(jobs.size())) {
            settings.forEach(setting -> setting.accept(worker));
            worker.use(noting(thrown));
            worker.burst();
        }
        return new Ran(
                jobs,
                jobs.stream()
                        .filter(job -> thrown.contains(job.id()) || hasFailed(job))
                        .toList());
    }

    // a run that is tried again leaves no result
    private static Middleware noting(Set<String> thrown) {
        return new Middleware() {
            @Override
            public @Nullable Object perform(Job<Object> job, Callable<@Nullable Object> next) throws Exception {
                try {
                    return next.call();
                } catch (Exception | Error e) {
                    thrown.add(job.id());
                    throw e;
                }
            }
        };
    }

    private static boolean hasFailed(Job<?> job) {
        return job.status() == JobStatus.FAILED;
    }

    /**
     * What ran.
     *
     * @param jobs in the order in which they waited; each asks Redis for its status and results
     * @param failed those of them that failed, whether or not they are tried again
     */
    public record Ran(List<Job<Object>> jobs, List<Job<Object>> failed) {
        /** Keeps copies. */
        public Ran {
            jobs = List.copyOf(jobs);
            failed = List.copyOf(failed);
        }

        /** Returns how many. */
        public int count() {
            return jobs.size();
        }

        /** Tells whether there was nothing to run. */
        public boolean isEmpty() {
            return jobs.isEmpty();
        }

        /** Returns those that ended well. */
        public List<Job<Object>> finished() {
            return jobs.stream().filter(job -> !failed.contains(job)).toList();
        }
    }
}
