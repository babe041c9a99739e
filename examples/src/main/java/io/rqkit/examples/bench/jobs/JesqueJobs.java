package io.rqkit.examples.bench.jobs;

import io.rqkit.examples.bench.ChildJvm;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import net.greghaines.jesque.Config;
import net.greghaines.jesque.ConfigBuilder;
import net.greghaines.jesque.Job;
import net.greghaines.jesque.client.Client;
import net.greghaines.jesque.client.ClientImpl;
import net.greghaines.jesque.worker.MapBasedJobFactory;
import net.greghaines.jesque.worker.WorkerEvent;
import net.greghaines.jesque.worker.WorkerImpl;

/**
 * Jesque, which keeps far less of a job than RQ does: no result, no state, no registry. Its process has a class path of
 * its own, since it needs a Jedis of long ago.
 */
public final class JesqueJobs implements Contender {
    private static final String QUEUE = "load";
    private static final String JOB = "add";

    private final String host;
    private final int port;
    private final Config config;
    private final Client client;
    private final List<Client> clients = new ArrayList<>();

    private JesqueJobs(String host, int port) {
        this.host = host;
        this.port = port;
        this.config = new ConfigBuilder().withHost(host).withPort(port).build();
        this.client = new ClientImpl(config);
    }

    /** The job. */
    public static final class Add implements Runnable {
        private final int a;
        private final int b;

        /** Takes what is added. */
        public Add(Integer a, Integer b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public void run() {
            if (a + b < b) {
                throw new ArithmeticException("too large");
            }
        }
    }

    /** Takes host and port of a Redis, and does what it is told. */
    public static void main(String[] args) throws Exception {
        try (JesqueJobs jobs = new JesqueJobs(args[0], Integer.parseInt(args[1]))) {
            ChildJvm.serve(jobs::run);
        }
    }

    /** Empties the Redis without a client: the class path that this is compiled with has another Jedis. */
    private void flush() throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes("+OK\r\n".length());
        }
    }

    @Override
    public long enqueue(int jobs) throws IOException {
        flush();
        long start = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            client.enqueue(QUEUE, new Job(JOB, i, 1));
        }
        return System.nanoTime() - start;
    }

    @Override
    public long enqueueMany(int jobs) throws IOException {
        flush();
        long start = System.nanoTime();
        for (int done = 0; done < jobs; done += BATCH) {
            List<Job> batch = new ArrayList<>();
            for (int i = done; i < Math.min(jobs, done + BATCH); i++) {
                batch.add(new Job(JOB, i, 1));
            }
            client.batchEnqueue(QUEUE, batch);
        }
        return System.nanoTime() - start;
    }

    /** A client is one connection: each caller has its own. */
    @Override
    public long enqueueTogether(int jobs, int callers) throws Exception {
        flush();
        while (clients.size() < callers) {
            clients.add(new ClientImpl(config));
        }
        return Contender.together(jobs, callers, (caller, own) -> {
            for (int i = 0; i < own; i++) {
                clients.get(caller).enqueue(QUEUE, new Job(JOB, i, 1));
            }
        });
    }

    @Override
    public long perform(int jobs, int slots) throws IOException, InterruptedException {
        enqueueMany(jobs);
        CountDownLatch left = new CountDownLatch(jobs);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<WorkerImpl> workers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            WorkerImpl worker = new WorkerImpl(config, List.of(QUEUE), new MapBasedJobFactory(Map.of(JOB, Add.class)));
            worker.getWorkerEventEmitter()
                    .addListener(
                            (event, source, queue, job, runner, result, thrown) -> {
                                failure.compareAndSet(null, thrown);
                                left.countDown();
                            },
                            WorkerEvent.JOB_SUCCESS,
                            WorkerEvent.JOB_FAILURE);
            workers.add(worker);
            threads.add(new Thread(() -> run(worker), "jesque-" + i));
        }
        long start = System.nanoTime();
        threads.forEach(Thread::start);
        left.await();
        long nanos = System.nanoTime() - start;
        workers.forEach(worker -> worker.end(true));
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("A job failed", failure.get());
        }
        return nanos;
    }

    /** A worker that comes too late, when the others have done all, refuses to run. */
    private static void run(WorkerImpl worker) {
        try {
            worker.run();
        } catch (IllegalStateException e) {
            if (!worker.isShutdown()) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        clients.forEach(Client::end);
        client.end();
    }
}
