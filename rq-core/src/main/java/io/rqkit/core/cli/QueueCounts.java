package io.rqkit.core.cli;

import io.rqkit.core.Queue;
import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.keys.RegistryKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/** How many jobs a queue and each of its registries hold. */
record QueueCounts(String name, long jobs, Map<RegistryKey, Long> registries) {
    /** Replies that are there once the pipeline was sent. */
    private record Pending(String name, Response<Long> jobs, Map<RegistryKey, Response<Long>> registries) {
        QueueCounts counts() {
            Map<RegistryKey, Long> read = new EnumMap<>(RegistryKey.class);
            registries.forEach((registry, count) -> read.put(registry, count.get()));
            return new QueueCounts(name, jobs.get(), read);
        }
    }

    /** Counts those of all queues, in one round trip. */
    static List<QueueCounts> of(List<Queue> queues, UnifiedJedis connection) {
        List<Pending> pending = new ArrayList<>();
        try (AbstractPipeline pipeline = connection.pipelined()) {
            for (Queue queue : queues) {
                Map<RegistryKey, Response<Long>> registries = new EnumMap<>(RegistryKey.class);
                for (RegistryKey registry : RegistryKey.values()) {
                    registries.put(registry, pipeline.zcard(registry.of(queue.name())));
                }
                pending.add(new Pending(queue.name(), pipeline.llen(Keys.queue(queue.name())), registries));
            }
            pipeline.sync();
        }
        return pending.stream().map(Pending::counts).toList();
    }

    long in(RegistryKey registry) {
        return registries.getOrDefault(registry, 0L);
    }

    /** Prints the counts as RQ 2.10 does behind the bar. */
    String text() {
        return jobs + ", " + in(RegistryKey.STARTED) + " executing, " + in(RegistryKey.FINISHED) + " finished, "
                + in(RegistryKey.FAILED) + " failed";
    }

    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("jobs", jobs);
        registries.forEach((registry, count) -> map.put(
                registry == RegistryKey.STARTED ? "executing" : registry.name().toLowerCase(Locale.ROOT), count));
        return map;
    }
}
