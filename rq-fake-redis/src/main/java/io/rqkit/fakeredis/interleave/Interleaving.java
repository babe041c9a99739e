package io.rqkit.fakeredis.interleave;

import java.util.List;

/**
 * Several tasks, each on a thread of its own, that take turns at the server: only one at a time goes on, from where it is
 * about to send something until it is about to send the next thing. Who is next is chosen by a seed, so that a race that
 * was found once is found again.
 *
 * <pre>{@code
 * redis.interleave(() -> transfer(first), () -> transfer(second))
 *         .check(() -> assertThat(redis.database(0).string("balance")).contains("2"))
 *         .explore(500);
 * }</pre>
 *
 * <p>What a client sends at once, such as a pipeline, is one turn. The tasks must use connections in-process
 * ({@code redis.socket()}), which they best open themselves. When all wait for a reply the clock, if it stands still,
 * jumps to the next deadline. Before each run data and clock are brought back to what they were at the beginning.
 */
public interface Interleaving {
    /** A part of the work; what it throws makes the run fail. */
    @FunctionalInterface
    interface Task {
        /** Does it. */
        void run() throws Throwable;
    }

    /** Sets what is done before each run, on the caller's thread; by default nothing. */
    Interleaving before(Task preparation);

    /** Sets what must be true after each run; it throws when it is not. */
    Interleaving check(Task invariants);

    /**
     * Runs once, in the order that a seed chooses.
     *
     * @return which task took each turn, counted from 1
     * @throws InterleavingFailure when a task or the check fails
     */
    List<Integer> run(long seed);

    /**
     * Runs once in a given order, such as a failure names. Where the task in question has nothing to send, or the order
     * has ended, the first goes on that has.
     *
     * @param order which task takes each turn, counted from 1
     * @return which task took each turn
     * @throws InterleavingFailure when a task or the check fails
     */
    List<Integer> replay(List<Integer> order);

    /**
     * Runs with the seeds from 1 to {@code runs}, until one fails. A failing order is made as simple as may be: with few
     * changes from one task to the other.
     *
     * @throws InterleavingFailure with the simplest order that was found to fail
     */
    void explore(int runs);
}
