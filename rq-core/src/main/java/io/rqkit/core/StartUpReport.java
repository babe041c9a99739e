package io.rqkit.core;

import io.rqkit.core.internal.dispatch.Handlers;
import io.rqkit.core.internal.keys.Field;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.lifecycle.JobHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import redis.clients.jedis.UnifiedJedis;

/** Which of the jobs that wait a worker cannot run. */
final class StartUpReport {
    /** How many jobs of a queue are looked at, those that come first. */
    private static final int MOST = 1000;

    private StartUpReport() {}

    static List<UnrunnableJob> of(UnifiedJedis redis, List<Queue> queues, Handlers handlers) {
        List<UnrunnableJob> unrunnable = new ArrayList<>();
        for (Queue queue : queues) {
            List<String> ids = redis.lrange(Keys.queue(queue.name()), 0, MOST - 1);
            for (JobHash job : JobHash.readAll(redis, ids)) {
                String reason = reason(job, handlers);
                if (reason != null) {
                    unrunnable.add(new UnrunnableJob(queue.name(), job.id(), reason));
                }
            }
        }
        return List.copyOf(unrunnable);
    }

    private static @Nullable String reason(JobHash job, Handlers handlers) {
        try {
            String name = job.data().name();
            return handlers.contains(name) ? null : "Job name not allowed: " + name;
        } catch (DeserializationException e) {
            return job.bytes(Field.DATA) == null ? "there is no data" : e.getMessage();
        }
    }

    /** Logs how many there are of each kind, one line a queue. */
    static void log(Logger log, String worker, List<UnrunnableJob> jobs) {
        Map<String, Map<String, Long>> byQueue = jobs.stream()
                .collect(Collectors.groupingBy(
                        UnrunnableJob::queue,
                        TreeMap::new,
                        Collectors.groupingBy(UnrunnableJob::reason, TreeMap::new, Collectors.counting())));
        byQueue.forEach((queue, reasons) -> log.warn(
                "Worker {}: queue {} holds jobs that this worker cannot run and will fail: {}",
                worker,
                queue,
                reasons));
    }
}
