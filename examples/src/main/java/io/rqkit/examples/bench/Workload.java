package io.rqkit.examples.bench;

/** Something that clients of one server do over and over. */
interface Workload extends AutoCloseable {
    /** Does it for about so long, and returns how often it was done. */
    long repeat(long nanos) throws Exception;

    /** Ends its threads, if it has any. */
    @Override
    default void close() throws Exception {}

    /** One thread's part, the i-th time. */
    @FunctionalInterface
    interface Step {
        /** Does it and waits for the reply. */
        void run(int i) throws Exception;
    }

    /** Repeats a step on this thread; looks at the clock only every {@code stride} steps, which costs less than one does. */
    static long repeat(Step step, int stride, long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        int done = 0;
        do {
            for (int i = 0; i < stride; i++) {
                step.run(done++);
            }
        } while (System.nanoTime() < end);
        return done;
    }
}
