package io.rqkit.fakeredis.internal.engine;

import io.rqkit.fakeredis.record.RecordedCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last exchanges, oldest overwritten first. Used under the engine's lock. */
final class Recorder {
    private static final int FIRST_SIZE = 64;
    private int capacity;
    private @Nullable Exchange[] ring = new Exchange[0];
    private int next;
    private int size;

    boolean isOn() {
        return capacity > 0;
    }

    /** Keeps the last {@code newCapacity} exchanges from now on; 0 to keep none. */
    void keep(int newCapacity) {
        List<Exchange> kept = exchanges();
        capacity = newCapacity;
        clear();
        kept.subList(Math.max(0, kept.size() - newCapacity), kept.size()).forEach(this::add);
    }

    void add(Exchange exchange) {
        if (size == ring.length && size < capacity) {
            // not wrapped yet: the oldest has index 0
            ring = Arrays.copyOf(ring, Math.min(capacity, Math.max(FIRST_SIZE, size * 2)));
            next = size;
        }
        ring[next] = exchange;
        next = next + 1 == ring.length ? 0 : next + 1;
        size = Math.min(size + 1, ring.length);
    }

    void clear() {
        ring = new Exchange[0];
        next = 0;
        size = 0;
    }

    private List<Exchange> exchanges() {
        List<Exchange> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Exchange exchange = ring[Math.floorMod(next - size + i, ring.length)];
            if (exchange != null) {
                all.add(exchange);
            }
        }
        return all;
    }

    List<RecordedCommand> all() {
        return exchanges().stream().map(Exchange::recorded).toList();
    }
}
