package io.rqkit.core.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How much a process that runs on tells of itself, by whatever SLF4J binding is there. */
final class LogOptions {
    private static final String LOGGERS = "io.rqkit";

    @Option(
            names = {"-l", "--logging-level", "--logging_level"},
            paramLabel = "LEVEL",
            description = "DEBUG, INFO, WARNING or ERROR; for slf4j-simple and java.util.logging, other bindings have"
                    + " files of their own")
    @Nullable
    String level;

    @Option(
            names = {"-v", "--verbose"},
            description = "the same as --logging-level DEBUG")
    boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            description = "the same as --logging-level WARNING")
    boolean quiet;

    @Option(
            names = {"--log-format", "--date-format"},
            hidden = true)
    List<String> formats = new ArrayList<>();

    /** Sets the level, which must be done before the first line is logged. */
    void apply(PrintWriter err) {
        if (!formats.isEmpty()) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "--log-format and --date-format are Python's. Set the layout where the SLF4J binding has it.");
        }
        if (verbose && quiet) {
            throw new CommandFailure(ExitCodes.USAGE, "--verbose and --quiet are mutually exclusive.");
        }
        String chosen = verbose ? "DEBUG" : quiet ? "WARNING" : level;
        if (chosen == null) {
            return;
        }
        Level wanted = switch (chosen.toUpperCase(Locale.ROOT)) {
            case "DEBUG" -> Level.FINE;
            case "INFO" -> Level.INFO;
            case "WARNING", "WARN" -> Level.WARNING;
            case "ERROR", "CRITICAL" -> Level.SEVERE;
            default ->
                throw new CommandFailure(
                        ExitCodes.USAGE,
                        "--logging-level must be DEBUG, INFO, WARNING or ERROR, not '" + chosen + "'.");
        };
        set(wanted);
        Logger log = LoggerFactory.getLogger(LOGGERS);
        if (log.isDebugEnabled() != (wanted == Level.FINE) || log.isInfoEnabled() != isAtMost(wanted, Level.INFO)) {
            err.println("The SLF4J binding here takes no --logging-level: set it in a file of its own.");
        }
    }

    private static boolean isAtMost(Level level, Level limit) {
        return level.intValue() <= limit.intValue();
    }

    private static void set(Level level) {
        String simple = level == Level.FINE ? "debug" : level == Level.INFO ? "info" : "error";
        System.setProperty("org.slf4j.simpleLogger.log." + LOGGERS, level == Level.WARNING ? "warn" : simple);
        java.util.logging.Logger.getLogger(LOGGERS).setLevel(level);
        for (Handler handler : java.util.logging.Logger.getLogger("").getHandlers()) {
            if (isAtMost(level, handler.getLevel())) {
                handler.setLevel(level);
            }
        }
    }
}
