package io.rqkit.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rqkit.core.EnqueueOptions;
import io.rqkit.core.Job;
import io.rqkit.core.JobCall;
import io.rqkit.core.Queue;
import io.rqkit.core.Retry;
import io.rqkit.core.internal.encoding.JobData;
import io.rqkit.core.internal.encoding.Json;
import io.rqkit.core.internal.encoding.PythonRepr;
import io.rqkit.core.internal.encoding.RqDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;

/** Puts one job into a queue. */
@Command(
        name = "enqueue",
        description = {
            "Puts a job into a queue.",
            "Arguments: text; :json; %%python-literal; key=text; key:=json; key%%=python-literal. What begins with @ after"
                    + " that is read from the file of that name."
        },
        mixinStandardHelpOptions = true)
final class EnqueueCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Parameters(index = "0", paramLabel = "NAME", description = "the job's name, as workers know it")
    String function;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "in the forms above")
    List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-q", "--queue"},
            paramLabel = "QUEUE",
            description = "the queue (${DEFAULT-VALUE})")
    String queueName = "default";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "how long it may run, as 180, 3m, 1h or 1d; -1 for ever")
    @Nullable
    String timeout;

    @Option(names = "--result-ttl", paramLabel = "DURATION", description = "how long its result is kept")
    @Nullable
    String resultTtl;

    @Option(names = "--ttl", paramLabel = "DURATION", description = "how long it may wait")
    @Nullable
    String ttl;

    @Option(names = "--failure-ttl", paramLabel = "DURATION", description = "how long it is kept after it failed")
    @Nullable
    String failureTtl;

    @Option(names = "--description", paramLabel = "TEXT", description = "what people see; the call otherwise")
    @Nullable
    String description;

    @Option(names = "--depends-on", paramLabel = "ID", description = "a job that must finish first; repeatable")
    List<String> dependsOn = new ArrayList<>();

    @Option(
            names = "--job-id",
            paramLabel = "ID",
            description = "letters, digits, underscores and dashes; a UUID otherwise")
    @Nullable
    String id;

    @Option(names = "--at-front", description = "before all that waits")
    boolean atFront;

    @Option(names = "--retry-max", paramLabel = "N", description = "how often to try again")
    int retryMax;

    @Option(
            names = "--retry-interval",
            paramLabel = "SECONDS",
            description = "how long to wait before that; repeatable")
    List<Integer> retryIntervals = new ArrayList<>();

    @Option(names = "--schedule-in", paramLabel = "DURATION", description = "not before, as 10s")
    @Nullable
    String scheduleIn;

    @Option(names = "--schedule-at", paramLabel = "TIME", description = "not before, as 2021-05-27T21:45:00")
    @Nullable
    String scheduleAt;

    @Option(names = "--quiet", description = "print nothing")
    boolean quiet;

    @Option(names = "--json", description = "print the job's id as JSON")
    boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        JobCall call = CallArguments.call(function, arguments);
        if (scheduleIn != null && scheduleAt != null) {
            throw new CommandFailure(ExitCodes.USAGE, "You can't specify both --schedule-in and --schedule-at");
        }
        if (retryMax < 0) {
            throw new CommandFailure(ExitCodes.USAGE, "--retry-max must be 0 or more, not " + retryMax + ".");
        }
        try (UnifiedJedis connection = connecting.connect()) {
            Queue queue = new Queue(queueName, connection);
            Job<Object> job = queue.with(options -> choose(options, connection)).enqueue(call);
            if (json) {
                spec.commandLine()
                        .getOut()
                        .println(new ObjectMapper()
                                .configure(SerializationFeature.INDENT_OUTPUT, false)
                                .writeValueAsString(Map.of("id", job.id(), "queue", queueName)));
            } else if (!quiet) {
                String called = Ansi.AUTO.string("@|blue " + callText(call) + "|@");
                spec.commandLine().getOut().println("Enqueued " + called + " with job-id '" + job.id() + "'.");
            }
        }
        return ExitCodes.OK;
    }

    private static String callText(JobCall call) {
        Map<String, JsonNode> keywords = new LinkedHashMap<>();
        call.kwargs().forEach((key, value) -> keywords.put(key, Json.tree(value)));
        return PythonRepr.call(
                new JobData(call.name(), call.args().stream().map(Json::tree).toList(), keywords));
    }

    private void choose(EnqueueOptions options, UnifiedJedis connection) {
        if (id != null) {
            options.id(id);
        }
        if (description != null) {
            options.description(description);
        }
        if (timeout != null) {
            options.timeout(timeout);
        }
        if (ttl != null) {
            options.ttl(duration("--ttl", ttl));
        }
        if (resultTtl != null && resultTtl.equals("-1")) {
            options.keepResult();
        } else if (resultTtl != null) {
            options.resultTtl(duration("--result-ttl", resultTtl));
        }
        if (failureTtl != null && failureTtl.equals("-1")) {
            options.keepFailure();
        } else if (failureTtl != null) {
            options.failureTtl(duration("--failure-ttl", failureTtl));
        }
        if (atFront) {
            options.atFront();
        }
        if (!dependsOn.isEmpty()) {
            options.dependsOn(
                    dependsOn.stream().map(each -> Job.fetch(each, connection)).toArray(Job<?>[]::new));
        }
        if (retryMax > 0) {
            Retry retry = Retry.max(retryMax);
            options.retry(
                    retryIntervals.isEmpty()
                            ? retry
                            : retry.intervals(retryIntervals.stream()
                                    .map(Duration::ofSeconds)
                                    .toArray(Duration[]::new)));
        }
        if (scheduleIn != null) {
            options.in(duration("--schedule-in", scheduleIn));
        }
        if (scheduleAt != null) {
            options.at(time(scheduleAt));
        }
    }

    private static Duration duration(String option, String text) {
        try {
            return Duration.ofSeconds(RqDuration.seconds(text));
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    option + " must be a number of seconds or as 10s, 3m, 1h, 1d, not '" + text + "'.");
        }
    }

    /** Without an offset it is the local time, as in RQ. */
    private static Instant time(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "--schedule-at must be a time as 2021-05-27T21:45:00, not '" + text + "'.");
        }
    }
}
