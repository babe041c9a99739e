package io.rqkit.fakeredis.internal.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A sorted set: members ordered by score, then by their bytes. Ranks count from 0 at the lowest, and are never negative
 * here. While small it is a sorted array; over a limit it becomes blocks in order with a table, in which every search is
 * O(log N) and a member's score O(1).
 *
 * <p>An iterator's entries belong to the set: read them before it changes.
 */
public final class ZSetValue implements Value {
    private ZSetStore store = new ZSetArray();

    @Override
    public ValueType type() {
        return ValueType.ZSET;
    }

    @Override
    public String encoding() {
        return isSmall() ? "listpack" : "skiplist";
    }

    /** Returns the number of members. */
    @Override
    public int size() {
        return store.size();
    }

    /** Returns the member's score, or NaN, which no score can be, if there is no such member. */
    public double score(byte[] member) {
        ZSetEntry entry = store.find(member);
        return entry == null ? Double.NaN : entry.score;
    }

    /** Returns whether the member exists. */
    public boolean contains(byte[] member) {
        return store.find(member) != null;
    }

    /**
     * Adds the member, or changes its score, and returns whether it is new. A new member that brings the count over
     * zset-max-listpack-entries or is longer than zset-max-listpack-value converts. It keeps the array.
     *
     * @throws IllegalArgumentException if the score is NaN
     */
    public boolean add(byte[] member, double score, Limits limits) {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("a score is never NaN; check it before adding");
        }
        ZSetEntry entry = store.find(member);
        if (entry != null) {
            if (entry.score != score) {
                store.rescore(entry, score);
            }
            return false;
        }
        if (isSmall() && (size() + 1 > limits.zsetMaxListpackEntries || member.length > limits.zsetMaxListpackValue)) {
            moveTo(new ZSetTree());
        }
        store.insert(new ZSetEntry(member, score));
        return true;
    }

    /** Removes the member and returns whether it existed. The encoding stays. */
    public boolean remove(byte[] member) {
        ZSetEntry entry = store.find(member);
        if (entry == null) {
            return false;
        }
        store.delete(entry);
        return true;
    }

    /**
     * Goes back to the compact encoding if the limits allow it, as ZUNIONSTORE, ZINTERSTORE, ZDIFFSTORE and GEORADIUS
     * do with their result.
     */
    public void compactIfSmall(Limits limits) {
        if (isSmall() || size() > limits.zsetMaxListpackEntries) {
            return;
        }
        for (Iterator<ZSetEntry> all = store.ascending(0); all.hasNext(); ) {
            if (all.next().key.length > limits.zsetMaxListpackValue) {
                return;
            }
        }
        moveTo(new ZSetArray());
    }

    /** Leaves the compact encoding, as SORT does with a sorted set that it reads. */
    public void leaveCompact() {
        if (isSmall()) {
            moveTo(new ZSetTree());
        }
    }

    /** Returns the member's rank, lowest first, or -1 if there is no such member. */
    public long rank(byte[] member) {
        ZSetEntry entry = store.find(member);
        return entry == null ? -1 : store.rankOf(entry);
    }

    /** Returns the entry of a rank from 0 to size - 1. */
    public ZSetEntry at(int rank) {
        if (rank < 0 || rank >= size()) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + size() + " members");
        }
        return store.at(rank);
    }

    /**
     * Returns the lowest entry.
     *
     * @throws NoSuchElementException if there is none
     */
    public ZSetEntry first() {
        requireNotEmpty();
        return store.ascending(0).next();
    }

    /**
     * Returns the highest entry.
     *
     * @throws NoSuchElementException if there is none
     */
    public ZSetEntry last() {
        requireNotEmpty();
        return store.descending(size() - 1).next();
    }

    /** Iterates upward from a rank of 0 to size; O(log N), then O(1) a step. The set must not change on the way. */
    public Iterator<ZSetEntry> ascending(int rank) {
        return store.ascending(rank);
    }

    /** Iterates downward from a rank of -1 to size - 1; O(log N), then O(1) a step. The set must not change. */
    public Iterator<ZSetEntry> descending(int rank) {
        return store.descending(rank);
    }

    /** Visits every entry upward; the visitor must not change the set. */
    public void forEach(Consumer<? super ZSetEntry> visit) {
        store.ascending(0).forEachRemaining(visit);
    }

    /** Visits the entries of these ranks, which must lie within the set, upward. */
    public void forEach(Ranks ranks, Consumer<? super ZSetEntry> visit) {
        Iterator<ZSetEntry> entries = store.ascending(ranks.first());
        for (int i = 0; i < ranks.size(); i++) {
            visit.accept(entries.next());
        }
    }

    /** Returns the ranks of the scores within the range, in O(log N). */
    public Ranks ranks(ScoreRange range) {
        if (range.isEmpty() || size() == 0) {
            return Ranks.NONE;
        }
        int first = store.partition(e -> !range.isAboveMin(e.score));
        int end = store.partition(e -> range.isBelowMax(e.score));
        return new Ranks(first, Math.max(first, end));
    }

    /**
     * Returns the ranks of the members within the range, in O(log N), provided that all scores are equal. If they are
     * not, a small set answers as Redis does when it walks from the lowest, and a large one anything, as Redis does.
     */
    public Ranks ranks(LexRange range) {
        if (isOutside(range)) {
            return Ranks.NONE;
        }
        if (!isSmall()) {
            int first = store.partition(e -> !range.isAboveMin(e.key));
            int end = store.partition(e -> range.isBelowMax(e.key));
            return new Ranks(first, Math.max(first, end));
        }
        int first = 0;
        while (first < size() && !range.isAboveMin(store.at(first).key)) {
            first++;
        }
        int end = first;
        while (end < size() && range.isBelowMax(store.at(end).key)) {
            end++;
        }
        return new Ranks(first, end);
    }

    /** As {@link #ranks(LexRange)}, but a small set of several scores is walked from the highest. */
    public Ranks ranksFromHighest(LexRange range) {
        if (!isSmall() || isOutside(range)) {
            return ranks(range);
        }
        int end = size();
        while (end > 0 && !range.isBelowMax(store.at(end - 1).key)) {
            end--;
        }
        int first = end;
        while (first > 0 && range.isAboveMin(store.at(first - 1).key)) {
            first--;
        }
        return new Ranks(first, end);
    }

    /** Removes the entries of these ranks, which must lie within the set, in O(log N + M), and returns how many. */
    public int remove(Ranks ranks) {
        remove(ranks, e -> {});
        return ranks.size();
    }

    /** Removes the entries of these ranks, which must lie within the set, and shows each one removed, lowest first. */
    public void remove(Ranks ranks, Consumer<? super ZSetEntry> removed) {
        if (!ranks.isEmpty()) {
            store.deleteRanks(ranks.first(), ranks.end(), removed);
        }
    }

    /**
     * Returns a random entry.
     *
     * @throws NoSuchElementException if there is none
     */
    public ZSetEntry random(RandomGenerator random) {
        requireNotEmpty();
        return store.random(random);
    }

    /**
     * Visits some entries and returns the next cursor, 0 at the end. A small set is visited whole, whatever the cursor,
     * and a table one slot a call.
     *
     * @param visit must not change the set
     */
    public long scan(long cursor, Consumer<? super ZSetEntry> visit) {
        return store.scan(cursor, visit);
    }

    @Override
    public long memoryBytes(long samples) {
        return store.memoryBytes(samples);
    }

    @Override
    public ZSetValue copy() {
        ZSetValue copy = new ZSetValue();
        copy.store = isSmall() ? new ZSetArray() : new ZSetTree();
        forEach(e -> copy.store.insert(new ZSetEntry(e.key, e.score)));
        return copy;
    }

    private boolean isSmall() {
        return store instanceof ZSetArray;
    }

    private boolean isOutside(LexRange range) {
        return size() == 0 || range.isEmpty() || !range.isAboveMin(last().key) || !range.isBelowMax(first().key);
    }

    private void requireNotEmpty() {
        if (size() == 0) {
            throw new NoSuchElementException("the sorted set is empty");
        }
    }

    private void moveTo(ZSetStore other) {
        forEach(e -> other.insert(new ZSetEntry(e.key, e.score)));
        store = other;
    }
}
