package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash. While small it is an array of fields and values in turn, in the order of insertion; a field that is
 * overwritten keeps its place. Once over a limit it is a table, and stays one.
 */
public final class HashValue implements Value {
    private static final int INITIAL_FIELDS = 4;

    private byte[] @Nullable [] pairs = new byte[2 * INITIAL_FIELDS][];
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
        return at < 0 ? null : pairs[at + 1];
    }

    /** Returns whether the field exists. */
    public boolean contains(byte[] field) {
        return get(field) != null;
    }

    /**
     * Sets the field and returns whether it is new. A field or value over hash-max-listpack-value converts first, as
     * hashTypeSet does; a count over hash-max-listpack-entries converts afterwards. It keeps both arrays.
     */
    public boolean put(byte[] field, byte[] value, Limits limits) {
        if (dict == null && Math.max(field.length, value.length) > limits.hashMaxListpackValue) {
            convert();
        }
        boolean added = dict == null ? putInArray(field, value) : putInDict(dict, field, value);
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
        System.arraycopy(pairs, at + 2, pairs, at, 2 * pairCount - at - 2);
        pairCount--;
        pairs[2 * pairCount] = null;
        pairs[2 * pairCount + 1] = null;
        return true;
    }

    /** Visits every field with its value; the visitor must not change the hash. */
    public void forEach(BiConsumer<byte[], byte[]> visit) {
        if (dict != null) {
            dict.forEach(e -> visit.accept(e.key, e.value));
            return;
        }
        for (int i = 0; i < 2 * pairCount; i += 2) {
            visit.accept(pairs[i], pairs[i + 1]);
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
        return pairs[2 * random.nextInt(pairCount)];
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
            for (int i = 0; i < 2 * pairCount; i++) {
                listpack += ListpackSizes.ofString(pairs[i]);
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
            copy.pairs = new byte[0][];
            copy.dict = copied;
        } else {
            // the arrays inside are never changed, so both may hold them
            copy.pairs = pairs.clone();
            copy.pairCount = pairCount;
        }
        return copy;
    }

    private int indexOf(byte[] field) {
        for (int i = 0; i < 2 * pairCount; i += 2) {
            if (ByteArrays.equals(pairs[i], field)) {
                return i;
            }
        }
        return -1;
    }

    private boolean putInArray(byte[] field, byte[] value) {
        int at = indexOf(field);
        if (at >= 0) {
            pairs[at + 1] = value;
            return false;
        }
        if (2 * pairCount == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(2 * INITIAL_FIELDS, 2 * pairs.length));
        }
        pairs[2 * pairCount] = field;
        pairs[2 * pairCount + 1] = value;
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
        for (int i = 0; i < 2 * pairCount; i += 2) {
            converted.add(new FieldEntry(pairs[i], pairs[i + 1]));
        }
        dict = converted;
        pairs = new byte[0][];
        pairCount = 0;
    }
}
