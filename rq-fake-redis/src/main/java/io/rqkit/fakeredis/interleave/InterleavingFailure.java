package io.rqkit.fakeredis.interleave;

import java.util.List;

/** Tells of an order of turns in which something goes wrong. The cause is what a task or the check threw. */
public final class InterleavingFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient List<Integer> order;

    /**
     * Creates a failure.
     *
     * @param order which task took each turn, counted from 1
     * @param turns a line for each turn: the task and what it sent
     */
    public InterleavingFailure(String description, List<Integer> order, List<String> turns, Throwable cause) {
        super(
                description + ": " + cause + "\nOrder of turns, for replay(List.of(…)): " + order + "\n"
                        + String.join("\n", turns),
                cause);
        this.order = List.copyOf(order);
    }

    /** Returns which task took each turn, counted from 1; {@link Interleaving#replay} takes it. */
    public List<Integer> order() {
        return order;
    }
}
