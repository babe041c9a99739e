package io.rqkit.fakeredis.internal.data;

import org.jspecify.annotations.Nullable;

/**
 * Keys with a deadline as Redis has them, in a hash table of their own, from which eviction draws them. The entries hold
 * its chains themselves, and bring the hash that they have in the table of all keys.
 */
final class ExpiryTable extends Slots<KeyEntry> {
    private static final int MIN_SLOTS = 4;
    private static final int MAX_SLOTS = 1 << 30;
    /** Below one entry in so many slots the table shrinks. */
    private static final int MIN_FILL = 10;

    private @Nullable KeyEntry[] table = new KeyEntry[MIN_SLOTS];
    private int size;
    private final Rehashing rehashing = new Rehashing();

    @Override
    int size() {
        return size;
    }

    @Override
    int slots() {
        return table.length;
    }

    @Override
    @Nullable
    KeyEntry first(int slot) {
        return table[slot];
    }

    @Override
    @Nullable
    KeyEntry next(KeyEntry entry) {
        return entry.nextVolatile;
    }

    /** Adds an entry that is not there. */
    void add(KeyEntry entry) {
        if (shouldGrow() && table.length < MAX_SLOTS) {
            rehashing.begin(table.length);
            resize(table.length << 1);
        }
        rehashing.changed();
        link(table, entry);
        size++;
    }

    /** Removes an entry that is there. */
    void remove(KeyEntry entry) {
        int slot = entry.hash & table.length - 1;
        KeyEntry before = null;
        for (KeyEntry e = table[slot]; e != entry; e = e.nextVolatile) {
            if (e == null) {
                throw new IllegalStateException("Not among the keys with a deadline");
            }
            before = e;
        }
        if (before == null) {
            table[slot] = entry.nextVolatile;
        } else {
            before.nextVolatile = entry.nextVolatile;
        }
        entry.nextVolatile = null;
        size--;
        rehashing.changed();
        if (table.length > MIN_SLOTS && (long) size * MIN_FILL < table.length) {
            resize(Math.max(MIN_SLOTS, Integer.highestOneBit(Math.max(1, size) * 2 - 1)));
        }
    }

    /** Returns what Redis would take for it. */
    long bytes() {
        return size == 0 ? 0 : (long) MemorySizes.DICT_ENTRY * size + rehashing.bytes(table.length);
    }

    private void resize(int slots) {
        @Nullable KeyEntry[] other = new KeyEntry[slots];
        for (KeyEntry first : table) {
            for (KeyEntry e = first; e != null; ) {
                KeyEntry next = e.nextVolatile;
                link(other, e);
                e = next;
            }
        }
        table = other;
    }

    private static void link(@Nullable KeyEntry[] table, KeyEntry entry) {
        int slot = entry.hash & table.length - 1;
        entry.nextVolatile = table[slot];
        table[slot] = entry;
    }
}
