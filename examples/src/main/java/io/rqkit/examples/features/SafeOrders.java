package io.rqkit.examples.features;

import io.rqkit.core.Queue;
import io.rqkit.examples.Backend;
import java.time.Duration;
import redis.clients.jedis.UnifiedJedis;

/** Enqueues an order so that it survives the loss of the master: under an id of its own, and until a replica has it. */
public final class SafeOrders {
    private SafeOrders() {}

    /** The jobs. */
    public static final class Orders {
        private Orders() {}

        /** Ships an order. */
        public static String ship(int number) {
            return "order " + number + " is on its way";
        }
    }

    /** Prints whether the order is safe, which it is not where no replica is. */
    public static void main(String[] args) {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            System.out.println(order(redis) ? "A replica has it." : "No replica has it; enqueue it again.");
        }
    }

    static boolean order(UnifiedJedis redis) {
        Queue queue = new Queue("orders", redis);
        queue.with(options -> options.id("order-17").unique()).enqueue(Orders::ship, 17);
        boolean isSafe = queue.awaitReplicas(1, Duration.ofSeconds(1), "order-17") >= 1;
        return isSafe;
    }
}
