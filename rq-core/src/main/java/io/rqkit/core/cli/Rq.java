package io.rqkit.core.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Queues, jobs and workers from a terminal: {@code java -cp 'lib/*' io.rqkit.core.cli.Rq worker high low}.
 *
 * <p>Ends with one of {@link ExitCodes}.
 */
@Command(
        name = "rq",
        description = "Queues, jobs and workers on Redis.",
        mixinStandardHelpOptions = true,
        versionProvider = Rq.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:something failed, or workers are suspended",
            "2:wrong arguments",
            "3:Redis or every sentinel unreachable",
            "4:a setting is wrong",
            "5:user or password refused",
            "6:the sentinels know no such master",
            "7:TLS could not be agreed on",
            "8:what a sentinel names as the master is none",
            "9:rq info --check found nobody at work"
        },
        subcommands = {
            WorkerCommand.class,
            WorkerPoolCommand.class,
            InfoCommand.class,
            EnqueueCommand.class,
            RequeueCommand.class,
            EmptyCommand.class,
            SuspendCommand.class,
            ResumeCommand.class,
            CronCommand.class,
            StopCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Rq {
    Rq() {}

    /** Prints the jar's version. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Rq.class.getPackage().getImplementationVersion();
            return new String[] {"rq (Java) " + (version == null ? "not packaged" : version)};
        }
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rq())
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    CommandFailure told = Failures.of(failure);
                    command.getErr().println(told.getMessage());
                    return told.exitCode();
                });
    }
}
