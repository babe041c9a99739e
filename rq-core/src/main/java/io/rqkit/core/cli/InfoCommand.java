package io.rqkit.core.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rqkit.core.Queue;
import io.rqkit.core.WorkerInfo;
import io.rqkit.core.Workers;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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

/** Shows queues and workers, in RQ's words. */
@Command(name = "info", description = "Shows queues and workers.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    private static final int CELLS = 20;
    private static final int[] SCALES = {20, 50, 100, 200, 400, 600, 800, 1000};
    private static final Duration FRESH = Duration.ofSeconds(480);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    @Spec
    CommandSpec spec;

    @Mixin
    Connecting connecting;

    @Parameters(paramLabel = "QUEUE", description = "the queues to show; all otherwise")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            description = "show again after so many seconds, until interrupted")
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

    @Option(names = "--json", description = "as one JSON object")
    boolean json;

    @Option(
            names = "--check",
            description = "print nothing but a verdict: code 0 when a worker of these queues is alive, 9 when none is")
    boolean check;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        try (UnifiedJedis connection = connecting.connect()) {
            if (check) {
                return check(connection);
            }
            show(connection);
            while (interval != null) {
                Thread.sleep(Math.max(1, (long) (interval * 1000)));
                if (Ansi.AUTO.enabled()) {
                    out().print("\u001b[H\u001b[2J");
                }
                show(connection);
            }
        }
        return ExitCodes.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private List<Queue> queues(UnifiedJedis connection) {
        List<Queue> queues = names.isEmpty()
                ? new ArrayList<>(Queue.all(connection))
                : names.stream().map(name -> new Queue(name, connection)).collect(Collectors.toList());
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

    private int check(UnifiedJedis connection) {
        List<Queue> queues =
                names.stream().map(name -> new Queue(name, connection)).toList();
        Instant oldest = Instant.now().minus(FRESH);
        long alive = workers(connection, queues).stream()
                .filter(worker -> worker.death().isEmpty())
                .filter(worker -> worker.lastHeartbeat().map(oldest::isBefore).orElse(false))
                .count();
        out().println(alive == 0 ? "no worker is alive" : alive + " workers are alive");
        return alive == 0 ? ExitCodes.UNHEALTHY : ExitCodes.OK;
    }

    private void show(UnifiedJedis connection) throws JsonProcessingException {
        List<Queue> queues = queues(connection);
        List<WorkerInfo> workers = onlyQueues ? List.of() : workers(connection, queues);
        if (json) {
            out().println(new ObjectMapper().writeValueAsString(json(queues, workers)));
            out().flush();
            return;
        }
        if (!onlyWorkers) {
            showQueues(queues);
        }
        if (!onlyWorkers && !onlyQueues && !raw) {
            out().println();
        }
        if (!onlyQueues) {
            showWorkers(queues, workers);
        }
        if (!raw) {
            out().println();
            out().println("Updated: " + TIME.format(LocalDateTime.now()));
        }
        out().flush();
    }

    private void showQueues(List<Queue> queues) {
        Map<Queue, Integer> counts = new LinkedHashMap<>();
        queues.forEach(queue -> counts.put(queue, queue.size()));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        long total = 0;
        for (Queue queue : queues) {
            int count = counts.getOrDefault(queue, 0);
            String rest = count + ", " + queue.started().size() + " executing, "
                    + queue.finished().size() + " finished, " + queue.failed().size() + " failed";
            if (raw) {
                out().println("queue " + queue.name() + " " + rest);
            } else {
                String bar = "|" + "\u2588".repeat((int) ((double) CELLS / scale(most) * count));
                String shown = Ansi.AUTO.string("@|green " + bar + "|@");
                out().println(String.format(Locale.ROOT, "%-12s %s %s", queue.name(), shown, rest));
            }
            total += count;
        }
        if (!raw) {
            out().println(queues.size() + " queues, " + total + " jobs total");
        }
    }

    private static int scale(int most) {
        for (int scale : SCALES) {
            if (most <= scale) {
                return scale;
            }
        }
        return most;
    }

    private void showWorkers(List<Queue> queues, List<WorkerInfo> workers) {
        if (byQueue) {
            showByQueue(queues);
        } else {
            for (WorkerInfo worker : workers) {
                String state = worker.state().text();
                String line = String.join(", ", worker.queueNames()) + ". jobs: " + worker.successfulJobCount()
                        + " finished, " + worker.failedJobCount() + " failed";
                String name = worker.name() + " (" + worker.hostname().orElse("None") + " "
                        + worker.ipAddress().orElse("None") + " "
                        + worker.pid().map(String::valueOf).orElse("None") + ")";
                out().println(
                                raw
                                        ? "worker " + name + " " + state + " " + line
                                        : name + ": " + coloured(state) + " " + line);
            }
        }
        if (!raw) {
            Set<String> served = new LinkedHashSet<>();
            queues.forEach(queue -> served.add(queue.name()));
            out().println(workers.size() + " workers, " + served.size() + " queues");
        }
    }

    private static String coloured(String state) {
        String colour = state.equals("busy") ? "red" : state.equals("idle") ? "green" : "yellow";
        return Ansi.AUTO.string("@|" + colour + " " + state + "|@");
    }

    private void showByQueue(List<Queue> queues) {
        int longest =
                queues.stream().mapToInt(queue -> queue.name().length()).max().orElse(0);
        for (Queue queue : queues) {
            String listed = Workers.all(queue).stream()
                    .map(worker -> worker.name() + " (" + worker.state().text() + ")")
                    .sorted()
                    .collect(Collectors.joining(", "));
            out().println(String.format(
                    Locale.ROOT,
                    "%-" + (longest + 1) + "s %s",
                    queue.name() + ":",
                    listed.isEmpty() ? "\u2013" : listed));
        }
    }

    private Map<String, Object> json(List<Queue> queues, List<WorkerInfo> workers) {
        List<Map<String, Object>> queueMaps = new ArrayList<>();
        for (Queue queue : onlyWorkers ? List.<Queue>of() : queues) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", queue.name());
            map.put("jobs", queue.size());
            map.put("executing", queue.started().size());
            map.put("finished", queue.finished().size());
            map.put("failed", queue.failed().size());
            map.put("deferred", queue.deferred().size());
            map.put("scheduled", queue.scheduled().size());
            map.put("canceled", queue.canceled().size());
            queueMaps.add(map);
        }
        List<Map<String, Object>> workerMaps = new ArrayList<>();
        for (WorkerInfo worker : workers) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", worker.name());
            map.put("hostname", worker.hostname().orElse(null));
            map.put("address", worker.ipAddress().orElse(null));
            map.put("pid", worker.pid().orElse(null));
            map.put("state", worker.state().text());
            map.put("queues", worker.queueNames());
            map.put("finished", worker.successfulJobCount());
            map.put("failed", worker.failedJobCount());
            map.put(
                    "last_heartbeat",
                    worker.lastHeartbeat().map(Instant::toString).orElse(null));
            workerMaps.add(map);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("queues", queueMaps);
        all.put("workers", workerMaps);
        return all;
    }
}
