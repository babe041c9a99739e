package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.backend.RedisTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many callers at a time. */
class SharedQueueTest extends RedisTest {
    private static final int THREADS = 8;
    private static final int EACH = 250;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    private <T> List<T> inAllThreads(Callable<T> task) throws Exception {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(executor.submit(task));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void oneQueueIsSharedByThreads() throws Exception {
        Queue queue = new Queue("emails", redis);

        List<List<String>> ids = inAllThreads(() -> {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                own.add(queue.enqueue("mod.add", i).id());
            }
            queue.enqueueMany(batch -> batch.enqueue("mod.add")).forEach(job -> own.add(job.id()));
            return own;
        });

        Set<String> all = new HashSet<>();
        ids.forEach(all::addAll);
        assertThat(queue.jobIds()).hasSize(THREADS * (EACH + 1)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(queue.jobs()).hasSameSizeAs(all);
    }

    @Test
    void oneOfManyCallersGetsAUniqueJobIn() throws Exception {
        Queue queue = new Queue("emails", redis);

        List<Boolean> wins = inAllThreads(() -> {
            try {
                queue.with(o -> o.id("job-1").unique()).enqueue("mod.add");
                return true;
            } catch (DuplicateJobException e) {
                return false;
            }
        });

        assertThat(wins).containsOnlyOnce(true);
        assertThat(queue.jobIds()).containsExactly("job-1");
    }

    @Test
    void noMoreThanTheLimitAreLetThroughHoweverManyCall() throws Exception {
        Queue queue = new Queue("emails", redis);
        RateLimit limit = RateLimit.atOnce("api", 3);

        inAllThreads(() -> queue.with(o -> o.rateLimit(limit)).enqueue("mod.add"));

        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.deferred().size()).isEqualTo(THREADS - 3);
    }

    @Test
    void theStackIsCarriedToWhereTheCallRuns() throws Exception {
        try (ConnectionScope scope = Connections.with(redis)) {
            inAllThreads(Connections.carry(() -> new Queue("emails").enqueue("mod.add")));
        }

        assertThat(new Queue("emails", redis).size()).isEqualTo(THREADS);
        assertThat(inAllThreads(Connections::depth)).containsOnly(0);
    }
}
