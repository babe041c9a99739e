package io.rqkit.examples.features;

import io.rqkit.core.Cron;
import io.rqkit.core.CronJob;
import io.rqkit.core.CronJob.CatchUp;
import io.rqkit.core.Queue;
import io.rqkit.core.Worker;
import io.rqkit.examples.Backend;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import redis.clients.jedis.UnifiedJedis;

/** A report each night and a check each five minutes; start it several times, and each still comes once. */
public final class NightlyReport {
    private static final CountDownLatch CHECKED = new CountDownLatch(1);

    private NightlyReport() {}

    /** A job. */
    public static void report(String region) {
        System.out.println("The report of " + region);
    }

    /** Another one. */
    public static void check() {
        System.out.println("All is well");
        CHECKED.countDown();
    }

    /** Runs until the first check was done; a real program runs on. */
    public static void main(String[] args) throws InterruptedException {
        try (Backend backend = Backend.open();
                UnifiedJedis redis = backend.connect()) {
            Queue queue = new Queue("reports", redis);
            try (Worker worker = new Worker(queue).allow(NightlyReport.class).start();
                    Cron cron = table(redis, queue).start()) {
                CHECKED.await();
            }
        }
    }

    static Cron table(UnifiedJedis redis, Queue queue) {
        CronJob nightly = CronJob.cron("nightly", "30 4 * * *")
                .zone(ZoneId.of("Europe/Berlin"))
                .catchUp(CatchUp.LATEST); // nobody ran at half past four: it comes when somebody does
        CronJob often = CronJob.every("check", Duration.ofMinutes(5)).catchUp(CatchUp.NONE);
        return new Cron("shop", redis)
                .register(nightly, queue, jobs -> jobs.enqueue(NightlyReport::report, "Europe"))
                .register(often, queue, jobs -> jobs.enqueue(NightlyReport::check));
    }
}
