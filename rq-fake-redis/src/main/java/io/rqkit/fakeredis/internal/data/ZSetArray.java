package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The small form of a sorted set: a sorted array, in which members are searched one by one. */
final class ZSetArray implements ZSetStore {
    private @Nullable ZSetEntry[] entries = new ZSetEntry[4];
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable ZSetEntry find(byte[] member) {
        for (int i = 0; i < size; i++) {
            if (ByteArrays.equals(entries[i].key, member)) {
                return entries[i];
            }
        }
        return null;
    }

    /** Keeps a score of -0 as 0, as a listpack does, which stores it as an integer. */
    @Override
    public void insert(ZSetEntry entry) {
        entry.score += 0.0;
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        int at = partition(e -> e.isBefore(entry.score, entry.key));
        System.arraycopy(entries, at, entries, at + 1, size - at);
        entries[at] = entry;
        size++;
    }

    @Override
    public void rescore(ZSetEntry entry, double score) {
        delete(entry);
        entry.score = score;
        insert(entry);
    }

    @Override
    public void delete(ZSetEntry entry) {
        int at = rankOf(entry);
        deleteRanks(at, at + 1, e -> {});
    }

    @Override
    public void deleteRanks(int first, int end, Consumer<? super ZSetEntry> removed) {
        for (int i = first; i < end; i++) {
            removed.accept(entries[i]);
        }
        System.arraycopy(entries, end, entries, first, size - end);
        int left = size - (end - first);
        Arrays.fill(entries, left, size, null);
        size = left;
    }

    @Override
    public ZSetEntry at(int rank) {
        return entries[rank];
    }

    @Override
    public int rankOf(ZSetEntry entry) {
        return partition(e -> e.isBefore(entry.score, entry.key));
    }

    @Override
    public int partition(Predicate<ZSetEntry> accepts) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (accepts.test(entries[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public Iterator<ZSetEntry> ascending(int rank) {
        return new Walk(rank, 1);
    }

    @Override
    public Iterator<ZSetEntry> descending(int rank) {
        return new Walk(rank, -1);
    }

    @Override
    public ZSetEntry random(RandomGenerator random) {
        return entries[random.nextInt(size)];
    }

    @Override
    public long scan(long cursor, Consumer<? super ZSetEntry> visit) {
        for (int i = 0; i < size; i++) {
            visit.accept(entries[i]);
        }
        return 0;
    }

    @Override
    public long memoryBytes(long samples) {
        long listpack = ListpackSizes.EMPTY;
        for (int i = 0; i < size; i++) {
            listpack += ListpackSizes.ofString(entries[i].key) + ListpackSizes.ofScore(entries[i].score);
        }
        return MemorySizes.OBJECT + MemorySizes.allocated(listpack);
    }

    private final class Walk implements Iterator<ZSetEntry> {
        private final int step;
        private int rank;

        Walk(int rank, int step) {
            this.rank = rank;
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return rank >= 0 && rank < size;
        }

        @Override
        public ZSetEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ZSetEntry entry = entries[rank];
            rank += step;
            return entry;
        }
    }
}
