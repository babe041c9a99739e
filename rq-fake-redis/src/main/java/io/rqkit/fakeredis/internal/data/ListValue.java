package io.rqkit.fakeredis.internal.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list: doubly linked nodes of up to some elements each, sized as list-max-listpack-size said when it was created.
 * Either end is O(1); an index is O(nodes) from the nearer end. Indexes are never negative here: callers resolve those.
 */
public final class ListValue implements Value, Iterable<byte[]> {
    /** To go over fewer nodes needs no index, and a list read less often since it changed is not given any. */
    private static final int MANY_NODES = 16;

    private static final int MANY_READS = 8;
    /** What Redis allows a node that is limited by its elements only. */
    private static final int SAFE_NODE_BYTES = 8192;
    /** What a new element will cost on top of its bytes, as Redis estimates it. */
    private static final int ELEMENT_OVERHEAD = 8;
    /** What one listpack is thought to need less than two. */
    private static final int MERGED_AWAY = 11;
    /** Redis's structures for a list and for a node of it. */
    private static final int LIST_BYTES = 40;

    private static final int NODE_BYTES = 40;

    private final int maxElements;
    private final int maxBytes;
    /** The empty node between tail and head, which closes the ring of nodes. */
    private final ListNode ends = new ListNode();
    /** Made when elements far from either end are read again and again; forgotten when a node's place changes. */
    private @Nullable ListIndex index;

    private int farReads;

    private int size;
    private int nodes;

    /** Creates an empty list. */
    public ListValue(Limits limits) {
        int fill = limits.listMaxListpackSize;
        // -1 is 4 KiB, and every step below doubles it up to -5
        this.maxElements = fill > 0 ? fill : fill == 0 ? 1 : Integer.MAX_VALUE;
        this.maxBytes = fill >= 0 ? SAFE_NODE_BYTES : 2048 << Math.min(-fill, 5);
    }

    private ListValue(int maxElements, int maxBytes) {
        this.maxElements = maxElements;
        this.maxBytes = maxBytes;
    }

    @Override
    public ValueType type() {
        return ValueType.LIST;
    }

    @Override
    public String encoding() {
        return "quicklist";
    }

    /** Returns the number of elements. */
    @Override
    public int size() {
        return size;
    }

    /** Adds at the head; keeps the array. */
    public void addFirst(byte[] element) {
        ListNode node = ends.next;
        if (!fits(node, element)) {
            node = link(ends, new ListNode());
        }
        node.insert(0, element);
        size++;
        forgetIndex();
    }

    /** Adds at the tail; keeps the array. */
    public void addLast(byte[] element) {
        ListNode node = ends.previous;
        if (!fits(node, element)) {
            node = link(node, new ListNode());
        }
        node.insert(node.count(), element);
        size++;
    }

    /**
     * Removes and returns the head.
     *
     * @throws NoSuchElementException if the list is empty
     */
    public byte[] removeFirst() {
        requireNotEmpty();
        return removeAt(ends.next, 0);
    }

    /**
     * Removes and returns the tail.
     *
     * @throws NoSuchElementException if the list is empty
     */
    public byte[] removeLast() {
        requireNotEmpty();
        return removeAt(ends.previous, ends.previous.count() - 1);
    }

    /** Returns the element at an index from 0 to size - 1. */
    public byte[] get(int index) {
        Place place = place(index);
        return place.node.get(place.index);
    }

    /** Replaces the element at an index from 0 to size - 1; keeps the array. */
    public void set(int index, byte[] element) {
        Place place = place(index);
        place.node.set(place.index, element);
    }

    /** Inserts before the first element that equals the pivot and returns whether there is one; keeps the array. */
    public boolean insertBefore(byte[] pivot, byte[] element) {
        return insert(pivot, element, 0);
    }

    /** Inserts after the first element that equals the pivot and returns whether there is one; keeps the array. */
    public boolean insertAfter(byte[] pivot, byte[] element) {
        return insert(pivot, element, 1);
    }

    /**
     * Removes elements that equal the given one and returns how many.
     *
     * @param count the first so many if positive, the last so many if negative, all if 0
     */
    public int remove(long count, byte[] element) {
        long wanted = count == 0 || count == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(count);
        boolean backward = count < 0;
        int removed = 0;
        Place place = new Place(backward);
        while (removed < wanted && !place.isEnd()) {
            if (!ByteArrays.equals(place.node.get(place.index), element)) {
                place.step();
                continue;
            }
            Place victim = place.copy();
            place.step();
            boolean sameNode = place.node == victim.node;
            removeAt(victim.node, victim.index);
            if (sameNode && !backward) {
                place.index--;
            }
            removed++;
        }
        return removed;
    }

    /** Keeps the elements from {@code first} to {@code last}, both inclusive and within; none if they cross. */
    public void trim(int first, int last) {
        if (first > last) {
            ends.next = ends;
            ends.previous = ends;
            nodes = 0;
            size = 0;
            forgetIndex();
            return;
        }
        dropFirst(first);
        dropLast(size - (last - first + 1));
    }

    /** Visits the elements from {@code first} to {@code last}, both inclusive and within the list. */
    public void forRange(int first, int last, Consumer<byte[]> visit) {
        if (first > last) {
            return;
        }
        Place place = place(first);
        for (int i = first; i <= last; i++) {
            visit.accept(place.node.get(place.index));
            place.step();
        }
    }

    /** Returns the elements from {@code first} to {@code last}, both inclusive and within the list. */
    public List<byte[]> range(int first, int last) {
        List<byte[]> range = new ArrayList<>(Math.max(0, last - first + 1));
        forRange(first, last, range::add);
        return range;
    }

    /**
     * Returns the indexes, from the head, of the elements that equal the given one, in the order in which LPOS finds
     * them.
     *
     * @param rank the first match that counts: 1 the first from the head, -1 the first from the tail, never 0
     * @param count how many to return at most, 0 for all
     * @param maxLength how many elements to look at, 0 for all
     */
    public List<Integer> positions(byte[] element, long rank, long count, long maxLength) {
        List<Integer> found = new ArrayList<>();
        boolean backward = rank < 0;
        // by its negative, because Long.MIN_VALUE has no positive
        long matchesLeft = backward ? rank : -rank;
        long looks = maxLength == 0 ? size : Math.min(maxLength, size);
        Place place = new Place(backward);
        for (int i = 0; i < looks; i++, place.step()) {
            if (!ByteArrays.equals(place.node.get(place.index), element) || ++matchesLeft < 0) {
                continue;
            }
            // from the wanted match on every one counts
            matchesLeft = -1;
            found.add(backward ? size - 1 - i : i);
            if (count != 0 && found.size() >= count) {
                break;
            }
        }
        return found;
    }

    /** Returns the number of nodes. */
    public int nodeCount() {
        return nodes;
    }

    /** Visits the elements of each node, from head to tail; the visitor must not change the list. */
    public void forEachNode(Consumer<List<byte[]>> visit) {
        for (ListNode node = ends.next; node != ends; node = node.next) {
            visit.accept(node.elements());
        }
    }

    /** Adds elements at the tail as a node of their own, whatever their number and size; there must be one at least. */
    public void addNode(List<byte[]> elements) {
        ListNode node = link(ends.previous, new ListNode());
        for (byte[] element : elements) {
            node.insert(node.count(), element);
        }
        size += elements.size();
    }

    /** Iterates from head to tail; the list must not change on the way. */
    @Override
    public Iterator<byte[]> iterator() {
        return new Place(false);
    }

    /** Iterates from tail to head; the list must not change on the way. */
    public Iterator<byte[]> descendingIterator() {
        return new Place(true);
    }

    @Override
    public long memoryBytes(long samples) {
        long sampled = 0;
        long bytes = 0;
        for (ListNode node = ends.next; node != ends && sampled < samples; node = node.next) {
            bytes += NODE_BYTES + node.memoryBytes();
            sampled++;
        }
        return MemorySizes.OBJECT + LIST_BYTES + MemorySizes.all(bytes, sampled, nodes);
    }

    /** Returns the bytes of the listpacks in which Redis keeps the elements. */
    public long nodeBytes() {
        long bytes = 0;
        for (ListNode node = ends.next; node != ends; node = node.next) {
            bytes += node.bytes();
        }
        return bytes;
    }

    @Override
    public ListValue copy() {
        ListValue copy = new ListValue(maxElements, maxBytes);
        for (ListNode node = ends.next; node != ends; node = node.next) {
            copy.link(copy.ends.previous, node.copy());
        }
        copy.size = size;
        return copy;
    }

    private boolean fits(ListNode node, byte[] element) {
        if (node == ends) {
            return false;
        }
        long bytes = node.bytes() + element.length + ELEMENT_OVERHEAD;
        return node.count() == 0 || node.count() < maxElements && bytes <= maxBytes;
    }

    private boolean insert(byte[] pivot, byte[] element, int shift) {
        Place place = new Place(false);
        while (!place.isEnd() && !ByteArrays.equals(place.node.get(place.index), pivot)) {
            place.step();
        }
        if (place.isEnd()) {
            return false;
        }
        insertAt(place.node, place.index + shift, element);
        return true;
    }

    private void insertAt(ListNode node, int index, byte[] element) {
        size++;
        forgetIndex();
        if (fits(node, element)) {
            node.insert(index, element);
        } else if (index == 0) {
            beside(node.previous, node.previous, element, false);
        } else if (index == node.count()) {
            beside(node.next, node, element, true);
        } else {
            ListNode rest = node.split(index);
            link(node, rest);
            if (fits(node, element)) {
                node.insert(node.count(), element);
            } else {
                beside(rest, node, element, true);
            }
            mergeWithNext(rest);
        }
    }

    /** Puts the element into the neighbour, at the end that faces the gap, or into a node of its own. */
    private void beside(ListNode neighbour, ListNode before, byte[] element, boolean atHead) {
        ListNode target = fits(neighbour, element) ? neighbour : link(before, new ListNode());
        target.insert(atHead ? 0 : target.count(), element);
    }

    private byte[] removeAt(ListNode node, int index) {
        byte[] element = node.remove(index);
        size--;
        forgetIndex();
        if (node.count() == 0) {
            unlink(node);
        }
        return element;
    }

    private void dropFirst(int count) {
        int left = count;
        while (left > 0 && ends.next.count() <= left) {
            left -= ends.next.count();
            unlink(ends.next);
        }
        if (left > 0) {
            ends.next.keep(left, ends.next.count());
        }
        size -= count;
        forgetIndex();
    }

    private void dropLast(int count) {
        int left = count;
        while (left > 0 && ends.previous.count() <= left) {
            left -= ends.previous.count();
            unlink(ends.previous);
        }
        if (left > 0) {
            ends.previous.keep(0, ends.previous.count() - left);
        }
        size -= count;
        forgetIndex();
    }

    private void mergeWithNext(ListNode node) {
        ListNode next = node.next;
        if (next == ends) {
            return;
        }
        int count = node.count() + next.count();
        if (count <= maxElements && node.bytes() + next.bytes() - MERGED_AWAY <= maxBytes) {
            node.absorb(next);
            unlink(next);
        }
    }

    private ListNode link(ListNode before, ListNode node) {
        nodes++;
        forgetIndex();
        node.previous = before;
        node.next = before.next;
        before.next.previous = node;
        before.next = node;
        return node;
    }

    private void unlink(ListNode node) {
        nodes--;
        forgetIndex();
        node.previous.next = node.next;
        node.next.previous = node.previous;
    }

    private void requireNotEmpty() {
        if (size == 0) {
            throw new NoSuchElementException("the list is empty");
        }
    }

    private void forgetIndex() {
        index = null;
        farReads = 0;
    }

    /** Says whether an element is many nodes from either end. */
    private boolean isFar(int wanted) {
        return (long) Math.min(wanted, size - 1 - wanted) * nodes > (long) MANY_NODES * size;
    }

    private Place place(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size + " elements");
        }
        ListIndex known = this.index;
        if (known != null) {
            int number = known.find(index);
            Place place = new Place(false);
            place.node = known.node(number);
            place.index = index - known.start(number);
            return place;
        }
        if (isFar(index) && ++farReads >= MANY_READS) {
            this.index = new ListIndex(ends, nodes);
        }
        Place place = new Place(index >= size / 2);
        if (place.backward) {
            int left = size - 1 - index;
            while (left >= place.node.count()) {
                left -= place.node.count();
                place.node = place.node.previous;
            }
            place.index = place.node.count() - 1 - left;
            place.backward = false;
        } else {
            place.index = index;
            while (place.index >= place.node.count()) {
                place.index -= place.node.count();
                place.node = place.node.next;
            }
        }
        return place;
    }

    /** A node and an index in it. */
    private final class Place implements Iterator<byte[]> {
        private ListNode node;
        private int index;
        private boolean backward;

        /** Starts at the head, or at the tail to go backward. */
        Place(boolean backward) {
            this.backward = backward;
            this.node = backward ? ends.previous : ends.next;
            this.index = backward ? node.count() - 1 : 0;
        }

        boolean isEnd() {
            return node == ends;
        }

        @Override
        public boolean hasNext() {
            return !isEnd();
        }

        @Override
        public byte[] next() {
            if (isEnd()) {
                throw new NoSuchElementException();
            }
            byte[] element = node.get(index);
            step();
            return element;
        }

        Place copy() {
            Place copy = new Place(backward);
            copy.node = node;
            copy.index = index;
            return copy;
        }

        void step() {
            if (backward) {
                if (--index < 0) {
                    node = node.previous;
                    index = node.count() - 1;
                }
            } else if (++index == node.count()) {
                node = node.next;
                index = 0;
            }
        }
    }
}
