package io.rqkit.fakeredis.internal.data;

import org.jspecify.annotations.Nullable;

/** A key of a database with its value, its deadline and when it was last used. */
public final class KeyEntry extends Dict.Entry {
    static final int NOT_IN_HEAP = -1;

    private Value value;
    private long expireAtMillis = Database.NO_EXPIRY;
    int heapIndex = NOT_IN_HEAP;
    /** The next in the chain of keys with a deadline. */
    @Nullable
    KeyEntry nextVolatile;

    /** What the key and its value took when they were last looked at, in units of {@link DatabaseMemory}. */
    int memoryUnits;
    /** Whether they have changed since. */
    boolean memoryStale;

    boolean memoryGone;

    private int usage;

    KeyEntry(byte[] key, Value value) {
        super(key);
        this.value = value;
    }

    public Value value() {
        return value;
    }

    void value(Value newValue) {
        value = newValue;
    }

    /** Returns the deadline in milliseconds since the epoch, or {@link Database#NO_EXPIRY}. */
    public long expireAtMillis() {
        return expireAtMillis;
    }

    void expireAtMillis(long millis) {
        expireAtMillis = millis;
    }

    /** Returns what the eviction policy notes of the key's use: seconds of its last use, or a frequency. */
    public int usage() {
        return usage;
    }

    public void usage(int noted) {
        usage = noted;
    }
}
