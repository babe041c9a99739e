package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A set. While it holds nothing but integers, and few of them, it is an ascending array of them; after that it is a
 * table, and stays one. A new set is an empty array of integers.
 */
public final class SetValue implements Value {
    private static final int INITIAL_INTEGERS = 4;
    /** An intset's encoding and length. */
    private static final int INTSET_HEADER = 8;

    /** Redis never lets an intset grow beyond this, whatever is configured. */
    private static final long INTSET_CEILING = 1L << 30;
    /** SPOP draws the members that stay when they are fewer than a fifth of those that go. */
    private static final long FEW_STAY = 5;

    private long[] integers = new long[INITIAL_INTEGERS];
    private int integerCount;
    private @Nullable Dict<MemberEntry> dict;

    private static final class MemberEntry extends Dict.Entry {
        MemberEntry(byte[] member) {
            super(member);
        }
    }

    @Override
    public ValueType type() {
        return ValueType.SET;
    }

    @Override
    public String encoding() {
        return dict == null ? "intset" : "hashtable";
    }

    /** Returns the number of members. */
    @Override
    public int size() {
        return dict == null ? integerCount : dict.size();
    }

    /** Returns whether the member exists. */
    public boolean contains(byte[] member) {
        return dict == null ? indexOf(member) >= 0 : dict.contains(member);
    }

    /**
     * Adds the member and returns whether it is new. The first that is no integer, and the one that brings the count
     * over set-max-intset-entries, convert. It keeps the array.
     */
    public boolean add(byte[] member, Limits limits) {
        if (dict == null && !ByteArrays.isLong(member)) {
            convert();
        }
        if (dict == null) {
            return addInteger(ByteArrays.toLong(member), limits);
        }
        if (dict.contains(member)) {
            return false;
        }
        dict.add(new MemberEntry(member));
        return true;
    }

    /** Removes the member and returns whether it existed. The encoding stays. */
    public boolean remove(byte[] member) {
        if (dict != null) {
            return dict.remove(member) != null;
        }
        int at = indexOf(member);
        if (at < 0) {
            return false;
        }
        integerCount--;
        System.arraycopy(integers, at + 1, integers, at, integerCount - at);
        return true;
    }

    /** Visits every member, integers in ascending order; the visitor must not change the set. */
    public void forEach(Consumer<byte[]> visit) {
        if (dict != null) {
            dict.forEach(e -> visit.accept(e.key));
            return;
        }
        for (int i = 0; i < integerCount; i++) {
            visit.accept(ByteArrays.fromLong(integers[i]));
        }
    }

    /**
     * Returns a random member.
     *
     * @throws NoSuchElementException if there is none
     */
    public byte[] random(RandomGenerator random) {
        if (dict != null) {
            return dict.fairRandom(random).key;
        }
        if (integerCount == 0) {
            throw new NoSuchElementException("the set is empty");
        }
        return ByteArrays.fromLong(integers[random.nextInt(integerCount)]);
    }

    /**
     * Removes and returns a random member.
     *
     * @throws NoSuchElementException if there is none
     */
    public byte[] pop(RandomGenerator random) {
        byte[] member = random(random);
        remove(member);
        return member;
    }

    /**
     * Removes so many random members, fewer than there are, and shows each. When few stay, those are drawn instead and
     * make a new set, as in Redis; that is the one way back from a table to integers.
     */
    public void pop(int count, RandomGenerator random, Limits limits, Consumer<byte[]> popped) {
        int staying = size() - count;
        if (staying <= 0) {
            throw new IllegalArgumentException("asked to pop " + count + " of " + size() + "; delete the set instead");
        }
        if (staying * FEW_STAY > count) {
            for (int i = 0; i < count; i++) {
                popped.accept(pop(random));
            }
            return;
        }
        SetValue rest = new SetValue();
        for (int i = 0; i < staying; i++) {
            rest.add(pop(random), limits);
        }
        forEach(popped);
        integers = rest.integers;
        integerCount = rest.integerCount;
        dict = rest.dict;
    }

    /**
     * Visits some members and returns the next cursor, 0 at the end. Integers are visited all at once, whatever the
     * cursor, and a table one slot a call.
     *
     * @param visit must not change the set
     */
    public long scan(long cursor, Consumer<byte[]> visit) {
        if (dict != null) {
            return dict.scan(cursor, e -> visit.accept(e.key));
        }
        forEach(visit);
        return 0;
    }

    @Override
    public long memoryBytes(long samples) {
        if (dict != null) {
            return MemorySizes.ofTable(dict, 1, samples, e -> 0);
        }
        return MemorySizes.OBJECT + MemorySizes.allocated(INTSET_HEADER + (long) integerCount * integerBytes());
    }

    /** The integers all take as many bytes as the largest needs. */
    private int integerBytes() {
        if (integerCount == 0) {
            return Short.BYTES;
        }
        long first = integers[0];
        long last = integers[integerCount - 1];
        if (first == (short) first && last == (short) last) {
            return Short.BYTES;
        }
        return first == (int) first && last == (int) last ? Integer.BYTES : Long.BYTES;
    }

    @Override
    public SetValue copy() {
        SetValue copy = new SetValue();
        if (dict != null) {
            Dict<MemberEntry> copied = new Dict<>();
            copied.ensureCapacity(dict.size());
            dict.forEach(e -> copied.add(new MemberEntry(e.key)));
            copy.dict = copied;
            copy.integers = new long[0];
        } else {
            copy.integers = integers.clone();
            copy.integerCount = integerCount;
        }
        return copy;
    }

    private int indexOf(byte[] member) {
        return ByteArrays.isLong(member)
                ? Arrays.binarySearch(integers, 0, integerCount, ByteArrays.toLong(member))
                : -1;
    }

    private boolean addInteger(long value, Limits limits) {
        int found = Arrays.binarySearch(integers, 0, integerCount, value);
        if (found >= 0) {
            return false;
        }
        int at = -found - 1;
        if (integerCount == integers.length) {
            integers = Arrays.copyOf(integers, Math.max(INITIAL_INTEGERS, 2 * integerCount));
        }
        System.arraycopy(integers, at, integers, at + 1, integerCount - at);
        integers[at] = value;
        integerCount++;
        if (integerCount > Math.min(limits.setMaxIntsetEntries, INTSET_CEILING)) {
            convert();
        }
        return true;
    }

    private void convert() {
        Dict<MemberEntry> converted = new Dict<>();
        converted.ensureCapacity(integerCount);
        forEach(member -> converted.add(new MemberEntry(member)));
        dict = converted;
        integers = new long[0];
        integerCount = 0;
    }
}
