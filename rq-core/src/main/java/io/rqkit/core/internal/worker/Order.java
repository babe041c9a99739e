package io.rqkit.core.internal.worker;

import io.rqkit.core.DequeueStrategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The order in which one slot looks into the queues. Not thread-safe. */
final class Order {
    private final DequeueStrategy strategy;
    private final List<String> queues;
    private final Random chance;

    Order(DequeueStrategy strategy, List<String> queues, Random chance) {
        this.strategy = strategy;
        this.queues = new ArrayList<>(queues);
        this.chance = chance;
    }

    List<String> queues() {
        return queues;
    }

    /** Takes notice of a job of a queue. */
    void served(String queue) {
        switch (strategy) {
            case DEFAULT -> {}
            case ROUND_ROBIN -> Collections.rotate(queues, -1 - queues.indexOf(queue));
            case RANDOM -> Collections.shuffle(queues, chance);
        }
    }
}
