package io.rqkit.core.cli;

import io.rqkit.core.Queue;
import io.rqkit.core.WorkerInfo;
import io.rqkit.core.WorkerState;
import io.rqkit.core.Workers;
import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/**
 * Queues and workers as RQ's {@code info} prints them.
 *
 * @param raw without bars, colours and totals
 */
record InfoText(PrintWriter out, boolean raw) {
    private static final int CELLS = 20;
    private static final int[] SCALES = {20, 50, 100, 200, 400, 600, 800, 1000};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    void queues(List<QueueCounts> queues) {
        long most = queues.stream().mapToLong(QueueCounts::jobs).max().orElse(0);
        for (QueueCounts queue : queues) {
            if (raw) {
                out.println("queue " + queue.name() + " " + queue.text());
            } else {
                String bar = "|" + "\u2588".repeat((int) (CELLS * queue.jobs() / scale(most)));
                out.println(
                        String.format(Locale.ROOT, "%-12s %s %s", queue.name(), coloured("green", bar), queue.text()));
            }
        }
        if (!raw) {
            long total = queues.stream().mapToLong(QueueCounts::jobs).sum();
            out.println(queues.size() + " queues, " + total + " jobs total");
        }
    }

    private static long scale(long most) {
        for (int scale : SCALES) {
            if (most <= scale) {
                return scale;
            }
        }
        return most;
    }

    void workers(List<WorkerInfo> workers) {
        for (WorkerInfo worker : workers) {
            String name = worker.name() + " (" + worker.hostname().orElse("None") + " "
                    + worker.ipAddress().orElse("None") + " "
                    + worker.pid().map(String::valueOf).orElse("None") + ")";
            String line = String.join(", ", worker.queueNames()) + ". jobs: " + worker.successfulJobCount()
                    + " finished, " + worker.failedJobCount() + " failed";
            String state = raw ? worker.state().text() : coloured(worker.state());
            out.println(raw ? "worker " + name + " " + state + " " + line : name + ": " + state + " " + line);
        }
    }

    void workersByQueue(List<Queue> queues) {
        int longest =
                queues.stream().mapToInt(queue -> queue.name().length()).max().orElse(0);
        for (Queue queue : queues) {
            String listed = Workers.all(queue).stream()
                    .map(worker -> worker.name() + " (" + coloured(worker.state()) + ")")
                    .sorted()
                    .collect(Collectors.joining(", "));
            out.println(String.format(
                    Locale.ROOT,
                    "%-" + (longest + 1) + "s %s",
                    queue.name() + ":",
                    listed.isEmpty() ? "\u2013" : listed));
        }
    }

    /** Prints what stands under the workers. */
    void totals(int workers, int queues) {
        if (!raw) {
            out.println(workers + " workers, " + queues + " queues");
        }
    }

    void gap() {
        if (!raw) {
            out.println();
        }
    }

    void time() {
        if (!raw) {
            out.println();
            out.println("Updated: " + TIME.format(LocalDateTime.now()));
        }
    }

    private static String coloured(WorkerState state) {
        return switch (state) {
            case BUSY -> coloured("red", state.text());
            case IDLE -> coloured("green", state.text());
            case SUSPENDED -> coloured("yellow", state.text());
            case STARTED, UNKNOWN -> state.text();
        };
    }

    /** On a terminal alone. */
    private static String coloured(String colour, String text) {
        return Ansi.AUTO.string("@|" + colour + " " + text + "|@");
    }
}
