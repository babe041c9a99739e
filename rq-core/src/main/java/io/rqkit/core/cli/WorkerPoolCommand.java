package io.rqkit.core.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Performs several jobs at a time, in one process. */
@Command(
        name = "worker-pool",
        description = "Performs jobs of queues, several at a time, each on a thread with a worker record of its own.",
        mixinStandardHelpOptions = true)
final class WorkerPoolCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Mixin
    WorkOptions options;

    @Option(
            names = {"-n", "--num-workers"},
            paramLabel = "N",
            description = "how many jobs at a time (${DEFAULT-VALUE})")
    int workers = 1;

    @Override
    public Integer call() {
        if (workers < 1) {
            throw new CommandFailure(ExitCodes.USAGE, "--num-workers must be at least 1, not " + workers + ".");
        }
        return options.run(connecting, null, workers, spec.commandLine().getErr());
    }
}
