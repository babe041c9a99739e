package io.rqkit.core.cli;

import io.rqkit.core.Cron;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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

    @Mixin
    LogOptions logging;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        logging.apply(spec.commandLine().getErr());
        Setup chosen = Setup.made(setup, "rq cron", Setup.class);
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
