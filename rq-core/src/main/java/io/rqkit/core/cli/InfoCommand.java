package io.rqkit.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rqkit.core.Queue;
import io.rqkit.core.WorkerInfo;
import io.rqkit.core.Workers;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import redis.clients.jedis.UnifiedJedis;
import sun.misc.Signal;

/**
 * Shows queues and workers, in RQ's words.
 *
 * <h2>Differs</h2>
 *
 * Queues come by name, where RQ has no order. Where no queue is named all workers are shown: RQ leaves out those that serve
 * only queues nobody has enqueued to yet, unless there is no queue at all.
 */
@Command(name = "info", description = "Shows queues and workers.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    /** For so long Redis keeps the record of a worker that says no more. */
    private static final Duration FRESH = Duration.ofSeconds(480);

    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Parameters(paramLabel = "QUEUE", description = "the queues to show; all otherwise")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            description = "show again after so many seconds, until interrupted; on a terminal in the same place")
    @Nullable
    Double interval;

    @Option(
            names = {"-r", "--raw"},
            description = "without bars and totals, for other programs")
    boolean raw;

    @Option(
            names = {"-Q", "--only-queues"},
            description = "queues only")
    boolean onlyQueues;

    @Option(
            names = {"-W", "--only-workers"},
            description = "workers only")
    boolean onlyWorkers;

    @Option(
            names = {"-R", "--by-queue"},
            description = "workers by queue")
    boolean byQueue;

    @Option(names = "--json", description = "as JSON, one object in a line")
    boolean json;

    @Option(
            names = "--check",
            description =
                    "print nothing but how many workers of these queues are alive: code 0 when there is one, 9 when there is none")
    boolean check;

    @Override
    public Integer call() throws JsonProcessingException {
        if (interval != null && !(interval >= 0)) {
            throw new CommandFailure(ExitCodes.USAGE, "--interval must be a number of seconds, not " + interval + ".");
        }
        try (UnifiedJedis connection = connecting.connect()) {
            if (check) {
                return check(connection);
            }
            if (interval == null || interval == 0) {
                show(connection);
            } else {
                showAgainAndAgain(connection, Math.max(1, (long) (interval * 1000)));
            }
        }
        return ExitCodes.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Until a signal comes, as Ctrl-C, after which it ends well. */
    private void showAgainAndAgain(UnifiedJedis connection, long millis) throws JsonProcessingException {
        CountDownLatch end = new CountDownLatch(1);
        Signal.handle(new Signal("INT"), signal -> end.countDown());
        Signal.handle(new Signal("TERM"), signal -> end.countDown());
        try {
            do {
                if (!json && Ansi.AUTO.enabled()) {
                    out().print("\u001b[H\u001b[2J");
                }
                show(connection);
            } while (!end.await(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out().println();
    }

    private List<Queue> queues(UnifiedJedis connection) {
        List<Queue> queues = names.isEmpty()
                ? new ArrayList<>(Queue.all(connection))
                : names.stream()
                        .distinct()
                        .map(name -> new Queue(name, connection))
                        .collect(Collectors.toList());
        queues.sort(Comparator.comparing(Queue::name));
        queues.forEach(queue -> {
            // what has run out or was abandoned is not to be counted
            queue.started().cleanup();
            queue.finished().cleanup();
            queue.failed().cleanup();
        });
        return queues;
    }

    private List<WorkerInfo> workers(UnifiedJedis connection, List<Queue> queues) {
        if (names.isEmpty()) {
            return Workers.all(connection);
        }
        Map<String, WorkerInfo> found = new LinkedHashMap<>();
        queues.forEach(queue -> Workers.all(queue).forEach(worker -> found.put(worker.name(), worker)));
        return List.copyOf(found.values());
    }

    private int check(UnifiedJedis connection) throws JsonProcessingException {
        List<Queue> queues =
                names.stream().map(name -> new Queue(name, connection)).toList();
        Instant oldest = Instant.now().minus(FRESH);
        long alive = workers(connection, queues).stream()
                .filter(worker -> worker.death().isEmpty())
                .filter(worker -> worker.lastHeartbeat().map(oldest::isBefore).orElse(false))
                .count();
        if (json) {
            out().println(new ObjectMapper().writeValueAsString(Map.of("alive", alive)));
        } else {
            out().println(
                            alive == 0
                                    ? "no worker is alive"
                                    : alive == 1 ? "1 worker is alive" : alive + " workers are alive");
        }
        return alive == 0 ? ExitCodes.UNHEALTHY : ExitCodes.OK;
    }

    private void show(UnifiedJedis connection) throws JsonProcessingException {
        boolean withWorkers = !onlyQueues; // which as in RQ beats --only-workers
        boolean withQueues = onlyQueues || !onlyWorkers;
        List<Queue> queues = queues(connection);
        List<QueueCounts> counts = withQueues ? QueueCounts.of(queues, connection) : List.of();
        List<WorkerInfo> workers = withWorkers ? workers(connection, queues) : List.of();
        if (json) {
            out().println(new ObjectMapper().writeValueAsString(json(counts, workers)));
            out().flush();
            return;
        }
        InfoText text = new InfoText(out(), raw);
        if (withQueues) {
            text.queues(counts);
        }
        if (withQueues && withWorkers) {
            text.gap();
        }
        if (withWorkers && byQueue) {
            text.workersByQueue(queues);
        } else if (withWorkers) {
            text.workers(workers);
        }
        if (withWorkers) {
            text.totals(workers.size(), queues.size());
        }
        if (withQueues && withWorkers) {
            text.time();
        }
        out().flush();
    }

    private static Map<String, Object> json(List<QueueCounts> queues, List<WorkerInfo> workers) {
        List<Map<String, Object>> workerMaps = new ArrayList<>();
        for (WorkerInfo worker : workers) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", worker.name());
            map.put("hostname", worker.hostname().orElse(null));
            map.put("address", worker.ipAddress().orElse(null));
            map.put("pid", worker.pid().orElse(null));
            map.put("state", worker.state().text());
            map.put("queues", worker.queueNames());
            map.put("current_job", worker.currentJobId().orElse(null));
            map.put("finished", worker.successfulJobCount());
            map.put("failed", worker.failedJobCount());
            map.put(
                    "last_heartbeat",
                    worker.lastHeartbeat().map(Instant::toString).orElse(null));
            map.put("version", worker.version().orElse(null));
            workerMaps.add(map);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("queues", queues.stream().map(QueueCounts::json).toList());
        all.put("workers", workerMaps);
        return all;
    }
}
