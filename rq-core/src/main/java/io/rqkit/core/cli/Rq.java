package io.rqkit.core.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
            "9:rq info --check found nobody at work",
            "10:the sentinels disagree about the master"
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

    /** Says what is wrong and where to look, without the whole list of options. */
    private static int tellWrongArguments(ParameterException wrong, String... args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        if (args.length == 0) {
            command.usage(err);
        } else {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCodes.USAGE;
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rq())
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Rq::tellWrongArguments)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    CommandFailure told = Failures.of(failure);
                    command.getErr().println(told.getMessage());
                    return told.exitCode();
                });
    }
}
