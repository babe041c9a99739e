package io.rqkit.core.cli;

import io.rqkit.core.Workers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** Stops a job that runs. */
@Command(name = "stop", description = "Stops a job that runs, by its id.", mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Parameters(paramLabel = "ID", description = "the job")
    String id;

    @Override
    public Integer call() {
        try (UnifiedJedis connection = connecting.connect()) {
            Workers.stopJob(connection, id);
        }
        spec.commandLine().getOut().println("Asked its worker to stop job " + id);
        return ExitCodes.OK;
    }
}
