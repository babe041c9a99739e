package io.rqkit.fakeredis.internal.data;

/**
 * The ranks of the members within some range of a sorted set, lowest first.
 *
 * @param first the first rank, inclusive
 * @param end the last rank plus one; {@code first} if there are none
 */
public record Ranks(int first, int end) {
    static final Ranks NONE = new Ranks(0, 0);

    /** Returns how many there are. */
    public int size() {
        return end - first;
    }

    /** Returns the last rank, inclusive; meaningless if there are none. */
    public int last() {
        return end - 1;
    }

    /** Returns whether there are none. */
    public boolean isEmpty() {
        return first == end;
    }
}
