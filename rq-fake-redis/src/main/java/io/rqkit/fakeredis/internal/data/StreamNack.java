package io.rqkit.fakeredis.internal.data;

import org.jspecify.annotations.Nullable;

/** An entry that a group has delivered and nobody acknowledged. */
public final class StreamNack {
    private @Nullable StreamConsumer consumer;
    private long deliveryMillis;
    private long deliveries;

    StreamNack(long deliveryMillis, long deliveries) {
        this.deliveryMillis = deliveryMillis;
        this.deliveries = deliveries;
    }

    /** Returns who has the entry; null between its creation and the first owner. */
    public @Nullable StreamConsumer consumer() {
        return consumer;
    }

    void consumer(StreamConsumer owner) {
        consumer = owner;
    }

    /** Returns when it was delivered last, in milliseconds since the epoch. */
    public long deliveryMillis() {
        return deliveryMillis;
    }

    /** Returns how often it was delivered. */
    public long deliveries() {
        return deliveries;
    }

    /** Notes a delivery. */
    public void delivered(long atMillis, long times) {
        deliveryMillis = atMillis;
        deliveries = times;
    }
}
