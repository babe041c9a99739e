package io.rqkit.core.cli;

import io.rqkit.core.Cron;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import redis.clients.jedis.UnifiedJedis;
import sun.misc.Signal;

/** Enqueues jobs at the times that a program registered. */
@Command(
        name = "cron",
        description = "Enqueues jobs at their times. Of several such processes one does so, another takes over.",
        mixinStandardHelpOptions = true)
final class CronCommand implements Callable<Integer> {
    @Mixin
    Connecting connecting;

    @Parameters(paramLabel = "CLASS", description = "a class that implements io.rqkit.core.cli.Setup")
    String setup;

    @Override
    public Integer call() throws InterruptedException {
        Setup chosen = Setup.named(setup);
        CountDownLatch end = new CountDownLatch(1);
        Signal.handle(new Signal("TERM"), signal -> end.countDown());
        Signal.handle(new Signal("INT"), signal -> end.countDown());
        try (UnifiedJedis connection = connecting.connect();
                Cron cron = new Cron("default", connection)) {
            chosen.cron(cron, connection);
            cron.start();
            end.await();
        }
        return ExitCodes.OK;
    }
}
