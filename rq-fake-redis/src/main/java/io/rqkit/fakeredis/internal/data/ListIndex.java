package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;

/** Where each node of a list begins, for a list that is read at many places and does not change meanwhile. */
final class ListIndex {
    private final ListNode[] nodes;
    private final int[] starts;

    /** Goes once over the nodes of a ring of so many, beside that of its ends. */
    ListIndex(ListNode ends, int count) {
        nodes = new ListNode[count];
        starts = new int[count];
        int start = 0;
        int i = 0;
        for (ListNode node = ends.next; node != ends; node = node.next) {
            nodes[i] = node;
            starts[i++] = start;
            start += node.count();
        }
    }

    /** Returns which node holds the element of an index of the list. */
    int find(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    ListNode node(int number) {
        return nodes[number];
    }

    int start(int number) {
        return starts[number];
    }
}
