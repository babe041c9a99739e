package io.rqkit.examples.bench.jobs;

/**
 * A job queue under measurement, in a process of its own. It empties the Redis before each task and answers with the
 * nanoseconds that the task took.
 */
interface Contender extends AutoCloseable {
    /** The word for {@link #enqueue}, then the count. */
    String ENQUEUE = "enqueue";
    /** The word for {@link #enqueueMany}, then the count. */
    String ENQUEUE_MANY = "enqueue-many";
    /** The word for {@link #perform}, then the count and the slots. */
    String PERFORM = "perform";

    /** Enqueues so many jobs, each by itself. */
    long enqueue(int jobs) throws Exception;

    /** Enqueues so many jobs in batches of {@value #BATCH}. */
    long enqueueMany(int jobs) throws Exception;

    /** The size of a batch. */
    int BATCH = 1000;

    /** Runs so many jobs, which were enqueued before the clock started. */
    long perform(int jobs, int slots) throws Exception;

    /** Does what a line says. */
    default String run(String line) throws Exception {
        String[] words = line.split(" ");
        int jobs = Integer.parseInt(words[1]);
        long nanos = switch (words[0]) {
            case ENQUEUE -> enqueue(jobs);
            case ENQUEUE_MANY -> enqueueMany(jobs);
            case PERFORM -> perform(jobs, Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("No task called " + words[0]);
        };
        return Long.toString(nanos);
    }
}
