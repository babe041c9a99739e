package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries in order, in blocks of some hundred, with a tree of how many lie in which block: a place is found by order or by
 * rank in O(log N), and of what lies on the way little is far from the rest, other than in a skip list.
 *
 * <p>The tree is Fenwick's: its element i holds the sum of as many blocks' counts up to i as i's lowest bit says.
 */
final class Blocks {
    private static final int FULL = 256;
    private static final int FEW = 8;
    /** A block of fewer entries is joined with its neighbour, where both together fill no more than half a block. */
    private static final int SPARSE = FULL / 8;

    private Block[] blocks = new Block[FEW];
    private int blockCount;
    private int[] tree = new int[FEW + 1];
    private int size;

    /** The first bytes of a member, which mostly tell the order without a look at an array elsewhere. */
    private static long prefix(byte[] member) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << Byte.SIZE | (i < member.length ? member[i] & 0xff : 0);
        }
        return prefix;
    }

    /** Some entries, with what tells their order beside them; none is empty but for moments. */
    private static final class Block {
        private @Nullable ZSetEntry[] entries = new ZSetEntry[FEW];
        private double[] scores = new double[FEW];
        private long[] prefixes = new long[FEW];
        private int count;

        ZSetEntry get(int index) {
            ZSetEntry entry = entries[index];
            if (entry == null) {
                throw new IndexOutOfBoundsException("entry " + index + " of " + count);
            }
            return entry;
        }

        void insert(int index, ZSetEntry entry) {
            if (count == entries.length) {
                resize(Math.min(FULL, count * 2));
            }
            copy(index, this, index + 1, count - index);
            entries[index] = entry;
            scores[index] = entry.score;
            prefixes[index] = prefix(entry.key);
            count++;
        }

        private void resize(int length) {
            entries = Arrays.copyOf(entries, length);
            scores = Arrays.copyOf(scores, length);
            prefixes = Arrays.copyOf(prefixes, length);
        }

        private void copy(int from, Block other, int to, int length) {
            System.arraycopy(entries, from, other.entries, to, length);
            System.arraycopy(scores, from, other.scores, to, length);
            System.arraycopy(prefixes, from, other.prefixes, to, length);
        }

        void remove(int from, int to) {
            copy(to, this, from, count - to);
            int left = count - (to - from);
            Arrays.fill(entries, left, count, null);
            count = left;
        }

        /** Moves what stands from an index on to another block, behind what is there. */
        void moveTo(Block other, int from) {
            int moved = count - from;
            if (other.entries.length - other.count < moved) {
                other.resize(other.count + moved);
            }
            copy(from, other, other.count, moved);
            other.count += moved;
            remove(from, count);
        }

        /** Says whether the entry at an index is before a score and member. */
        boolean isBefore(int index, double score, long prefix, byte[] member) {
            if (scores[index] != score) {
                return scores[index] < score;
            }
            return prefixes[index] == prefix
                    ? ByteArrays.compare(get(index).key, member) < 0
                    : Long.compareUnsigned(prefixes[index], prefix) < 0;
        }
    }

    /** A place between entries: before the one at an index of a block, or after the last of it. */
    final class Place {
        private int block;
        private int index;

        private Place(int block, int index) {
            this.block = block;
            this.index = index;
        }

        /** Returns how many entries lie before. */
        int rank() {
            return sumBefore(block) + index;
        }

        /** Returns the entry after the place and goes on behind it, or returns null at the end. */
        @Nullable
        ZSetEntry next() {
            if (block < blockCount && index == blocks[block].count) {
                block++;
                index = 0;
            }
            return block < blockCount ? blocks[block].get(index++) : null;
        }

        /** Returns the entry before the place and goes back before it, or returns null at the beginning. */
        @Nullable
        ZSetEntry previous() {
            if (index == 0 && block > 0) {
                block--;
                index = blocks[block].count;
            }
            return index > 0 ? blocks[block].get(--index) : null;
        }

        Place copy() {
            return new Place(block, index);
        }
    }

    int size() {
        return size;
    }

    /** Returns the place before a score and member, behind all that are smaller. */
    Place before(double score, byte[] member) {
        long prefix = prefix(member);
        int low = 0;
        int high = blockCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks[middle].isBefore(0, score, prefix, member)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return new Place(0, 0);
        }
        Block block = blocks[low - 1];
        int index = 1;
        int end = block.count;
        while (index < end) {
            int middle = (index + end) >>> 1;
            if (block.isBefore(middle, score, prefix, member)) {
                index = middle + 1;
            } else {
                end = middle;
            }
        }
        return new Place(low - 1, index);
    }

    /** Changes the score of the entry after a place, which stays where it is. */
    void rescore(Place place, double score) {
        boolean isNext = place.index == blocks[place.block].count;
        Block block = blocks[isNext ? place.block + 1 : place.block];
        int index = isNext ? 0 : place.index;
        block.get(index).score = score;
        block.scores[index] = score;
    }

    /** Returns the place behind all entries that the predicate accepts, if it accepts the first ones and none after. */
    Place behind(Predicate<ZSetEntry> accepts) {
        int low = 0;
        int high = blockCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (accepts.test(blocks[middle].get(0))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? new Place(0, 0) : new Place(low - 1, behind(blocks[low - 1], accepts));
    }

    private static int behind(Block block, Predicate<ZSetEntry> accepts) {
        int low = 1;
        int high = block.count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (accepts.test(block.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the last entry, or null when there is none. */
    @Nullable
    ZSetEntry last() {
        if (blockCount == 0) {
            return null;
        }
        Block block = blocks[blockCount - 1];
        return block.get(block.count - 1);
    }

    /** Returns the place behind all entries. */
    Place end() {
        return blockCount == 0 ? new Place(0, 0) : new Place(blockCount - 1, blocks[blockCount - 1].count);
    }

    /** Returns the place that so many entries lie before. */
    Place at(int rank) {
        int block = 0;
        int left = rank;
        for (int step = Integer.highestOneBit(Math.max(1, blockCount)); step > 0; step >>= 1) {
            if (block + step <= blockCount && tree[block + step] <= left) {
                block += step;
                left -= tree[block];
            }
        }
        return new Place(block, left);
    }

    void insert(Place place, ZSetEntry entry) {
        if (blockCount == 0) {
            insertBlock(0, new Block());
        } else if (place.block == blockCount) {
            place.block--;
            place.index = blocks[place.block].count;
        }
        if (blocks[place.block].count == FULL) {
            split(place);
        }
        blocks[place.block].insert(place.index, entry);
        size++;
        count(place.block, 1);
    }

    /** At the very end a new block begins, so that what is added in order fills its blocks. */
    private void split(Place place) {
        Block full = blocks[place.block];
        boolean atEnd = place.block == blockCount - 1 && place.index == FULL;
        Block upper = new Block();
        int kept = atEnd ? FULL : FULL / 2;
        full.moveTo(upper, kept);
        insertBlock(place.block + 1, upper);
        if (atEnd || place.index > kept) {
            place.block++;
            place.index -= kept;
        }
    }

    /** Removes the entry after a place. */
    void remove(Place place) {
        if (place.index == blocks[place.block].count) {
            place.block++;
            place.index = 0;
        }
        blocks[place.block].remove(place.index, place.index + 1);
        size--;
        count(place.block, -1);
        joinIfSparse(place.block);
    }

    /** Removes so many entries after a place. */
    void remove(Place place, int many) {
        int left = many;
        int index = place.index;
        int at = place.block;
        int emptied = 0;
        for (; left > 0; at++) {
            Block block = blocks[at];
            int removed = Math.min(left, block.count - index);
            block.remove(index, index + removed);
            count(at, -removed);
            left -= removed;
            index = 0;
            emptied += block.count == 0 ? 1 : 0;
        }
        size -= many;
        if (emptied > 0) {
            int kept = place.block;
            for (int i = kept; i < blockCount; i++) {
                if (blocks[i].count > 0) {
                    blocks[kept++] = blocks[i];
                }
            }
            cut(kept);
        }
        if (place.block < blockCount) {
            joinIfSparse(place.block);
        }
    }

    private void joinIfSparse(int at) {
        Block block = blocks[at];
        if (block.count >= SPARSE) {
            return;
        }
        int lower = at > 0 ? at - 1 : at;
        if (block.count > 0 && (lower + 1 >= blockCount || blocks[lower].count + blocks[lower + 1].count > FULL / 2)) {
            return;
        }
        if (block.count > 0) {
            blocks[lower + 1].moveTo(blocks[lower], 0);
        }
        int gone = block.count > 0 ? lower + 1 : at;
        System.arraycopy(blocks, gone + 1, blocks, gone, blockCount - gone - 1);
        cut(blockCount - 1);
    }

    /** Forgets blocks at the end, and counts anew. */
    private void cut(int newCount) {
        Arrays.fill(blocks, newCount, blockCount, null);
        blockCount = newCount;
        countAll();
    }

    private void insertBlock(int at, Block block) {
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, blockCount * 2);
            tree = new int[blocks.length + 1];
        }
        System.arraycopy(blocks, at, blocks, at + 1, blockCount - at);
        blocks[at] = block;
        blockCount++;
        countAll();
    }

    private void countAll() {
        Arrays.fill(tree, 0);
        for (int i = 1; i <= blockCount; i++) {
            tree[i] += blocks[i - 1].count;
            int above = i + (i & -i);
            if (above <= blockCount) {
                tree[above] += tree[i];
            }
        }
    }

    private void count(int block, int change) {
        for (int i = block + 1; i <= blockCount; i += i & -i) {
            tree[i] += change;
        }
    }

    private int sumBefore(int block) {
        int sum = 0;
        for (int i = block; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }
}
