package io.rqkit.fakeredis.internal.data;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A consumer of a group, with the entries that it has not acknowledged (its PEL). */
public final class StreamConsumer {
    private final byte[] name;
    private final TreeMap<StreamId, StreamNack> pending = new TreeMap<>();
    private long seenMillis;

    StreamConsumer(byte[] name, long seenMillis) {
        this.name = name;
        this.seenMillis = seenMillis;
    }

    public byte[] name() {
        return name;
    }

    /** Returns when it was last named in a command that reads or claims, in milliseconds since the epoch. */
    public long seenMillis() {
        return seenMillis;
    }

    public void seen(long millis) {
        seenMillis = millis;
    }

    /** Returns what it has not acknowledged, by id; changed through the group only. */
    public NavigableMap<StreamId, StreamNack> pending() {
        return Collections.unmodifiableNavigableMap(pending);
    }

    void take(StreamId id, StreamNack nack) {
        pending.put(id, nack);
        nack.consumer(this);
    }

    void lose(StreamId id) {
        pending.remove(id);
    }
}
