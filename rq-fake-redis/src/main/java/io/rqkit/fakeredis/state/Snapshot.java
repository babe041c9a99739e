package io.rqkit.fakeredis.state;

/**
 * All data of a server at a time: keys, values, deadlines, parameters of the configuration, scripts and functions. Taking
 * one costs the same whatever there is; afterwards each key costs a copy when it first changes.
 *
 * <pre>{@code
 * Snapshot before = redis.snapshot();
 * jedis.flushAll();
 * redis.restore(before);
 * }</pre>
 *
 * <p>Snapshots may be restored in any order and as often as one likes; connections, subscriptions, the clock and what was
 * recorded are no part of them. One that is no longer used should be closed, so that no more copies are made for it.
 */
public interface Snapshot extends AutoCloseable {
    /**
     * Returns how the data of another snapshot of the same server, or of a later one, differ from these.
     *
     * @throws IllegalStateException when one of them was closed
     */
    Difference differenceTo(Snapshot later);

    /**
     * Returns how the data are different now.
     *
     * @throws IllegalStateException when this was closed
     */
    Difference differenceToNow();

    /** Says whether it was closed. */
    boolean isClosed();

    /** Forgets it; the data stay as they are. */
    @Override
    void close();
}
