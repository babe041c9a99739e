package io.rqkit.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rqkit.core.EnqueueOptions;
import io.rqkit.core.Job;
import io.rqkit.core.JobCall;
import io.rqkit.core.Queue;
import io.rqkit.core.Retry;
import io.rqkit.core.internal.encoding.RqDuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "Arguments: text; :json; key=text; key:=json. A text or json that begins with @ is read from that file."
        },
        mixinStandardHelpOptions = true)
final class EnqueueCommand implements Callable<Integer> {
    private static final Pattern KEYWORD = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(:|%)?=(.*)", Pattern.DOTALL);

    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Parameters(index = "0", paramLabel = "NAME", description = "the job's name, as workers know it")
    String function;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT")
    List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-q", "--queue"},
            description = "the queue (${DEFAULT-VALUE})")
    String queueName = "default";

    @Option(names = "--timeout", description = "how long it may run, as 180, 3m, 1h or 1d; -1 for ever")
    @Nullable
    String timeout;

    @Option(names = "--result-ttl", description = "how long its result is kept")
    @Nullable
    String resultTtl;

    @Option(names = "--ttl", description = "how long it may wait")
    @Nullable
    String ttl;

    @Option(names = "--failure-ttl", description = "how long it is kept after it failed")
    @Nullable
    String failureTtl;

    @Option(names = "--description")
    @Nullable
    String description;

    @Option(names = "--depends-on", paramLabel = "ID", description = "a job that must finish first; repeatable")
    List<String> dependsOn = new ArrayList<>();

    @Option(names = "--job-id")
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

    @Option(names = "--quiet", description = "print the job's id only on failure")
    boolean quiet;

    @Option(names = "--json", description = "print the job's id as JSON")
    boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        JobCall call = jobCall();
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
                String called = description == null ? job.description() : call.name();
                spec.commandLine().getOut().println("Enqueued " + called + " with job-id '" + job.id() + "'.");
            }
        }
        return ExitCodes.OK;
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

    private JobCall jobCall() {
        List<@Nullable Object> positional = new ArrayList<>();
        JobCall keywords = JobCall.of(function);
        for (String argument : arguments) {
            Matcher keyword = KEYWORD.matcher(argument);
            if (argument.startsWith(":")) {
                positional.add(parse(argument.substring(1)));
            } else if (argument.startsWith("%") || (keyword.matches() && "%".equals(keyword.group(2)))) {
                throw new CommandFailure(
                        ExitCodes.USAGE,
                        "'" + argument + "' is a Python literal, which only Python reads. Use JSON: :…");
            } else if (keyword.matches()) {
                Object value = keyword.group(2) == null ? content(keyword.group(3)) : parse(keyword.group(3));
                keywords = keywords.keyword(keyword.group(1), value);
            } else {
                positional.add(content(argument));
            }
        }
        return new JobCall(function, positional, keywords.kwargs());
    }

    private static String content(String text) {
        if (!text.startsWith("@")) {
            return text;
        }
        try {
            return Files.readString(Path.of(text.substring(1)));
        } catch (IOException unreadable) {
            throw new CommandFailure(ExitCodes.USAGE, "The file " + text.substring(1) + " can't be read.");
        }
    }

    private static @Nullable Object parse(String text) {
        try {
            return new ObjectMapper().readValue(content(text), Object.class);
        } catch (JsonProcessingException malformed) {
            throw new CommandFailure(ExitCodes.USAGE, "'" + text + "' is no JSON.");
        }
    }
}
