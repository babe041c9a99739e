package io.rqkit.core.cli;

import io.rqkit.core.InvalidJobOperationException;
import io.rqkit.core.NoSuchJobException;
import io.rqkit.core.Queue;
import java.io.PrintWriter;
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

/** Puts failed jobs back into their queue. */
@Command(name = "requeue", description = "Puts failed jobs back into their queue.", mixinStandardHelpOptions = true)
final class RequeueCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Option(names = "--queue", required = true, paramLabel = "QUEUE", description = "the queue that they were in")
    String queueName;

    @Option(
            names = {"-a", "--all"},
            description = "requeue every failed job of the queue")
    boolean all;

    @Parameters(paramLabel = "ID", description = "failed jobs of that queue")
    List<String> ids = new ArrayList<>();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (UnifiedJedis connection = connecting.connect()) {
            Queue queue = new Queue(queueName, connection);
            List<String> chosen = all ? queue.failed().ids() : ids;
            if (chosen.isEmpty()) {
                out.println("Nothing to do");
                return ExitCodes.OK;
            }
            out.println("Requeueing " + chosen.size() + " jobs from failed queue");
            Progress progress = new Progress(out, Progress.isWatched(), chosen.size());
            List<String> refused = new ArrayList<>();
            for (int i = 0; i < chosen.size(); i++) {
                try {
                    queue.failed().requeue(chosen.get(i));
                } catch (NoSuchJobException | InvalidJobOperationException notFailed) {
                    refused.add(chosen.get(i));
                }
                progress.at(i + 1);
            }
            if (refused.isEmpty()) {
                return ExitCodes.OK;
            }
            spec.commandLine()
                    .getErr()
                    .println("Unable to requeue " + refused.size() + " jobs from failed job registry: "
                            + String.join(", ", refused));
            return ExitCodes.FAILURE;
        }
    }
}
