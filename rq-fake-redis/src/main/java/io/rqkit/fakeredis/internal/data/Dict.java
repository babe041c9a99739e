package io.rqkit.fakeredis.internal.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A chained hash table of byte-string keys, whose entries are the users' own objects: one object an element.
 *
 * <p>It keeps what Redis promises of its tables: {@link #scan} visits every entry that was there from the first call to
 * the last at least once, however the table grows and shrinks in between, and {@link #random} is O(1). Unlike Redis's
 * it moves to its new size in one go, so that adding is O(1) amortised.
 *
 * @param <E> the entries, a subclass of {@link Entry}
 */
public final class Dict<E extends Dict.Entry> extends Slots<E> implements Iterable<E> {
    private static final int MIN_SLOTS = 4;
    private static final int MAX_SLOTS = 1 << 30;
    private static final int DEFAULT_SEED = 0x5bd1e995;
    /** Below one entry in so many slots the table shrinks. */
    private static final int MIN_FILL = 10;

    private final int seed;
    private @Nullable Entry[] table = new Entry[MIN_SLOTS];
    private int size;
    private int expandedFor;
    /** How many visits are under way; until they end the table keeps its size. */
    private int visits;

    /** An element: a key and whatever a subclass adds. It is in one table at a time. */
    public abstract static class Entry {
        /** The key; nobody may change its bytes. */
        public final byte[] key;

        int hash;

        @Nullable
        Entry next;

        /** Creates an entry that keeps the array it is given. */
        protected Entry(byte[] key) {
            this.key = key;
        }
    }

    /** Creates an empty table with a fixed seed. */
    public Dict() {
        this(DEFAULT_SEED);
    }

    /** Creates an empty table; the seed decides where keys land, and so the order of iteration. */
    public Dict(int seed) {
        this.seed = seed;
    }

    /** Returns the number of entries. */
    @Override
    public int size() {
        return size;
    }

    /** Returns whether there is no entry. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Returns the most entries for which room was made at once; a table for no more than those has never grown. */
    int expandedFor() {
        return expandedFor;
    }

    /** Returns the number of slots, a power of two. */
    @Override
    public int slots() {
        return table.length;
    }

    @Override
    @Nullable
    E first(int slot) {
        Entry first = table[slot];
        return first == null ? null : cast(first);
    }

    @Override
    @Nullable
    E next(E entry) {
        Entry next = entry.next;
        return next == null ? null : cast(next);
    }

    /** Returns the entry of the key, or null if there is none. */
    public @Nullable E find(byte[] key) {
        int hash = ByteArrays.hash(key, seed);
        for (Entry e = table[hash & table.length - 1]; e != null; e = e.next) {
            if (e.hash == hash && ByteArrays.equals(e.key, key)) {
                return cast(e);
            }
        }
        return null;
    }

    /** Returns whether there is an entry of the key. */
    public boolean contains(byte[] key) {
        return find(key) != null;
    }

    /** Adds an entry whose key the caller knows to be absent. */
    public void add(E entry) {
        if (size >= table.length && table.length < MAX_SLOTS && visits == 0 && shouldGrow()) {
            resize(table.length << 1);
        }
        entry.hash = ByteArrays.hash(entry.key, seed);
        link(table, entry);
        size++;
    }

    /** Makes room for so many entries at once. */
    public void ensureCapacity(int entries) {
        expandedFor = Math.max(expandedFor, entries);
        int wanted = slotsFor(entries);
        if (wanted > table.length) {
            resize(wanted);
        }
    }

    /** Removes and returns the entry of the key, or returns null if there is none. */
    public @Nullable E remove(byte[] key) {
        int hash = ByteArrays.hash(key, seed);
        int slot = hash & table.length - 1;
        Entry before = null;
        for (Entry e = table[slot]; e != null; before = e, e = e.next) {
            if (e.hash == hash && ByteArrays.equals(e.key, key)) {
                unlink(slot, before, e);
                shrinkIfSparse();
                return cast(e);
            }
        }
        return null;
    }

    /** Removes every entry. */
    public void clear() {
        table = new Entry[MIN_SLOTS];
        size = 0;
    }

    /**
     * Visits the entries of one slot and returns the cursor of the next one. The cursor counts up from its highest bit
     * down, so that slots split or joined by a resize between two calls are neither forgotten nor all visited again.
     *
     * @param cursor 0 at first, then what the last call returned
     * @param visit may remove the entry that it is shown, and must not change the table otherwise
     * @return 0 when every slot was visited
     */
    public long scan(long cursor, Consumer<? super E> visit) {
        int mask = table.length - 1;
        visits++;
        try {
            visitChain(table[(int) cursor & mask], visit);
        } finally {
            visits--;
        }
        shrinkIfSparse();
        long next = Long.reverse(cursor | ~(long) mask);
        return Long.reverse(next + 1);
    }

    /** Visits every entry; the visitor may remove the one that it is shown, and must not change the table otherwise. */
    @Override
    public void forEach(Consumer<? super E> visit) {
        visits++;
        try {
            for (Entry first : table) {
                visitChain(first, visit);
            }
        } finally {
            visits--;
        }
        shrinkIfSparse();
    }

    /**
     * Iterates over the entries in no order that means anything. Only its own {@code remove} may change the table on
     * the way; that never shrinks it.
     */
    @Override
    public Iterator<E> iterator() {
        return new Walk();
    }

    private void visitChain(@Nullable Entry first, Consumer<? super E> visit) {
        for (Entry e = first; e != null; ) {
            Entry next = e.next;
            visit.accept(cast(e));
            e = next;
        }
    }

    private void unlink(int slot, @Nullable Entry before, Entry e) {
        if (before == null) {
            table[slot] = e.next;
        } else {
            before.next = e.next;
        }
        e.next = null;
        size--;
    }

    private void shrinkIfSparse() {
        if (visits == 0 && table.length > MIN_SLOTS && (long) size * MIN_FILL < table.length) {
            resize(slotsFor(size));
        }
    }

    private static int slotsFor(int entries) {
        int slots = MIN_SLOTS;
        while (slots < entries && slots < MAX_SLOTS) {
            slots <<= 1;
        }
        return slots;
    }

    private void resize(int slots) {
        @Nullable Entry[] larger = new Entry[slots];
        for (Entry first : table) {
            for (Entry e = first; e != null; ) {
                Entry next = e.next;
                link(larger, e);
                e = next;
            }
        }
        table = larger;
    }

    private static void link(@Nullable Entry[] table, Entry e) {
        int slot = e.hash & table.length - 1;
        e.next = table[slot];
        table[slot] = e;
    }

    @SuppressWarnings("unchecked") // only E is ever added
    private E cast(Entry e) {
        return (E) e;
    }

    private final class Walk implements Iterator<E> {
        private int slot = -1;
        private @Nullable Entry last;
        private @Nullable Entry upcoming;

        Walk() {
            seek();
        }

        private void seek() {
            while (upcoming == null && slot + 1 < table.length) {
                upcoming = table[++slot];
            }
        }

        @Override
        public boolean hasNext() {
            return upcoming != null;
        }

        @Override
        public E next() {
            if (upcoming == null) {
                throw new NoSuchElementException();
            }
            last = upcoming;
            upcoming = upcoming.next;
            seek();
            return cast(last);
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("next has not been called, or remove has been called already");
            }
            int at = last.hash & table.length - 1;
            Entry before = null;
            for (Entry e = table[at]; e != null && e != last; e = e.next) {
                before = e;
            }
            unlink(at, before, last);
            last = null;
        }
    }
}
