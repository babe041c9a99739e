package io.rqkit.core.internal.worker;

import java.util.concurrent.atomic.AtomicLong;

/** Counts how often a worker could not talk to Redis as it should; after each time another master may answer. */
final class Troubles {
    private final AtomicLong count = new AtomicLong();

    void note() {
        count.incrementAndGet();
    }

    long count() {
        return count.get();
    }
}
