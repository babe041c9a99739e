package io.rqkit.core.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Performs jobs, one at a time. */
@Command(name = "worker", description = "Performs jobs of queues, one at a time.", mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Mixin
    WorkOptions options;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "the worker's name; made up otherwise")
    @Nullable
    String name;

    @Override
    public Integer call() {
        return options.run(connecting, name, 1, spec.commandLine().getErr());
    }
}
