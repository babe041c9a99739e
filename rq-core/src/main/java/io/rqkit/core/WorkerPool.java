package io.rqkit.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A number of workers in this process, each of which is replaced when it ends unasked.
 *
 * <pre>{@code
 * try (WorkerPool pool = new WorkerPool(4, () -> new Worker(queue).allow(Mailer.class)).start()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>One worker with several {@link Worker#slots} does the same with fewer connections; a pool is for workers that end
 * by themselves, after {@link Worker#maxJobs} say.
 *
 * <h2>Differs</h2>
 *
 * RQ's pool is of processes.
 */
public final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final long LOOK_SECONDS = 1;

    private final int size;
    private final Supplier<Worker> maker;
    private final List<Worker> workers = new ArrayList<>();
    private @Nullable ScheduledExecutorService look;

    /**
     * Makes a pool.
     *
     * @param size how many workers
     * @param maker makes each, with a name of its own, and does not start it
     * @throws IllegalArgumentException when the size is less than one
     */
    public WorkerPool(int size, Supplier<Worker> maker) {
        if (size < 1) {
            throw new IllegalArgumentException("a pool needs at least one worker, not " + size);
        }
        this.size = size;
        this.maker = maker;
    }

    /** Starts the workers, and looks after them each second until closed. */
    public synchronized WorkerPool start() {
        if (look != null) {
            throw new IllegalStateException("the pool runs already");
        }
        ScheduledExecutorService begun = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "rq-worker-pool");
            thread.setDaemon(true);
            return thread;
        });
        look = begun;
        replace();
        var unused = begun.scheduleWithFixedDelay(this::replaceLogged, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void replaceLogged() {
        try {
            replace();
        } catch (RuntimeException e) {
            LOG.warn("a worker could not be replaced, trying again", e);
        }
    }

    private synchronized void replace() {
        if (look == null) {
            return;
        }
        workers.removeIf(worker -> !worker.isRunning());
        while (workers.size() < size) {
            workers.add(maker.get().start());
        }
    }

    /** Returns the workers of this moment. */
    public synchronized List<Worker> workers() {
        return List.copyOf(workers);
    }

    /** Lets every worker end after the jobs that run, and waits for that. */
    @Override
    public void close() {
        List<Worker> last;
        synchronized (this) {
            if (look != null) {
                look.shutdownNow();
            }
            look = null;
            last = List.copyOf(workers);
            workers.clear();
        }
        last.forEach(Worker::stop);
        last.forEach(Worker::close);
    }
}
