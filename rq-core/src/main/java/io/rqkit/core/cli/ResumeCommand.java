package io.rqkit.core.cli;

import io.rqkit.core.Suspension;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** Ends a suspension. */
@Command(name = "resume", description = "Lets workers start jobs again.", mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Override
    public Integer call() {
        try (UnifiedJedis connection = connecting.connect()) {
            Suspension.resume(connection);
        }
        spec.commandLine().getOut().println("Resuming workers.");
        return ExitCodes.OK;
    }
}
