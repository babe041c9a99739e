package io.rqkit.examples.features;

import io.rqkit.core.Job;
import io.rqkit.core.JobCall;
import io.rqkit.core.Jobs;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import redis.clients.jedis.UnifiedJedis;

/**
 * Java and Python on one Redis, each with queues of its own. With {@code -Drq.redis=redis://localhost:6379}, Python's
 * part is
 *
 * <pre>
 * rq worker --burst -S rq.serializers.JSONSerializer for-python
 * rq info
 * </pre>
 *
 * and, from Python to Java, {@code Queue("for-java", serializer=JSONSerializer).enqueue("mailer.send", "eve", times=2)}.
 */
public final class WithPython {
    private WithPython() {}

    /** What a mail needs; Python may give it by position or by keyword. */
    record Mail(String to, int times) {}

    /** Leaves a job for Python, and does those that Python left. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println(enqueueForPython(redis) + " waits for a Python worker");
            System.out.println(performForPython(redis) + " jobs done for Python");
        }
    }

    /** A plain name is what Python imports: a module, and a function in it. */
    static Job<Object> enqueueForPython(UnifiedJedis redis) {
        Queue queue = new Queue("for-python", redis);
        return queue.enqueue(JobCall.of("statistics.mean", new int[] {1, 2, 6}));
    }

    /** The name under which Python enqueues is registered, and its old one is still understood. */
    static int performForPython(UnifiedJedis redis) {
        Jobs jobs = new Jobs()
                .register("mailer.send", Mail.class, mail -> deliver(mail.to(), mail.times()))
                .alias("app.tasks.send_mail", "mailer.send");
        return new Worker(new Queue("for-java", redis)).register(jobs).burst();
    }

    private static void deliver(String to, int times) {
        System.out.println(times + " mails to " + to);
    }
}
