package io.rqkit.examples.soak;

import io.rqkit.core.JobContext;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import java.time.Duration;
import redis.clients.jedis.UnifiedJedis;

/** One of the worker processes; lives until it is killed or its standard input ends. */
public final class SoakWorker {
    static final int SLOTS = 8;
    private static final int NEVER_GIVE_UP = 1_000;

    private SoakWorker() {}

    /** The job: writes down that it was done. */
    public static void note(int number) {
        JobContext.current().connection().hincrBy(Soak.DONE, Integer.toString(number), 1);
    }

    /** Works; {@code -Drq.redis} names the server. */
    public static void main(String[] args) throws Exception {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect();
                Worker worker = new Worker(Soak.queues(redis).toArray(Queue[]::new))
                        .allow(SoakWorker.class)
                        .slots(SLOTS)
                        .lostLimit(NEVER_GIVE_UP)
                        .maintenanceInterval(Duration.ofSeconds(5))
                        .withScheduler()
                        .start()) {
            while (System.in.read() >= 0) {
                // the one who started this holds the other end, and nothing comes
            }
        }
    }
}
