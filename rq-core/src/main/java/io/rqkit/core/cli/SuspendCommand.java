package io.rqkit.core.cli;

import io.rqkit.core.Suspension;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** Keeps workers from starting jobs. */
@Command(name = "suspend", description = "Keeps workers from starting jobs.", mixinStandardHelpOptions = true)
final class SuspendCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "for how long; until rq resume otherwise")
    @Nullable
    Long duration;

    @Override
    public Integer call() {
        if (duration != null && duration < 1) {
            throw new CommandFailure(ExitCodes.FAILURE, "Duration must be an integer greater than 1");
        }
        try (UnifiedJedis connection = connecting.connect()) {
            if (duration == null) {
                Suspension.suspend(connection);
                spec.commandLine()
                        .getOut()
                        .println("Suspending workers.  No new jobs will be started.  But current jobs"
                                + " will be completed");
            } else {
                Suspension.suspend(connection, Duration.ofSeconds(duration));
                spec.commandLine()
                        .getOut()
                        .println("Suspending workers for " + duration + " seconds.  No new jobs will"
                                + " be started during that time, but then will automatically resume");
            }
        }
        return ExitCodes.OK;
    }
}
