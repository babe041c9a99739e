package io.rqkit.fakeredis.internal.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The large form of a sorted set: entries in order, and a table of its members. Redis has a skip list in place of the
 * former and names the encoding after it.
 */
final class ZSetTree implements ZSetStore {
    /** Redis's structures for a sorted set with its skip list, a node without its levels, and a level. */
    private static final int SET_BYTES = 48;

    private static final int NODE_BYTES = 24;
    private static final int LEVEL_BYTES = 16;
    private static final int MAX_LEVELS = 32;

    private final Dict<ZSetEntry> dict = new Dict<>();
    private final Blocks order = new Blocks();

    @Override
    public int size() {
        return order.size();
    }

    @Override
    public @Nullable ZSetEntry find(byte[] member) {
        return dict.find(member);
    }

    private Blocks.Place before(ZSetEntry entry) {
        return order.before(entry.score, entry.key);
    }

    @Override
    public void insert(ZSetEntry entry) {
        // scores are often times: what is new comes last
        ZSetEntry last = order.last();
        boolean isLast = last != null && last.isBefore(entry.score, entry.key);
        order.insert(isLast ? order.end() : before(entry), entry);
        dict.add(entry);
    }

    @Override
    public void rescore(ZSetEntry entry, double score) {
        Blocks.Place place = before(entry);
        ZSetEntry lower = place.copy().previous();
        Blocks.Place following = place.copy();
        following.next();
        ZSetEntry upper = following.next();
        boolean stays = (lower == null || lower.isBefore(score, entry.key))
                && (upper == null || !upper.isBefore(score, entry.key));
        if (stays) {
            order.rescore(place, score);
            return;
        }
        order.remove(place);
        entry.score = score;
        order.insert(before(entry), entry);
    }

    @Override
    public void delete(ZSetEntry entry) {
        order.remove(before(entry));
        dict.remove(entry.key);
    }

    @Override
    public void deleteRanks(int first, int end, Consumer<? super ZSetEntry> removed) {
        Blocks.Place place = order.at(first);
        Blocks.Place walk = place.copy();
        for (int i = first; i < end; i++) {
            ZSetEntry entry = walk.next();
            if (entry == null) {
                throw new IndexOutOfBoundsException("rank " + i + " of " + size() + " members");
            }
            dict.remove(entry.key);
            removed.accept(entry);
        }
        order.remove(place, end - first);
    }

    @Override
    public ZSetEntry at(int rank) {
        ZSetEntry entry = order.at(rank).next();
        if (entry == null) {
            throw new IndexOutOfBoundsException("rank " + rank + " of " + size() + " members");
        }
        return entry;
    }

    @Override
    public int rankOf(ZSetEntry entry) {
        return before(entry).rank();
    }

    @Override
    public int partition(Predicate<ZSetEntry> accepts) {
        return order.behind(accepts).rank();
    }

    @Override
    public Iterator<ZSetEntry> ascending(int rank) {
        return new Walk(order.at(rank), false);
    }

    @Override
    public Iterator<ZSetEntry> descending(int rank) {
        return new Walk(order.at(rank + 1), true);
    }

    @Override
    public ZSetEntry random(RandomGenerator random) {
        return dict.fairRandom(random);
    }

    @Override
    public long scan(long cursor, Consumer<? super ZSetEntry> visit) {
        return dict.scan(cursor, visit);
    }

    @Override
    public long memoryBytes(long samples) {
        long sampled = 0;
        long bytes = 0;
        Blocks.Place walk = order.at(0);
        for (ZSetEntry entry = walk.next(); entry != null && sampled < samples; entry = walk.next()) {
            bytes += MemorySizes.string(entry.key.length)
                    + MemorySizes.DICT_ENTRY
                    + MemorySizes.allocated(NODE_BYTES + (long) LEVEL_BYTES * levels(entry));
            sampled++;
        }
        return MemorySizes.OBJECT
                + SET_BYTES
                + MemorySizes.DICT
                + MemorySizes.slots(size(), 2)
                + MemorySizes.allocated(NODE_BYTES + (long) LEVEL_BYTES * MAX_LEVELS)
                + MemorySizes.all(bytes, sampled, size());
    }

    /** As high as Redis's nodes are by chance: each level above the lowest for one in four. */
    private static int levels(ZSetEntry entry) {
        return 1 + Integer.numberOfTrailingZeros(entry.hash) / 2;
    }

    private static final class Walk implements Iterator<ZSetEntry> {
        private final Blocks.Place place;
        private final boolean downward;
        private @Nullable ZSetEntry upcoming;

        Walk(Blocks.Place place, boolean downward) {
            this.place = place;
            this.downward = downward;
            this.upcoming = step();
        }

        private @Nullable ZSetEntry step() {
            return downward ? place.previous() : place.next();
        }

        @Override
        public boolean hasNext() {
            return upcoming != null;
        }

        @Override
        public ZSetEntry next() {
            ZSetEntry entry = upcoming;
            if (entry == null) {
                throw new NoSuchElementException();
            }
            upcoming = step();
            return entry;
        }
    }
}
