package io.rqkit.fakeredis.internal.data;

/**
 * Keeps count of how long Redis would have two tables after one grew: it moves a slot with each look at the table, whereas
 * ours moves at once. Counted are looks that add and remove, of which each comes with another to find the key.
 */
final class Rehashing {
    private static final int MOVED_WITH_EACH = 2;

    private int left;

    /** Takes note that a table grows from so many slots. */
    void begin(int slots) {
        left = slots;
    }

    /** Takes note that an entry was added or removed. */
    void changed() {
        left -= Math.min(left, MOVED_WITH_EACH);
    }

    /** Returns what the slots take, those of the smaller table included while it is there. */
    long bytes(int slots) {
        long old = left > 0 ? slots / 2 : 0;
        return (slots + old) * MemorySizes.SLOT;
    }
}
