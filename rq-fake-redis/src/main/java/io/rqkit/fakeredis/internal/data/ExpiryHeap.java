package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys with a deadline, earliest first: a binary heap in which each entry knows its place, so that removal is cheap. The
 * deadlines stand beside the entries, so that a comparison does not look into objects that are far apart.
 */
final class ExpiryHeap {
    private static final int FEW = 8;

    private @Nullable KeyEntry[] heap = new KeyEntry[FEW];
    private long[] deadlines = new long[FEW];
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
            deadlines = Arrays.copyOf(deadlines, size * 2);
        }
        siftUp(entry, entry.expireAtMillis(), size++);
    }

    void remove(KeyEntry entry) {
        int hole = entry.heapIndex;
        entry.heapIndex = KeyEntry.NOT_IN_HEAP;
        KeyEntry last = at(--size);
        heap[size] = null;
        if (last != entry) {
            move(last, deadlines[size], hole);
        }
    }

    /** Takes notice of a deadline that has changed. */
    void changed(KeyEntry entry) {
        move(entry, entry.expireAtMillis(), entry.heapIndex);
    }

    private void move(KeyEntry entry, long deadline, int index) {
        siftUp(entry, deadline, index);
        if (entry.heapIndex == index) {
            siftDown(entry, deadline, index);
        }
    }

    private void siftUp(KeyEntry entry, long deadline, int from) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (deadline >= deadlines[parent]) {
                break;
            }
            place(at(parent), deadlines[parent], index);
            index = parent;
        }
        place(entry, deadline, index);
    }

    private void siftDown(KeyEntry entry, long deadline, int from) {
        int index = from;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && deadlines[child + 1] < deadlines[child]) {
                child++;
            }
            if (deadlines[child] >= deadline) {
                break;
            }
            place(at(child), deadlines[child], index);
            index = child;
        }
        place(entry, deadline, index);
    }

    private void place(KeyEntry entry, long deadline, int index) {
        heap[index] = entry;
        deadlines[index] = deadline;
        entry.heapIndex = index;
    }

    private KeyEntry at(int index) {
        KeyEntry entry = heap[index];
        if (entry == null) {
            throw new IllegalStateException("A hole in the heap at " + index);
        }
        return entry;
    }
}
