package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys with a deadline, earliest first: a binary heap in which each entry knows its place, so that removal is cheap. */
final class ExpiryHeap {
    private @Nullable KeyEntry[] heap = new KeyEntry[8];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    KeyEntry earliest() {
        return size == 0 ? null : heap[0];
    }

    void add(KeyEntry entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        place(entry, size++);
        siftUp(entry);
    }

    void remove(KeyEntry entry) {
        int hole = entry.heapIndex;
        entry.heapIndex = KeyEntry.NOT_IN_HEAP;
        KeyEntry last = at(--size);
        heap[size] = null;
        if (last != entry) {
            place(last, hole);
            siftUp(last);
            siftDown(last);
        }
    }

    /** Takes notice of a deadline that has changed. */
    void changed(KeyEntry entry) {
        siftUp(entry);
        siftDown(entry);
    }

    private void siftUp(KeyEntry entry) {
        while (entry.heapIndex > 0) {
            int parent = (entry.heapIndex - 1) / 2;
            if (!isBefore(entry, at(parent))) {
                return;
            }
            exchange(entry, at(parent));
        }
    }

    private void siftDown(KeyEntry entry) {
        while (2 * entry.heapIndex + 1 < size) {
            int child = 2 * entry.heapIndex + 1;
            if (child + 1 < size && isBefore(at(child + 1), at(child))) {
                child++;
            }
            if (!isBefore(at(child), entry)) {
                return;
            }
            exchange(entry, at(child));
        }
    }

    private void exchange(KeyEntry one, KeyEntry other) {
        int index = one.heapIndex;
        place(one, other.heapIndex);
        place(other, index);
    }

    private void place(KeyEntry entry, int index) {
        heap[index] = entry;
        entry.heapIndex = index;
    }

    private static boolean isBefore(KeyEntry one, KeyEntry other) {
        return one.expireAtMillis() < other.expireAtMillis();
    }

    private KeyEntry at(int index) {
        KeyEntry entry = heap[index];
        if (entry == null) {
            throw new IllegalStateException("A hole in the heap at " + index);
        }
        return entry;
    }
}
