package io.rqkit.fakeredis.internal.data;

import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash. While small it is a packed row of fields and values in turn, in the order of insertion; a field that is
 * overwritten keeps its place. Once over a limit it is a table, and stays one.
 */
public final class HashValue implements Value {
    private PackedStrings pairs = new PackedStrings();
    private int pairCount;
    private @Nullable Dict<FieldEntry> dict;

    private static final class FieldEntry extends Dict.Entry {
        byte[] value;

        FieldEntry(byte[] field, byte[] value) {
            super(field);
            this.value = value;
        }
    }

    @Override
    public ValueType type() {
        return ValueType.HASH;
    }

    @Override
    public String encoding() {
        return dict == null ? "listpack" : "hashtable";
    }

    /** Returns the number of fields. */
    @Override
    public int size() {
        return dict == null ? pairCount : dict.size();
    }

    /** Returns the value of the field, or null if there is none. */
    public byte @Nullable [] get(byte[] field) {
        if (dict != null) {
            FieldEntry entry = dict.find(field);
            return entry == null ? null : entry.value;
        }
        int at = indexOf(field);
        return at < 0 ? null : pairs.get(pairs.after(at));
    }

    /** Returns whether the field exists. */
    public boolean contains(byte[] field) {
        return dict != null ? dict.contains(field) : indexOf(field) >= 0;
    }

    /**
     * Sets the field and returns whether it is new. A field or value over hash-max-listpack-value converts first, as
     * hashTypeSet does; a count over hash-max-listpack-entries converts afterwards. It may keep both arrays.
     */
    public boolean put(byte[] field, byte[] value, Limits limits) {
        if (dict == null && Math.max(field.length, value.length) > limits.hashMaxListpackValue) {
            convert();
        }
        boolean added = dict == null ? putInRow(field, value) : putInDict(dict, field, value);
        if (dict == null && pairCount > limits.hashMaxListpackEntries) {
            convert();
        }
        return added;
    }

    /** Removes the field and returns whether it existed. The others keep their order; the encoding stays. */
    public boolean remove(byte[] field) {
        if (dict != null) {
            return dict.remove(field) != null;
        }
        int at = indexOf(field);
        if (at < 0) {
            return false;
        }
        pairs.remove(at, pairs.after(pairs.after(at)));
        pairCount--;
        return true;
    }

    /** Visits every field with its value; the visitor must not change the hash. */
    public void forEach(BiConsumer<byte[], byte[]> visit) {
        if (dict != null) {
            dict.forEach(e -> visit.accept(e.key, e.value));
            return;
        }
        for (int at = 0; at < pairs.end(); ) {
            int value = pairs.after(at);
            visit.accept(pairs.get(at), pairs.get(value));
            at = pairs.after(value);
        }
    }

    /**
     * Returns a random field.
     *
     * @throws NoSuchElementException if there is none
     */
    public byte[] randomField(RandomGenerator random) {
        if (dict != null) {
            return dict.fairRandom(random).key;
        }
        if (pairCount == 0) {
            throw new NoSuchElementException("the hash is empty");
        }
        int at = 0;
        for (int left = random.nextInt(pairCount); left > 0; left--) {
            at = pairs.after(pairs.after(at));
        }
        return pairs.get(at);
    }

    /**
     * Visits some fields with their values and returns the next cursor, 0 at the end. A small hash is visited whole,
     * whatever the cursor, and a table one slot a call.
     *
     * @param visit must not change the hash
     */
    public long scan(long cursor, BiConsumer<byte[], byte[]> visit) {
        if (dict != null) {
            return dict.scan(cursor, e -> visit.accept(e.key, e.value));
        }
        forEach(visit);
        return 0;
    }

    @Override
    public long memoryBytes(long samples) {
        if (dict == null) {
            long listpack = ListpackSizes.EMPTY;
            for (int at = 0; at < pairs.end(); at = pairs.after(at)) {
                listpack += ListpackSizes.ofString(pairs.get(at));
            }
            return MemorySizes.OBJECT + MemorySizes.allocated(listpack);
        }
        return MemorySizes.ofTable(dict, 2, samples, e -> MemorySizes.string(e.value.length));
    }

    @Override
    public HashValue copy() {
        HashValue copy = new HashValue();
        if (dict != null) {
            Dict<FieldEntry> copied = new Dict<>();
            copied.ensureCapacity(dict.size());
            dict.forEach(e -> copied.add(new FieldEntry(e.key, e.value)));
            copy.dict = copied;
        } else {
            copy.pairs = pairs.copy();
            copy.pairCount = pairCount;
        }
        return copy;
    }

    /** Returns the place of a field in the row, or -1. */
    private int indexOf(byte[] field) {
        for (int at = 0; at < pairs.end(); at = pairs.after(pairs.after(at))) {
            if (pairs.holds(at, field)) {
                return at;
            }
        }
        return -1;
    }

    private boolean putInRow(byte[] field, byte[] value) {
        int at = indexOf(field);
        if (at >= 0) {
            pairs.replace(pairs.after(at), value);
            return false;
        }
        pairs.add(field);
        pairs.add(value);
        pairCount++;
        return true;
    }

    private static boolean putInDict(Dict<FieldEntry> dict, byte[] field, byte[] value) {
        FieldEntry entry = dict.find(field);
        if (entry != null) {
            entry.value = value;
            return false;
        }
        dict.add(new FieldEntry(field, value));
        return true;
    }

    private void convert() {
        Dict<FieldEntry> converted = new Dict<>();
        converted.ensureCapacity(pairCount);
        forEach((field, value) -> converted.add(new FieldEntry(field, value)));
        dict = converted;
        pairs = new PackedStrings();
        pairCount = 0;
    }
}
