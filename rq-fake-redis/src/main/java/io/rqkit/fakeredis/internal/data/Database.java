package io.rqkit.fakeredis.internal.data;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
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
    private ExpiryTable volatileKeys = new ExpiryTable();
    private Rehashing rehashing = new Rehashing();
    private DatabaseMemory memory = new DatabaseMemory();
    private final int seed;
    private final LongPredicate room;
    private @Nullable Images images;
    /** The key that was looked up last, since a command looks for the same one several times, and what was found. */
    private byte @Nullable [] lastKey;

    private @Nullable KeyEntry lastFound;

    /**
     * Creates an empty database whose hash function is seeded with {@code seed}.
     *
     * @param room says whether there is memory for so many bytes more, without which the tables don't grow as they should
     */
    public Database(int index, int seed, LongPredicate room) {
        this.index = index;
        this.seed = seed;
        this.room = room;
        this.keys = new Dict<>(seed);
        growWithinRoom();
    }

    private void growWithinRoom() {
        keys.growWithin(room);
        volatileKeys.growWithin(room);
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
        if (key == lastKey) {
            return lastFound;
        }
        KeyEntry entry = keys.find(key);
        lastKey = key;
        if (lastFound != entry) {
            lastFound = entry;
        }
        return entry;
    }

    private void forgetLast() {
        lastKey = null;
        lastFound = null;
    }

    /** Adds a key that is not there. */
    public KeyEntry add(byte[] key, Value value) {
        if (images != null) {
            images.absent(key);
        }
        KeyEntry entry = new KeyEntry(key, value);
        int slots = keys.slots();
        keys.add(entry);
        if (keys.slots() > slots) {
            rehashing.begin(slots);
        }
        rehashing.changed();
        lastKey = key;
        lastFound = entry;
        memory.changed(entry);
        return entry;
    }

    /** Replaces a value; the deadline stays. */
    public void replace(KeyEntry entry, Value value) {
        save(entry);
        entry.value(value);
        memory.changed(entry);
    }

    /** Removes a key with its deadline and returns its entry, or null when it was not there. */
    public @Nullable KeyEntry remove(byte[] key) {
        KeyEntry entry = keys.remove(key);
        if (entry == null) {
            return null;
        }
        forgetLast();
        save(entry);
        if (entry.heapIndex != KeyEntry.NOT_IN_HEAP) {
            withoutDeadline(entry);
        }
        rehashing.changed();
        memory.removed(entry);
        return entry;
    }

    /** Sets a deadline, or takes it away with {@link #NO_EXPIRY}. */
    public void expireAt(KeyEntry entry, long millis) {
        save(entry);
        entry.expireAtMillis(millis);
        boolean isIn = entry.heapIndex != KeyEntry.NOT_IN_HEAP;
        if (millis == NO_EXPIRY) {
            if (isIn) {
                withoutDeadline(entry);
            }
        } else if (isIn) {
            deadlines.changed(entry);
        } else {
            deadlines.add(entry);
            volatileKeys.add(entry);
        }
    }

    private void withoutDeadline(KeyEntry entry) {
        deadlines.remove(entry);
        volatileKeys.remove(entry);
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
        if (images != null) {
            images.keepWhole(keys);
        }
        forgetLast();
        keys = new Dict<>(seed);
        deadlines = new ExpiryHeap();
        volatileKeys = new ExpiryTable();
        rehashing = new Rehashing();
        memory = new DatabaseMemory();
        growWithinRoom();
    }

    /** Notes that the value of an entry has changed or is about to, so that its memory has to be counted anew. */
    public void changed(KeyEntry entry) {
        memory.changed(entry);
    }

    /** Returns what Redis would take for keys and values, from a look at some elements of each collection. */
    public long dataBytes() {
        return memory.bytes(keys);
    }

    /** Returns what Redis would take for the table of keys besides the keys' entries. */
    public long slotBytes() {
        return keys.isEmpty() ? 0 : rehashing.bytes(keys.slots());
    }

    /** Returns what Redis would take for the table of deadlines. */
    public long deadlineBytes() {
        return volatileKeys.bytes();
    }

    /** Returns the number of slots of the table of deadlines. */
    public int volatileSlots() {
        return volatileKeys.slots();
    }

    /** Returns a key with a deadline, chosen by chance; there must be one. */
    public KeyEntry randomVolatile(RandomGenerator chance) {
        return volatileKeys.random(chance);
    }

    /** Returns up to {@code count} keys that stand near each other, perhaps one twice. */
    public List<KeyEntry> some(int count, RandomGenerator chance) {
        return keys.some(count, chance);
    }

    /** Returns up to {@code count} keys with a deadline that stand near each other, perhaps one twice. */
    public List<KeyEntry> someVolatile(int count, RandomGenerator chance) {
        return volatileKeys.some(count, chance);
    }

    /** Returns an empty database to fill and exchange with this one. */
    public Database successor() {
        return new Database(index, seed, room);
    }

    /** Has what keys were noted from now on, until the next call. */
    public Images beginImages() {
        Images begun = new Images(seed);
        images = begun;
        return begun;
    }

    /** Goes on noting what keys were; ends it with null. */
    public void images(@Nullable Images kept) {
        images = kept;
    }

    /** Says whether it is noted what keys were. */
    public boolean keepsImages() {
        return images != null;
    }

    /** Notes what a key is, because it is about to change; does nothing unless images are kept. */
    public void save(KeyEntry entry) {
        if (images != null) {
            images.save(entry);
        }
    }

    /** A table that goes out of use can be kept as it is; one that another database will change can't. */
    private void keepForSwap(Database other) {
        Images kept = images;
        if (kept == null) {
            return;
        }
        if (other.images == null) {
            kept.keepWhole(keys);
        } else {
            keys.forEach(kept::save);
            other.keys.forEach(entry -> kept.absent(entry.key));
        }
    }

    /** Exchanges the contents of two databases, as SWAPDB does. */
    public void swapWith(Database other) {
        keepForSwap(other);
        other.keepForSwap(this);
        forgetLast();
        other.forgetLast();
        Dict<KeyEntry> ourKeys = keys;
        ExpiryHeap ourDeadlines = deadlines;
        ExpiryTable ourVolatileKeys = volatileKeys;
        Rehashing ourRehashing = rehashing;
        DatabaseMemory ourMemory = memory;
        keys = other.keys;
        deadlines = other.deadlines;
        volatileKeys = other.volatileKeys;
        rehashing = other.rehashing;
        memory = other.memory;
        other.keys = ourKeys;
        other.deadlines = ourDeadlines;
        other.volatileKeys = ourVolatileKeys;
        other.rehashing = ourRehashing;
        other.memory = ourMemory;
    }
}
