package io.rqkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.rqkit.core.backend.RedisTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps that several threads try at once happen once. */
@Timeout(60)
final class ContentionTest extends RedisTest {
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    record Number(int n) {}

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private <T> List<T> atOnce(Callable<T> task) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(threads.submit(() -> {
                barrier.await();
                return task.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    @Test
    void manyWorkersRunEachJobOnce() throws Exception {
        Queue queue = new Queue("numbers", redis);
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        Jobs jobs = new Jobs().register("number", Number.class, number -> ran.add(number.n()));
        for (int i = 0; i < 200; i++) {
            queue.enqueue("number", i);
        }

        List<Integer> counts = atOnce(() -> new Worker(queue).register(jobs).burst());

        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(ran).hasSize(200).doesNotHaveDuplicates();
        assertThat(queue.finished().size()).isEqualTo(200);
        assertThat(queue.started().size()).isZero();
        assertThat(redis.keys("rq:execution*")).isEmpty();
        assertThat(redis.exists("rq:queue:numbers:intermediate")).isFalse();
    }

    @Test
    void oneOfManyRequeuesOfAJobWins() throws Exception {
        Queue queue = new Queue("numbers", redis);
        for (int round = 0; round < 20; round++) {
            Job<Object> job = queue.enqueue("unknown");
            new Worker(queue).burst();

            List<Boolean> outcomes = atOnce(() -> {
                try {
                    queue.failed().requeue(job.id());
                    return true;
                } catch (InvalidJobOperationException e) {
                    return false;
                }
            });

            assertThat(outcomes).containsOnlyOnce(true);
            assertThat(queue.jobIds()).containsExactly(job.id());
            queue.empty();
        }
    }

    @Test
    void oneOfManyCancelsOfAJobWins() throws Exception {
        Queue queue = new Queue("numbers", redis);
        Job<Object> job = queue.enqueue("unknown");

        List<Boolean> outcomes = atOnce(() -> {
            try {
                Job.fetch(job.id(), redis).cancel();
                return true;
            } catch (InvalidJobOperationException e) {
                return false;
            }
        });

        assertThat(outcomes).containsOnlyOnce(true);
    }
}
