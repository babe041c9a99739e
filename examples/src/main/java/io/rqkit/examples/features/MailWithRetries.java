package io.rqkit.examples.features;

import io.rqkit.core.Callback;
import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.core.Retry;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.UnifiedJedis;

/** Sends mail through a server that is down at first: the job is tried again, after pauses that grow. */
public final class MailWithRetries {
    private static final AtomicInteger ATTEMPTS = new AtomicInteger();

    private MailWithRetries() {}

    /** The job. */
    public static String send(String to) {
        if (to.isBlank()) {
            throw new IllegalArgumentException("nobody to send to"); // no retry helps
        }
        if (ATTEMPTS.incrementAndGet() < 3) {
            throw new IllegalStateException("the mail server is down");
        }
        return "sent to " + to + " at attempt " + ATTEMPTS.get();
    }

    /** Is called once a job has no retries left, and at each attempt before. */
    public static void bounced(Job<Object> job, Throwable error) {
        System.out.println(job.description() + ": " + error.getMessage() + ", retries left: " + job.retriesLeft());
    }

    /** Prints how the mail got through. */
    public static void main(String[] args) throws TimeoutException {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println(mail(redis, Duration.ofSeconds(1)));
        }
    }

    static String mail(UnifiedJedis redis, Duration first) throws TimeoutException {
        Queue queue = new Queue("mail", redis);
        Retry retry =
                Retry.max(5).backoff(first, Duration.ofMinutes(10)).jitter(0.2).never(IllegalArgumentException.class);
        Callback bounced = Callback.failure(MailWithRetries::bounced);
        Job<String> job =
                queue.with(options -> options.retry(retry).onFailure(bounced)).submit(MailWithRetries::send, "bob");
        try (Worker worker =
                new Worker(queue).allow(MailWithRetries.class).withScheduler().start()) {
            return job.await(Duration.ofMinutes(1));
        }
    }
}
