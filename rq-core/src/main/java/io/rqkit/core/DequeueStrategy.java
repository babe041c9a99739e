package io.rqkit.core;

/** Which of its queues a worker looks into first. */
public enum DequeueStrategy {
    /** The order of the queues is their priority. */
    DEFAULT,
    /** After each job its queue becomes the last. */
    ROUND_ROBIN,
    /** After each job the order is drawn anew. */
    RANDOM
}
