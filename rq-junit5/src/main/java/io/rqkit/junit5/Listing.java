package io.rqkit.junit5;

import io.rqkit.core.Job;
import io.rqkit.core.JobRegistry;
import io.rqkit.core.Queue;
import io.rqkit.core.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.UnifiedJedis;

/** What is in queues, as text for a message. */
final class Listing {
    private static final int MOST = 20;

    private Listing() {}

    /** Returns a line: id, status, call. */
    static String line(Job<?> job) {
        return job.id() + "  " + job.status().text() + "  " + job.description();
    }

    /** Returns a job with how each of its runs ended, latest first, indented. */
    static String history(Job<?> job) {
        StringBuilder text =
                new StringBuilder("  ").append(line(job)).append(", of queue ").append(job.origin());
        job.startedAt().ifPresent(at -> text.append("\n  started ").append(at));
        for (Result result : job.results()) {
            text.append("\n  ").append(result.createdAt()).append("  ").append(result.type());
            result.excString()
                    .ifPresent(
                            error -> text.append("\n    ").append(error.strip().replace("\n", "\n    ")));
        }
        return text.toString();
    }

    /** Returns what waits in a queue, next first, or where its jobs are if nothing does. */
    static String contents(Queue queue) {
        List<String> lines = lines(queue.jobs());
        return lines.isEmpty()
                ? "It is empty: " + elsewhere(queue) + "."
                : "It holds, next first:\n  " + String.join("\n  ", lines);
    }

    /** Returns what is scheduled in a queue with its time, next first. */
    static String scheduled(Queue queue) {
        List<String> lines = new ArrayList<>();
        for (Job<Object> job : queue.scheduled().jobs()) {
            lines.add(queue.scheduled().dueAt(job.id()).map(Object::toString).orElse("gone") + "  " + line(job));
        }
        return lines.isEmpty()
                ? "Nothing is scheduled there: " + queue.size() + " wait, " + elsewhere(queue) + "."
                : "Scheduled there, next first:\n  " + String.join("\n  ", shortened(lines));
    }

    private static String elsewhere(Queue queue) {
        StringBuilder text = new StringBuilder(queue.started().size() + " of its jobs run, "
                + queue.finished().size() + " finished, " + queue.failed().size() + " failed");
        Map<String, JobRegistry> others = new TreeMap<>(
                Map.of("canceled", queue.canceled(), "deferred", queue.deferred(), "scheduled", queue.scheduled()));
        others.forEach((name, registry) -> {
            if (registry.size() > 0) {
                text.append(", ").append(registry.size()).append(' ').append(name);
            }
        });
        return text.toString();
    }

    private static List<String> lines(List<Job<Object>> jobs) {
        return shortened(jobs.stream().map(Listing::line).toList());
    }

    private static List<String> shortened(List<String> lines) {
        if (lines.size() <= MOST) {
            return lines;
        }
        List<String> some = new ArrayList<>(lines.subList(0, MOST));
        some.add("and " + (lines.size() - MOST) + " more");
        return some;
    }

    /** Returns every known queue of a connection with its jobs, those that failed with their errors; may be empty. */
    static String all(UnifiedJedis connection) {
        StringBuilder text = new StringBuilder();
        for (Queue queue : Queue.all(connection)) {
            text.append(queue).append('\n');
            jobs(text, "waits", queue.jobs());
            jobs(text, "runs", queue.started().jobs());
            jobs(text, "is scheduled", queue.scheduled().jobs());
            jobs(text, "is deferred", queue.deferred().jobs());
            jobs(text, "finished", queue.finished().jobs());
            for (Job<Object> failed : queue.failed().jobs().stream().limit(MOST).toList()) {
                text.append("  failed  ").append(history(failed).strip()).append('\n');
            }
        }
        return text.toString();
    }

    private static void jobs(StringBuilder text, String state, List<Job<Object>> jobs) {
        lines(jobs)
                .forEach(line -> text.append("  ")
                        .append(state)
                        .append("  ")
                        .append(line)
                        .append('\n'));
    }
}
