package io.rqkit.fakeredis.internal.data;

import java.util.Collection;
import java.util.List;

/** How many nodes Redis's radix tree (rax.c) has for the ids of a stream's nodes; XINFO shows it. */
final class RadixTreeSize {
    private static final int KEY_BYTES = 16;
    /** A node's header and thirty pointers, which Redis takes for what stands in it on average. */
    private static final int NODE_ESTIMATE = 244;

    private RadixTreeSize() {}

    /** Returns the number of nodes for ids in ascending order. */
    static int nodes(List<StreamId> ids) {
        return ids.isEmpty() ? 1 : nodes(ids, 0, ids.size(), 0);
    }

    /** Counts the subtree of the ids from {@code from} to before {@code to}, which agree in the bytes before {@code depth}. */
    private static int nodes(List<StreamId> ids, int from, int to, int depth) {
        int common = depth;
        while (common < KEY_BYTES && byteAt(ids.get(from), common) == byteAt(ids.get(to - 1), common)) {
            common++;
        }
        // bytes without a fork lie in one compressed node
        int count = common > depth ? 2 : 1;
        int start = from;
        while (common < KEY_BYTES && start < to) {
            int end = start + 1;
            while (end < to && byteAt(ids.get(end), common) == byteAt(ids.get(start), common)) {
                end++;
            }
            count += nodes(ids, start, end, common + 1);
            start = end;
        }
        return count;
    }

    /** Returns what Redis estimates that the tree takes. */
    static long memoryBytes(Collection<StreamId> ids) {
        return (long) KEY_BYTES * ids.size() + (long) NODE_ESTIMATE * nodes(List.copyOf(ids));
    }

    private static int byteAt(StreamId id, int index) {
        long part = index < Long.BYTES ? id.millis() : id.sequence();
        return (int) (part >>> 8 * (Long.BYTES - 1 - index % Long.BYTES)) & 0xff;
    }
}
