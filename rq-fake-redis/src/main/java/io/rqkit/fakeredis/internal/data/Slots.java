package io.rqkit.fakeredis.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a hash table, each the first of a chain, and how Redis draws entries from them. Entries that share a slot
 * are drawn less often than others, by which one can tell such draws from fair ones: evictions leave them longer.
 *
 * @param <E> the entries
 */
abstract class Slots<E> {
    /** Depth up to which {@link #fairRandom} draws a place in a chain as evenly as its slot. */
    private static final int FAIR_DEPTH = 8;
    /** Load factor from which on a table grows even when memory is short; see dictExpandAllowed in server.c. */
    private static final double MOST_FILL = 1.618;

    private static final int MANY_EMPTY = 5;
    private static final int STEPS_EACH = 10;

    private @Nullable LongPredicate room;

    /** Returns the number of entries. */
    abstract int size();

    /** Returns the number of slots, a power of two. */
    abstract int slots();

    abstract @Nullable E first(int slot);

    abstract @Nullable E next(E entry);

    /** Has the table grow only while there is room for so many bytes more, or when too many entries share slots. */
    final void growWithin(LongPredicate newRoom) {
        room = newRoom;
    }

    /** Says whether the table should have twice as many slots, now that there is one entry more to come. */
    final boolean shouldGrow() {
        return size() >= slots()
                && (room == null || size() > MOST_FILL * slots() || room.test(2L * slots() * MemorySizes.SLOT));
    }

    /**
     * Returns a random entry in O(1) expected: an even slot, then an even place in its chain, as Redis draws it.
     *
     * @throws NoSuchElementException if the table is empty
     */
    public E random(RandomGenerator random) {
        while (true) {
            E first = drawSlot(random);
            if (first != null) {
                int length = chainLength(first);
                return nth(first, length == 1 ? 0 : random.nextInt(length));
            }
        }
    }

    /**
     * Returns an evenly drawn random entry, in O(1) expected with a larger constant than {@link #random}.
     *
     * @throws NoSuchElementException if the table is empty
     */
    public E fairRandom(RandomGenerator random) {
        while (true) {
            E first = drawSlot(random);
            if (first != null) {
                int length = chainLength(first);
                int place = random.nextInt(Math.max(FAIR_DEPTH, length));
                if (place < length) {
                    return nth(first, place);
                }
            }
        }
    }

    /**
     * Returns up to {@code count} entries of neighbouring slots, perhaps one twice; cheaper than as many random ones.
     * Follows dictGetSomeKeys of dict.c.
     */
    List<E> some(int count, RandomGenerator random) {
        int wanted = Math.min(count, size());
        List<E> found = new ArrayList<>(wanted);
        int mask = slots() - 1;
        int slot = random.nextInt(slots());
        int empty = 0;
        for (int step = 0; found.size() < wanted && step < wanted * STEPS_EACH; step++) {
            E first = first(slot);
            if (first != null) {
                empty = 0;
                collect(first, wanted, found, random);
            } else if (++empty >= MANY_EMPTY && empty > wanted) {
                // nothing hereabouts
                slot = random.nextInt(slots());
                empty = 0;
            }
            slot = slot + 1 & mask;
        }
        return found;
    }

    /** The end of a chain is as likely to be among the last found as its beginning. */
    private void collect(E first, int wanted, List<E> found, RandomGenerator random) {
        int met = found.size();
        for (E entry = first; entry != null; entry = next(entry)) {
            if (met < wanted) {
                found.add(entry);
            } else {
                int place = random.nextInt(met + 1);
                if (place < wanted) {
                    found.set(place, entry);
                }
            }
            met++;
        }
    }

    private @Nullable E drawSlot(RandomGenerator random) {
        if (size() == 0) {
            throw new NoSuchElementException("the table is empty");
        }
        return first(random.nextInt(slots()));
    }

    private int chainLength(E first) {
        int length = 0;
        for (E entry = first; entry != null; entry = next(entry)) {
            length++;
        }
        return length;
    }

    private E nth(E first, int place) {
        int left = place;
        for (E entry = first; entry != null; entry = next(entry)) {
            if (left-- == 0) {
                return entry;
            }
        }
        throw new IndexOutOfBoundsException("place " + place + " beyond the end of the chain");
    }
}
