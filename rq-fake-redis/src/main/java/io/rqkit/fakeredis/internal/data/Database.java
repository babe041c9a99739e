package io.rqkit.fakeredis.internal.data;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One numbered database: keys, values, deadlines.
 *
 * <p>It does not expire anything by itself: who reads it compares {@link KeyEntry#expireAtMillis()} with the time.
 */
public final class Database {
    /** Stands for "no deadline". */
    public static final long NO_EXPIRY = -1;

    private final int index;
    private Dict<KeyEntry> keys;
    private ExpiryHeap deadlines = new ExpiryHeap();
    private final int seed;

    /** Creates an empty database whose hash function is seeded with {@code seed}. */
    public Database(int index, int seed) {
        this.index = index;
        this.seed = seed;
        this.keys = new Dict<>(seed);
    }

    public int index() {
        return index;
    }

    /** Returns the number of keys, those past their deadline included. */
    public int size() {
        return keys.size();
    }

    /** Returns the number of keys that have a deadline. */
    public int volatileSize() {
        return deadlines.size();
    }

    /** Returns the entry of {@code key}, past its deadline or not, or null. */
    public @Nullable KeyEntry find(byte[] key) {
        return keys.find(key);
    }

    /** Adds a key that is not there. */
    public KeyEntry add(byte[] key, Value value) {
        KeyEntry entry = new KeyEntry(key, value);
        keys.add(entry);
        return entry;
    }

    /** Replaces a value; the deadline stays. */
    public void replace(KeyEntry entry, Value value) {
        entry.value(value);
    }

    /** Removes a key with its deadline and returns its entry, or null when it was not there. */
    public @Nullable KeyEntry remove(byte[] key) {
        KeyEntry entry = keys.remove(key);
        if (entry != null && entry.heapIndex != KeyEntry.NOT_IN_HEAP) {
            deadlines.remove(entry);
        }
        return entry;
    }

    /** Sets a deadline, or takes it away with {@link #NO_EXPIRY}. */
    public void expireAt(KeyEntry entry, long millis) {
        if (entry.heapIndex != KeyEntry.NOT_IN_HEAP) {
            deadlines.remove(entry);
        }
        entry.expireAtMillis(millis);
        if (millis != NO_EXPIRY) {
            deadlines.add(entry);
        }
    }

    /** Returns the entry with the earliest deadline, or null when none has one. */
    public @Nullable KeyEntry earliest() {
        return deadlines.earliest();
    }

    /** Returns a key chosen by chance; the database must not be empty. */
    public KeyEntry random(RandomGenerator chance) {
        return keys.random(chance);
    }

    /** Visits a part of the keys and returns the cursor to go on from; see {@link Dict#scan}. */
    public long scan(long cursor, Consumer<? super KeyEntry> visit) {
        return keys.scan(cursor, visit);
    }

    public void forEach(Consumer<? super KeyEntry> visit) {
        keys.forEach(visit);
    }

    /** Returns the number of slots of the hash table. */
    public int slots() {
        return keys.slots();
    }

    /** Removes all keys. */
    public void clear() {
        keys = new Dict<>(seed);
        deadlines = new ExpiryHeap();
    }

    /** Returns an empty database to fill and exchange with this one. */
    public Database successor() {
        return new Database(index, seed);
    }

    /** Exchanges the contents of two databases, as SWAPDB does. */
    public void swapWith(Database other) {
        Dict<KeyEntry> ourKeys = keys;
        ExpiryHeap ourDeadlines = deadlines;
        keys = other.keys;
        deadlines = other.deadlines;
        other.keys = ourKeys;
        other.deadlines = ourDeadlines;
    }
}
