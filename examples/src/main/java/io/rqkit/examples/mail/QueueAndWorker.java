package io.rqkit.examples.mail;

import io.rqkit.core.Job;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import io.rqkit.examples.WordJobs;
import java.time.Duration;
import redis.clients.jedis.UnifiedJedis;

/** Puts jobs into a queue and lets a worker run them. */
public final class QueueAndWorker {
    private QueueAndWorker() {}

    /** Runs three jobs and prints a result. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println("README.md has " + words(redis, "README.md") + " words");
        }
    }

    /** Returns the words of a file, counted by a job; two others send mail. */
    static long words(UnifiedJedis redis, String file) {
        Queue queue = new Queue("mail", redis);

        queue.enqueue(Mailer::send, "bob", 3);
        queue.with(options -> options.timeout(Duration.ofMinutes(1)).atFront()).enqueue(Mailer::send, "eve", 1);
        Job<Long> count = queue.submit(WordJobs::count, file);

        new Worker(queue).allow(Mailer.class, WordJobs.class).burst();

        return count.result().orElseThrow();
    }
}
