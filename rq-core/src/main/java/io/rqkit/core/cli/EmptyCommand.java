package io.rqkit.core.cli;

import io.rqkit.core.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** Removes the jobs that wait. */
@Command(name = "empty", description = "Removes the jobs that wait in queues.", mixinStandardHelpOptions = true)
final class EmptyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Parameters(paramLabel = "QUEUE", description = "queues to empty")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-a", "--all"},
            description = "empty every queue")
    boolean all;

    @Override
    public Integer call() {
        try (UnifiedJedis connection = connecting.connect()) {
            List<Queue> queues = all
                    ? Queue.all(connection)
                    : names.stream().map(name -> new Queue(name, connection)).toList();
            if (queues.isEmpty()) {
                spec.commandLine().getOut().println("Nothing to do");
            }
            for (Queue queue : queues) {
                spec.commandLine().getOut().println(queue.empty() + " jobs removed from " + queue.name() + " queue");
            }
        }
        return ExitCodes.OK;
    }
}
