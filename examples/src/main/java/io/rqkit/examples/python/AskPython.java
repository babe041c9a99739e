package io.rqkit.examples.python;

import io.rqkit.core.Callback;
import io.rqkit.core.Job;
import io.rqkit.core.JobCall;
import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * Lets Python reckon, and waits for what it says. With {@code -Drq.redis=redis://localhost:6379}, and beside it in the
 * folder {@code python}:
 *
 * <pre>
 * rq worker --serializer rq.serializers.JSONSerializer for-python
 * </pre>
 */
public final class AskPython {
    private AskPython() {}

    /** Asks, and waits for a minute. */
    public static void main(String[] args) throws Exception {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            Job<Object> job = ask(redis, List.of(1, 2, 6));
            System.out.println("Python says " + job.await(Duration.ofMinutes(1)));
        }
    }

    /** A plain name is what Python imports: a module, and a function in it. */
    static Job<Object> ask(UnifiedJedis redis, List<Integer> numbers) {
        Queue queue = new Queue("for-python", redis);
        return queue.with(options -> options.onSuccess(Callback.named("tasks.note")))
                .enqueue(JobCall.of("tasks.mean", numbers));
    }
}
