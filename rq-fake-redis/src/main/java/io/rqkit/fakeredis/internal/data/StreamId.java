package io.rqkit.fakeredis.internal.data;

/**
 * The 128-bit id of a stream's entry, ordered as two unsigned numbers.
 *
 * @param millis the first part, unsigned
 * @param sequence the second part, unsigned
 */
public record StreamId(long millis, long sequence) implements Comparable<StreamId> {
    /** The least id, 0-0. */
    public static final StreamId MIN = new StreamId(0, 0);
    /** The greatest id. */
    public static final StreamId MAX = new StreamId(-1, -1);

    @Override
    public int compareTo(StreamId other) {
        int byMillis = Long.compareUnsigned(millis, other.millis);
        return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
    }

    /** Says whether this id comes after another. */
    public boolean isAfter(StreamId other) {
        return compareTo(other) > 0;
    }

    /** Returns the id that follows; {@link #MIN} after {@link #MAX}. */
    public StreamId next() {
        return sequence == -1 ? new StreamId(millis + 1, 0) : new StreamId(millis, sequence + 1);
    }

    /** Returns the id before; {@link #MAX} before {@link #MIN}. */
    public StreamId previous() {
        return sequence == 0 ? new StreamId(millis - 1, -1) : new StreamId(millis, sequence - 1);
    }

    /** Returns the text that replies carry: {@code millis-sequence}. */
    @Override
    public String toString() {
        return Long.toUnsignedString(millis) + '-' + Long.toUnsignedString(sequence);
    }
}
