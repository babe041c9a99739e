package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a {@link ListValue}: some elements in an array with room at either end. */
final class ListNode {
    private static final int INITIAL_ROOM = 4;

    /** The neighbours in the ring; a node that is in none is its own. */
    ListNode previous = this;

    ListNode next = this;

    private byte[] @Nullable [] items = new byte[INITIAL_ROOM][];
    private int from;
    private int count;
    /** The size of a listpack of the elements. */
    private long bytes = ListpackSizes.EMPTY;

    int count() {
        return count;
    }

    /** The size of the listpack in which Redis keeps the elements. */
    long bytes() {
        return bytes;
    }

    /** What Redis would take for the elements. */
    long memoryBytes() {
        return MemorySizes.allocated(bytes);
    }

    /** Returns a view of the elements. */
    List<byte[]> elements() {
        return Arrays.asList(items).subList(from, from + count);
    }

    byte[] get(int index) {
        return items[from + index];
    }

    void set(int index, byte[] element) {
        bytes += ListpackSizes.ofString(element) - ListpackSizes.ofString(items[from + index]);
        items[from + index] = element;
    }

    /** Inserts before the index, moving the shorter side. */
    void insert(int index, byte[] element) {
        boolean moveHead = index < (count + 1) / 2;
        if (moveHead ? from == 0 : from + count == items.length) {
            relocate(moveHead);
        }
        if (moveHead) {
            System.arraycopy(items, from, items, from - 1, index);
            from--;
        } else {
            System.arraycopy(items, from + index, items, from + index + 1, count - index);
        }
        items[from + index] = element;
        count++;
        bytes += ListpackSizes.ofString(element);
    }

    byte[] remove(int index) {
        byte[] element = items[from + index];
        if (index < count / 2) {
            System.arraycopy(items, from, items, from + 1, index);
            items[from++] = null;
        } else {
            System.arraycopy(items, from + index + 1, items, from + index, count - index - 1);
            items[from + count - 1] = null;
        }
        count--;
        bytes -= ListpackSizes.ofString(element);
        return element;
    }

    /** Drops the elements outside of {@code first} (inclusive) to {@code end} (exclusive). */
    void keep(int first, int end) {
        drop(0, first);
        drop(end, count);
        from += first;
        count = end - first;
        // a node that was cut down to a little must not hold on to an array for much
        if (items.length > INITIAL_ROOM && count < items.length / 4) {
            relocate(false);
        }
    }

    private void drop(int first, int end) {
        for (int i = from + first; i < from + end; i++) {
            bytes -= ListpackSizes.ofString(items[i]);
            items[i] = null;
        }
    }

    /** Moves the elements from the index on to a new node, which is linked to nothing. */
    ListNode split(int index) {
        ListNode tail = new ListNode();
        tail.items = Arrays.copyOfRange(items, from + index, from + count);
        tail.count = count - index;
        tail.bytes = bytes;
        keep(0, index);
        tail.bytes -= bytes - ListpackSizes.EMPTY;
        return tail;
    }

    /** Appends the other node's elements to this one's. */
    void absorb(ListNode other) {
        byte[][] joined = new byte[count + other.count][];
        System.arraycopy(items, from, joined, 0, count);
        System.arraycopy(other.items, other.from, joined, count, other.count);
        items = joined;
        from = 0;
        count = joined.length;
        bytes += other.bytes - ListpackSizes.EMPTY;
    }

    /** Returns a node of the same elements, linked to nothing; elements are never changed, so both hold them. */
    ListNode copy() {
        ListNode copy = new ListNode();
        copy.items = Arrays.copyOfRange(items, from, from + count);
        copy.count = count;
        copy.bytes = bytes;
        return copy;
    }

    /**
     * Moves to an array twice as large as the elements need, most of the room at the end that lacks it and some at the
     * other, so that adding at both ends in turn, or at one and removing at the other, stays O(1) amortised.
     */
    private void relocate(boolean headLacksRoom) {
        int room = Math.max(INITIAL_ROOM, 2 * count);
        byte[][] larger = new byte[room][];
        int spare = room - count;
        int start = headLacksRoom ? spare - spare / 4 : spare / 4;
        System.arraycopy(items, from, larger, start, count);
        items = larger;
        from = start;
    }
}
