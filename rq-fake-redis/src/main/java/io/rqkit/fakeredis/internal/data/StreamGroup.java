package io.rqkit.fakeredis.internal.data;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A consumer group of a stream: how far it has read, its consumers, and what they have not acknowledged (the PEL). */
public final class StreamGroup {
    /** Stands for a number of entries read that is not known. */
    public static final long UNKNOWN = -1;

    /** Redis's structures for a group, a consumer and an entry that is pending. */
    private static final int GROUP_BYTES = 40;

    private static final int CONSUMER_BYTES = 24;
    private static final int NACK_BYTES = 24;

    private final byte[] name;
    private final TreeMap<StreamId, StreamNack> pending = new TreeMap<>();
    private final TreeMap<byte[], StreamConsumer> consumers = new TreeMap<>(ByteArrays::compare);
    private StreamId lastId;
    private long entriesRead;

    StreamGroup(byte[] name, StreamId lastId, long entriesRead) {
        this.name = name;
        this.lastId = lastId;
        this.entriesRead = entriesRead;
    }

    StreamGroup copy() {
        StreamGroup copy = new StreamGroup(name, lastId, entriesRead);
        for (StreamConsumer consumer : consumers.values()) {
            copy.consumers.put(consumer.name(), new StreamConsumer(consumer.name(), consumer.seenMillis()));
        }
        pending.forEach((id, nack) -> {
            StreamConsumer owner = nack.consumer();
            if (owner != null) {
                copy.assign(id, copy.addPending(id, nack.deliveryMillis(), nack.deliveries()), copy.own(owner));
            }
        });
        return copy;
    }

    private StreamConsumer own(StreamConsumer other) {
        StreamConsumer same = consumers.get(other.name());
        if (same == null) {
            throw new IllegalStateException("An entry is pending for a consumer that is gone.");
        }
        return same;
    }

    long memoryBytes() {
        long bytes = GROUP_BYTES + RadixTreeSize.memoryBytes(pending.keySet()) + (long) NACK_BYTES * pending.size();
        for (StreamConsumer consumer : consumers.values()) {
            bytes += CONSUMER_BYTES + consumer.name().length;
            bytes += RadixTreeSize.memoryBytes(consumer.pending().keySet());
        }
        return bytes;
    }

    public byte[] name() {
        return name;
    }

    /** Returns the id of the last entry delivered. */
    public StreamId lastId() {
        return lastId;
    }

    public void lastId(StreamId id) {
        lastId = id;
    }

    /** Returns how many entries were read, or {@link #UNKNOWN}. */
    public long entriesRead() {
        return entriesRead;
    }

    public void entriesRead(long count) {
        entriesRead = count;
    }

    /** Returns the consumers in the order of their names' bytes. */
    public Collection<StreamConsumer> consumers() {
        return Collections.unmodifiableCollection(consumers.values());
    }

    public @Nullable StreamConsumer consumer(byte[] consumerName) {
        return consumers.get(consumerName);
    }

    /** Adds a consumer whose name is not taken. */
    public StreamConsumer addConsumer(byte[] consumerName, long nowMillis) {
        StreamConsumer consumer = new StreamConsumer(consumerName, nowMillis);
        consumers.put(consumerName, consumer);
        return consumer;
    }

    /** Removes a consumer with all that is pending for it. */
    public void removeConsumer(StreamConsumer consumer) {
        pending.keySet().removeAll(consumer.pending().keySet());
        consumers.remove(consumer.name());
    }

    /** Returns what nobody acknowledged, by id. */
    public NavigableMap<StreamId, StreamNack> pending() {
        return Collections.unmodifiableNavigableMap(pending);
    }

    /** Makes an entry pending that is not; it needs an owner next. */
    public StreamNack addPending(StreamId id, long deliveryMillis, long deliveries) {
        StreamNack nack = new StreamNack(deliveryMillis, deliveries);
        pending.put(id, nack);
        return nack;
    }

    /** Gives a pending entry to a consumer, whoever had it. */
    public void assign(StreamId id, StreamNack nack, StreamConsumer consumer) {
        StreamConsumer owner = nack.consumer();
        if (owner != consumer) {
            if (owner != null) {
                owner.lose(id);
            }
            consumer.take(id, nack);
        }
    }

    /** Makes an entry no longer pending and says whether it was. */
    public boolean acknowledge(StreamId id) {
        StreamNack nack = pending.remove(id);
        if (nack == null) {
            return false;
        }
        StreamConsumer owner = nack.consumer();
        if (owner != null) {
            owner.lose(id);
        }
        return true;
    }
}
