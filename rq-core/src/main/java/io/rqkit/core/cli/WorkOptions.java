package io.rqkit.core.cli;

import io.rqkit.core.DequeueStrategy;
import io.rqkit.core.ExceptionHandler;
import io.rqkit.core.Queue;
import io.rqkit.core.Settings;
import io.rqkit.core.Suspension;
import io.rqkit.core.Worker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import redis.clients.jedis.UnifiedJedis;

/** What {@code rq worker} and {@code rq worker-pool} share. */
final class WorkOptions {
    @Parameters(
            paramLabel = "QUEUE",
            description = "the queues, highest priority first; default: those of the settings")
    List<String> queueNames = new ArrayList<>();

    @Option(
            names = {"-b", "--burst"},
            description = "end when the queues are empty")
    boolean burst;

    @Option(names = "--allow", paramLabel = "CLASS", description = "let this class's static methods run; repeatable")
    List<String> allowed = new ArrayList<>();

    @Option(
            names = "--exception-handler",
            paramLabel = "CLASS",
            description = "a class that implements io.rqkit.core.ExceptionHandler and is told of failures; repeatable")
    List<String> exceptionHandlers = new ArrayList<>();

    @Option(names = "--setup", paramLabel = "CLASS", description = "a class that implements io.rqkit.core.cli.Setup")
    @Nullable
    String setup;

    @Option(
            names = "--results-ttl",
            paramLabel = "SECONDS",
            description = "how long results are kept (${DEFAULT-VALUE})")
    long resultsTtl = 500;

    @Option(
            names = "--maintenance-interval",
            paramLabel = "SECONDS",
            description = "how often to clean up after workers that died (${DEFAULT-VALUE})")
    long maintenanceInterval = 600;

    @Option(names = "--max-jobs", paramLabel = "N", description = "end after N jobs")
    @Nullable
    Integer maxJobs;

    @Option(names = "--max-idle-time", paramLabel = "SECONDS", description = "end after being idle for so long")
    @Nullable
    Integer maxIdleTime;

    @Option(
            names = {"-s", "--with-scheduler"},
            description = "enqueue scheduled jobs of these queues when they are due")
    boolean withScheduler;

    @Option(
            names = {"-ds", "--dequeue-strategy"},
            paramLabel = "STRATEGY",
            description = "default, round_robin or random")
    String strategy = "default";

    @Option(names = "--pid", paramLabel = "FILE", description = "write the process's id to a file")
    @Nullable
    Path pidFile;

    @Option(
            names = "--ready",
            paramLabel = "FILE",
            description = "keep a file while Redis answers, for probes; it is touched every second")
    @Nullable
    Path readyFile;

    @Option(
            names = "--give-up-after",
            paramLabel = "SECONDS",
            description = "end with code 3 when Redis stays unreachable for so long; default: try for ever")
    @Nullable
    Integer giveUpAfter;

    /** What RQ lets be set and here is as RQ has it by itself. */
    @Option(
            names = {
                "--worker-ttl",
                "--job-monitoring-interval",
                "-d",
                "--disable-default-exception-handler",
                "--disable-job-desc-logging"
            },
            arity = "0..1",
            hidden = true)
    List<String> fixed = new ArrayList<>();

    @Mixin
    LogOptions logging;

    /** Runs a worker until it ends and returns the exit code. */
    int run(Connecting connecting, @Nullable String name, int slots, PrintWriter err) {
        validate();
        logging.apply(err);
        Settings settings = connecting.settings();
        try (UnifiedJedis connection = connecting.connect(settings)) {
            if (Suspension.isSuspended(connection)) {
                throw new CommandFailure(
                        ExitCodes.FAILURE, "RQ is currently suspended, to resume job execution run \"rq resume\"");
            }
            Queue[] queues = Connecting.queues(queueNames, settings, connection);
            Worker worker = worker(queues, slots);
            String chosen = name == null ? settings.name() : name;
            if (chosen != null) {
                worker.name(chosen);
            }
            writePid();
            return new WorkerProcess(worker, connection, giveUpAfter, readyFile).run(burst);
        }
    }

    private void validate() {
        require(
                fixed.isEmpty(),
                "--worker-ttl, --job-monitoring-interval, --disable-default-exception-handler and"
                        + " --disable-job-desc-logging can't be set: a worker here keeps RQ's own 420 and 30 seconds, stores"
                        + " every failure, and logs descriptions unless --quiet.");
        require(resultsTtl >= -1, "--results-ttl must be a number of seconds, or -1 for ever, not " + resultsTtl + ".");
        require(
                maintenanceInterval >= 1,
                "--maintenance-interval must be at least 1, not " + maintenanceInterval + ".");
        require(maxJobs == null || maxJobs >= 1, "--max-jobs must be at least 1, not " + maxJobs + ".");
        require(maxIdleTime == null || maxIdleTime >= 0, "--max-idle-time must be 0 or more, not " + maxIdleTime + ".");
        require(
                giveUpAfter == null || giveUpAfter >= 1,
                "--give-up-after must be at least 1, not " + giveUpAfter + ".");
        for (Path file : Arrays.asList(pidFile, readyFile)) {
            Path folder = file == null ? null : file.toAbsolutePath().getParent();
            require(
                    folder == null || Files.isWritable(folder),
                    "The file " + file + " can't be written: see whether its folder is there and writable.");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new CommandFailure(ExitCodes.USAGE, message);
        }
    }

    private Worker worker(Queue[] queues, int slots) {
        Worker worker = new Worker(queues)
                .slots(slots)
                .resultTtl(Duration.ofSeconds(resultsTtl))
                .maintenanceInterval(Duration.ofSeconds(maintenanceInterval))
                .dequeueStrategy(strategy());
        if (maxJobs != null) {
            worker.maxJobs(maxJobs);
        }
        if (maxIdleTime != null) {
            worker.maxIdleTime(Duration.ofSeconds(maxIdleTime));
        }
        if (withScheduler) {
            worker.withScheduler();
        }
        allowed.forEach(type -> worker.allow(Setup.type(type)));
        exceptionHandlers.forEach(
                type -> worker.exceptionHandler(Setup.made(type, "--exception-handler", ExceptionHandler.class)));
        if (setup != null) {
            Setup.named(setup).worker(worker);
        }
        return worker;
    }

    private DequeueStrategy strategy() {
        try {
            return DequeueStrategy.valueOf(strategy.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailure(
                    ExitCodes.FAILURE, "ERROR: Dequeue Strategy can only be one of default, round_robin, random.");
        }
    }

    private void writePid() {
        if (pidFile == null) {
            return;
        }
        try {
            Files.writeString(pidFile, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The file " + pidFile + " of --pid can't be written.", unwritable);
        }
    }
}
