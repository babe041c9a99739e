package io.rqkit.fakeredis.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds commands that a reviewer would ask about. */
final class Detectors {
    /** So many round trips in a row of the same command are a loop. */
    private static final int LOOP = 3;
    /** A reply of so many elements is a large one. */
    private static final int MANY = 1000;

    private static final Set<String> EVERY_KEY = Set.of("KEYS", "FLUSHALL", "FLUSHDB");
    private static final Set<String> ALL_ELEMENTS = Set.of(
            "SMEMBERS", "HGETALL", "HKEYS", "HVALS", "LRANGE", "ZRANGE", "SORT", "SUNION", "SINTER", "SDIFF", "XRANGE");
    /** Calls on different keys, and what takes several keys. */
    private static final Map<String, String> BY_KEYS = Map.of(
            "GET", "MGET",
            "SET", "MSET",
            "DEL", "one DEL with all the keys",
            "UNLINK", "one UNLINK with all the keys",
            "EXISTS", "one EXISTS with all the keys",
            "TOUCH", "one TOUCH with all the keys");
    /** Calls on the same key, and what takes several fields, members or elements of it. */
    private static final Map<String, String> OF_ONE_KEY = Map.ofEntries(
            Map.entry("HGET", "HMGET"),
            Map.entry("HSET", "one HSET with all the fields"),
            Map.entry("HDEL", "one HDEL with all the fields"),
            Map.entry("SADD", "one SADD with all the members"),
            Map.entry("SREM", "one SREM with all the members"),
            Map.entry("SISMEMBER", "SMISMEMBER"),
            Map.entry("ZADD", "one ZADD with all the members"),
            Map.entry("ZREM", "one ZREM with all the members"),
            Map.entry("ZSCORE", "ZMSCORE"),
            Map.entry("LPUSH", "one LPUSH with all the elements"),
            Map.entry("RPUSH", "one RPUSH with all the elements"),
            Map.entry("LPOP", "one LPOP with a count"),
            Map.entry("RPOP", "one RPOP with a count"),
            Map.entry("INCR", "INCRBY"),
            Map.entry("DECR", "DECRBY"));

    private Detectors() {}

    static List<Finding> findings(RecordedCommands commands) {
        List<Finding> found = new ArrayList<>();
        for (List<RecordedCommand> loop : loops(commands.sentByClients())) {
            found.add(new Finding(Finding.Kind.REPEATED_CALLS, advice(loop), loop));
        }
        for (RecordedCommand command : commands) {
            wholeKeyspace(command)
                    .ifPresent(advice -> found.add(new Finding(Finding.Kind.WHOLE_KEYSPACE, advice, List.of(command))));
        }
        return found;
    }

    /** Runs of the same command by the same client, each in a round trip of its own. */
    private static List<List<RecordedCommand>> loops(RecordedCommands commands) {
        Map<Long, List<RecordedCommand>> open = new LinkedHashMap<>();
        List<List<RecordedCommand>> loops = new ArrayList<>();
        for (RecordedCommand command : commands) {
            List<RecordedCommand> run = open.get(command.client().id());
            if (run == null || !goesOn(run, command)) {
                keepLoop(run, loops);
                run = new ArrayList<>();
                open.put(command.client().id(), run);
            }
            run.add(command);
        }
        open.values().forEach(run -> keepLoop(run, loops));
        return loops;
    }

    private static boolean goesOn(List<RecordedCommand> run, RecordedCommand next) {
        RecordedCommand last = run.get(run.size() - 1);
        boolean sameKey = last.keys().equals(next.keys());
        return last.name().equals(next.name())
                && !last.keys().isEmpty()
                && last.roundTrip() != next.roundTrip()
                && !last.isInTransaction()
                && (sameKey || !OF_ONE_KEY.containsKey(next.name()));
    }

    private static void keepLoop(@Nullable List<RecordedCommand> run, List<List<RecordedCommand>> loops) {
        if (run != null && run.size() >= LOOP) {
            loops.add(run);
        }
    }

    private static String advice(List<RecordedCommand> loop) {
        String name = loop.get(0).name();
        String better = BY_KEYS.getOrDefault(name, OF_ONE_KEY.getOrDefault(name, "a pipeline"));
        return loop.get(0).client() + " sent " + name + " " + loop.size()
                + " times in a row and waited for each answer. Use " + better + ".";
    }

    private static Optional<String> wholeKeyspace(RecordedCommand command) {
        if (EVERY_KEY.contains(command.name())) {
            return Optional.of(command.name() + " goes through every key, and everybody waits meanwhile."
                    + (command.name().equals("KEYS") ? " Use SCAN, or a set that lists the keys." : ""));
        }
        if (ALL_ELEMENTS.contains(command.name()) && elements(command) >= MANY) {
            return Optional.of(command.name() + " was answered with " + elements(command)
                    + " elements. Use SCAN's relatives or a range.");
        }
        return Optional.empty();
    }

    /** Numbered lines that are not indented. */
    private static long elements(RecordedCommand command) {
        return command.reply().lines().count();
    }
}
