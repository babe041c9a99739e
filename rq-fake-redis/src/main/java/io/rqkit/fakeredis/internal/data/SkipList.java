package io.rqkit.fakeredis.internal.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The large form of a sorted set: a skip list whose links know how many ranks they span, and a table of its members. An
 * entry is at once the node of the one and the entry of the other.
 */
final class SkipList implements ZSetStore {
    private static final int MAX_LEVELS = 32;
    /** Redis's structures for a sorted set with its skip list, a node without its levels, and a level. */
    private static final int SET_BYTES = 48;

    private static final int NODE_BYTES = 24;
    private static final int LEVEL_BYTES = 16;

    private final Dict<ZSetEntry> dict = new Dict<>();
    private final ZSetEntry header = new ZSetEntry(ByteArrays.EMPTY, Double.NEGATIVE_INFINITY);
    private int levels = 1;
    private @Nullable ZSetEntry tail;
    /** In each level the last entry before the place looked for, and how many ranks lie up to it. */
    private final ZSetEntry[] path = new ZSetEntry[MAX_LEVELS];

    private final int[] passed = new int[MAX_LEVELS];
    /** Heights are drawn from a generator of the list's own, so that they leave the server's alone. */
    private int heightSeed = 0x2545f491;

    SkipList() {
        header.levels(MAX_LEVELS);
    }

    @Override
    public int size() {
        return dict.size();
    }

    @Override
    public @Nullable ZSetEntry find(byte[] member) {
        return dict.find(member);
    }

    @Override
    public void insert(ZSetEntry entry) {
        link(entry);
        dict.add(entry);
    }

    @Override
    public void rescore(ZSetEntry entry, double score) {
        boolean aboveLower = entry.before == null || entry.before.isBefore(score, entry.key);
        boolean belowUpper = entry.after == null
                || score < entry.after.score
                || score == entry.after.score && ByteArrays.compare(entry.key, entry.after.key) < 0;
        if (aboveLower && belowUpper) {
            entry.score = score;
            return;
        }
        seek(e -> e.isBefore(entry.score, entry.key));
        unlink(entry);
        // the table still counts it, and linking starts from the size without it
        entry.score = score;
        link(entry, dict.size() - 1);
    }

    @Override
    public void delete(ZSetEntry entry) {
        seek(e -> e.isBefore(entry.score, entry.key));
        unlink(entry);
        dict.remove(entry.key);
    }

    @Override
    public void deleteRanks(int first, int end, Consumer<? super ZSetEntry> removed) {
        seekRank(first);
        ZSetEntry entry = path[0].after;
        for (int left = end - first; left > 0 && entry != null; left--) {
            ZSetEntry after = entry.after;
            unlink(entry);
            dict.remove(entry.key);
            removed.accept(entry);
            entry = after;
        }
    }

    @Override
    public ZSetEntry at(int rank) {
        seekRank(rank);
        ZSetEntry entry = path[0].after;
        if (entry == null) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + size() + " members");
        }
        return entry;
    }

    @Override
    public int rankOf(ZSetEntry entry) {
        return partition(e -> e.isBefore(entry.score, entry.key));
    }

    @Override
    public int partition(Predicate<ZSetEntry> accepts) {
        seek(accepts);
        return passed[0];
    }

    @Override
    public Iterator<ZSetEntry> ascending(int rank) {
        return new Walk(rank == size() ? null : at(rank), false);
    }

    @Override
    public Iterator<ZSetEntry> descending(int rank) {
        return new Walk(rank < 0 ? null : rank == size() - 1 ? tail : at(rank), true);
    }

    @Override
    public ZSetEntry random(RandomGenerator random) {
        return dict.fairRandom(random);
    }

    @Override
    public long scan(long cursor, Consumer<? super ZSetEntry> visit) {
        return dict.scan(cursor, visit);
    }

    /** Leads the path to the last entry that the predicate accepts. */
    private void seek(Predicate<ZSetEntry> accepts) {
        ZSetEntry x = header;
        int rank = 0;
        for (int i = levels - 1; i >= 0; i--) {
            for (ZSetEntry next = x.forward(i); next != null && accepts.test(next); next = x.forward(i)) {
                rank += x.span(i);
                x = next;
            }
            path[i] = x;
            passed[i] = rank;
        }
    }

    /** Leads the path to the entry before the rank. */
    private void seekRank(int wanted) {
        ZSetEntry x = header;
        int rank = 0;
        for (int i = levels - 1; i >= 0; i--) {
            for (ZSetEntry next = x.forward(i); next != null && rank + x.span(i) <= wanted; next = x.forward(i)) {
                rank += x.span(i);
                x = next;
            }
            path[i] = x;
            passed[i] = rank;
        }
    }

    private void link(ZSetEntry entry) {
        link(entry, dict.size());
    }

    private void link(ZSetEntry entry, int size) {
        seek(e -> e.isBefore(entry.score, entry.key));
        int height = randomHeight();
        for (; levels < height; levels++) {
            path[levels] = header;
            passed[levels] = 0;
            header.span(levels, size);
        }
        entry.levels(height);
        for (int i = 0; i < height; i++) {
            int steps = passed[0] - passed[i];
            int span = path[i].span(i);
            entry.forward(i, path[i].forward(i));
            path[i].forward(i, entry);
            entry.span(i, span - steps);
            path[i].span(i, steps + 1);
        }
        for (int i = height; i < levels; i++) {
            path[i].span(i, path[i].span(i) + 1);
        }
        entry.before = path[0] == header ? null : path[0];
        if (entry.after == null) {
            tail = entry;
        } else {
            entry.after.before = entry;
        }
    }

    /** Takes out the entry right after the path; the path stays right. */
    private void unlink(ZSetEntry entry) {
        for (int i = 0; i < levels; i++) {
            int span = path[i].span(i);
            if (path[i].forward(i) == entry) {
                path[i].span(i, span + entry.span(i) - 1);
                path[i].forward(i, entry.forward(i));
            } else {
                path[i].span(i, span - 1);
            }
        }
        if (entry.after == null) {
            tail = entry.before;
        } else {
            entry.after.before = entry.before;
        }
        while (levels > 1 && header.forward(levels - 1) == null) {
            levels--;
        }
        entry.before = null;
        entry.after = null;
    }

    /** Each level above the lowest with a chance of one in four. */
    private int randomHeight() {
        heightSeed ^= heightSeed << 13;
        heightSeed ^= heightSeed >>> 17;
        heightSeed ^= heightSeed << 5;
        return Math.min(MAX_LEVELS, 1 + Integer.numberOfTrailingZeros(heightSeed) / 2);
    }

    @Override
    public long memoryBytes(long samples) {
        long sampled = 0;
        long bytes = 0;
        for (ZSetEntry entry = header.after; entry != null && sampled < samples; entry = entry.after) {
            bytes += MemorySizes.string(entry.key.length)
                    + MemorySizes.DICT_ENTRY
                    + MemorySizes.allocated(NODE_BYTES + (long) LEVEL_BYTES * entry.levels());
            sampled++;
        }
        return MemorySizes.OBJECT
                + SET_BYTES
                + MemorySizes.DICT
                + MemorySizes.slots(size(), 2)
                + MemorySizes.allocated(NODE_BYTES + (long) LEVEL_BYTES * MAX_LEVELS)
                + MemorySizes.all(bytes, sampled, size());
    }

    private static final class Walk implements Iterator<ZSetEntry> {
        private final boolean downward;
        private @Nullable ZSetEntry upcoming;

        Walk(@Nullable ZSetEntry first, boolean downward) {
            this.upcoming = first;
            this.downward = downward;
        }

        @Override
        public boolean hasNext() {
            return upcoming != null;
        }

        @Override
        public ZSetEntry next() {
            if (upcoming == null) {
                throw new NoSuchElementException();
            }
            ZSetEntry entry = upcoming;
            upcoming = downward ? entry.before : entry.after;
            return entry;
        }
    }
}
