package io.rqkit.fakeredis.internal.engine;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What took longer than latency-monitor-threshold, by events: the worst of each second in which there was one. */
public final class LatencyMonitor {
    private static final int MOST_SAMPLES = 160;
    private static final int MILLIS_A_SECOND = 1000;

    private final Engine engine;
    private final Map<String, Event> events = new TreeMap<>();

    private LatencyMonitor(Engine engine) {
        this.engine = engine;
    }

    /** Returns the server's. */
    public static LatencyMonitor of(Engine engine) {
        return engine.part(LatencyMonitor.class, LatencyMonitor::new);
    }

    /** Does some work, and notes an event if it took too long. */
    void measure(String event, Runnable work) {
        if (engine.config().latencyThreshold() == 0 || engine.clock().isFrozen()) {
            work.run();
            return;
        }
        Stopwatch stopwatch = new Stopwatch();
        work.run();
        add(event, stopwatch.elapsedMillis());
    }

    /** The worst of a second since 1970. */
    public record Sample(long second, long millis) {}

    /** The samples of one kind. */
    public static final class Event {
        private final Deque<Sample> samples = new ArrayDeque<>();
        private long worstMillis;

        /** Returns the samples that are still kept, oldest first; there is at least one. */
        public Iterable<Sample> samples() {
            return samples;
        }

        /** Returns the last sample. */
        public Sample last() {
            return samples.getLast();
        }

        /** Returns the longest of all times, those included that are not kept. */
        public long worstMillis() {
            return worstMillis;
        }

        private void add(long second, long millis) {
            worstMillis = Math.max(worstMillis, millis);
            Sample last = samples.peekLast();
            if (last != null && last.second() == second) {
                samples.removeLast();
                samples.add(new Sample(second, Math.max(millis, last.millis())));
                return;
            }
            samples.add(new Sample(second, millis));
            if (samples.size() > MOST_SAMPLES) {
                samples.removeFirst();
            }
        }
    }

    /** Notes an event unless it was short or nobody asked for it. */
    void add(String name, long millis) {
        long threshold = engine.config().latencyThreshold();
        if (threshold != 0 && millis >= threshold) {
            events.computeIfAbsent(name, n -> new Event()).add(engine.clock().millis() / MILLIS_A_SECOND, millis);
        }
    }

    /** Returns the events by name. */
    public Map<String, Event> events() {
        return Collections.unmodifiableMap(events);
    }

    /** Returns the event of a name, or null. */
    public @Nullable Event event(String name) {
        return events.get(name);
    }

    /** Forgets an event, whose name may be in any case of letters; returns how many were forgotten. */
    public int forget(String name) {
        int before = events.size();
        events.keySet().removeIf(name::equalsIgnoreCase);
        return before - events.size();
    }

    /** Forgets all events; returns how many there were. */
    public int forgetAll() {
        int count = events.size();
        events.clear();
        return count;
    }
}
