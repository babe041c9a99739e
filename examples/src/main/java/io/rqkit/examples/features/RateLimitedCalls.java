package io.rqkit.examples.features;

import io.rqkit.core.Queue;
import io.rqkit.core.RateLimit;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.UnifiedJedis;

/** An interface that allows two calls at a time is called by a worker with eight slots. */
public final class RateLimitedCalls {
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static final CyclicBarrier PAIR = new CyclicBarrier(2);

    private RateLimitedCalls() {}

    /** The job: waits until a second call is under way, so that two of them are. */
    public static void call(int number) throws Exception {
        MOST.accumulateAndGet(UNDER_WAY.incrementAndGet(), Math::max);
        try {
            PAIR.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            System.out.println("call " + number + " was alone");
        } finally {
            UNDER_WAY.decrementAndGet();
        }
    }

    /** Prints how many calls were under way at a time. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println("at most " + mostAtOnce(redis, 20) + " calls at a time");
        }
    }

    static int mostAtOnce(UnifiedJedis redis, int calls) {
        RateLimit limit = RateLimit.atOnce("api", 2); // for a number a minute: perWindow("api", 100, ofMinutes(1))
        Queue queue = new Queue("calls", redis);
        queue.enqueueMany(batch -> {
            for (int i = 0; i < calls; i++) {
                batch.with(options -> options.rateLimit(limit)).enqueue(RateLimitedCalls::call, i);
            }
        });

        new Worker(queue).allow(RateLimitedCalls.class).slots(8).burst();
        return MOST.get();
    }
}
