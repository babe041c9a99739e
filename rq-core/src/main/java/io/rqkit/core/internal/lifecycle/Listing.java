package io.rqkit.core.internal.lifecycle;

import io.rqkit.core.internal.keys.Keys;
import io.rqkit.core.internal.lifecycle.NewJob.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import redis.clients.jedis.PipeliningBase;

/**
 * The lists and sets that jobs of one transaction join, each told of all its jobs at once: of many jobs a command each
 * would be a sixth of what they cost Redis. What goes to the front and what goes to the back do not meet, and each
 * keeps its order. Not thread-safe.
 */
final class Listing {
    /** How many ids a command takes; Redis takes a million arguments. */
    private static final int MOST = 10_000;

    private final Set<String> queues = new TreeSet<>();
    private final Map<String, List<String>> fronts = new LinkedHashMap<>();
    private final Map<String, List<String>> backs = new LinkedHashMap<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    /** Adds a job to what its queue and its group are told; not to the registry of scheduled jobs. */
    void add(NewJob job) {
        String id = job.job().id();
        queues.add(Keys.queue(job.queue()));
        if (job.due() == null && job.place() != Place.NOWHERE) {
            add(job.place() == Place.FRONT ? fronts : backs, Keys.queue(job.queue()), id);
        }
        if (job.group() != null) {
            add(groups, job.group(), id);
        }
    }

    private static void add(Map<String, List<String>> lists, String name, String id) {
        lists.computeIfAbsent(name, key -> new ArrayList<>()).add(id);
    }

    /** Sends what there is to tell; the jobs' hashes stand before it. */
    void send(PipeliningBase transaction) {
        transaction.sadd(Keys.queues(), queues.toArray(String[]::new));
        fronts.forEach((key, ids) -> inParts(ids, part -> transaction.lpush(key, part)));
        backs.forEach((key, ids) -> inParts(ids, part -> transaction.rpush(key, part)));
        groups.forEach((name, ids) -> {
            inParts(ids, part -> transaction.sadd(Keys.group(name), part));
            transaction.sadd(Keys.groups(), name);
        });
    }

    private static void inParts(List<String> ids, Consumer<String[]> send) {
        for (int from = 0; from < ids.size(); from += MOST) {
            send.accept(ids.subList(from, Math.min(ids.size(), from + MOST)).toArray(String[]::new));
        }
    }
}
