package io.rqkit.fakeredis.internal.data;

import java.util.Arrays;
import java.util.List;

/**
 * The entries of a stream's node, one after the other in one array. Objects of their own would take five times as much.
 *
 * <p>An entry is its id less the node's, in two numbers, one more than how many fields and values follow, and these, each
 * after its length. Zero stands for the node's own fields, of which only the values follow. Numbers are written seven bits
 * a byte, the lowest first.
 */
final class PackedEntries {
    private static final int FEW = 4;
    private static final int GROUP_BITS = 7;
    private static final int GROUP = (1 << GROUP_BITS) - 1;
    private static final int LONGEST_NUMBER = 10;

    private final StreamId base;
    private final byte[][] fields;
    private byte[] bytes = ByteArrays.EMPTY;
    private int used;
    /** Where each entry begins. */
    private int[] starts = new int[FEW];

    private int count;

    /** Reads an entry, part by part. */
    private final class Cursor {
        private int at;

        Cursor(int index) {
            at = starts[index];
        }

        StreamId id() {
            long millis = base.millis() + number();
            return new StreamId(millis, base.sequence() + unzigzag(number()));
        }

        byte[] element() {
            int length = (int) number();
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }

        long number() {
            long number = 0;
            int shift = 0;
            byte group;
            do {
                group = bytes[at++];
                number |= (long) (group & GROUP) << shift;
                shift += GROUP_BITS;
            } while (group < 0);
            return number;
        }
    }

    /** Creates none, whose ids are kept relative to {@code base} and which need not repeat {@code fields}. */
    PackedEntries(StreamId base, byte[][] fields) {
        this.base = base;
        this.fields = fields;
    }

    PackedEntries copy() {
        PackedEntries copy = new PackedEntries(base, fields);
        copy.bytes = Arrays.copyOf(bytes, used);
        copy.used = used;
        copy.starts = Arrays.copyOf(starts, Math.max(FEW, count));
        copy.count = count;
        return copy;
    }

    int count() {
        return count;
    }

    /** Adds an entry at the end; {@code same} says that its fields are the node's. */
    void add(StreamEntry entry, boolean same) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = used;
        List<byte[]> pairs = entry.fieldsAndValues();
        reserve(3 * LONGEST_NUMBER);
        write(entry.id().millis() - base.millis());
        write(zigzag(entry.id().sequence() - base.sequence()));
        write(same ? 0 : pairs.size() + 1L);
        for (int i = same ? 1 : 0; i < pairs.size(); i += same ? 2 : 1) {
            byte[] element = pairs.get(i);
            reserve(Math.addExact(element.length, LONGEST_NUMBER));
            write(element.length);
            System.arraycopy(element, 0, bytes, used, element.length);
            used += element.length;
        }
    }

    private void reserve(int more) {
        if (bytes.length - used < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(used, more), used + (used >> 1)));
        }
    }

    /** Gives back what was held ready for more. */
    void trim() {
        bytes = Arrays.copyOf(bytes, used);
        starts = Arrays.copyOf(starts, Math.max(FEW, count));
    }

    StreamEntry get(int index) {
        Cursor cursor = new Cursor(index);
        StreamId id = cursor.id();
        int size = (int) cursor.number() - 1;
        boolean same = size < 0;
        byte[][] pairs = new byte[same ? fields.length * 2 : size][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = same && (i & 1) == 0 ? fields[i / 2] : cursor.element();
        }
        return new StreamEntry(id, Arrays.asList(pairs));
    }

    /** Returns the index of the first entry whose id is not below the given one, or the count. */
    int indexFrom(StreamId wanted) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (wanted.isAfter(new Cursor(middle).id())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Removes entries from one index, inclusive, to another, exclusive. */
    void remove(int from, int to) {
        int begin = from == count ? used : starts[from];
        int end = to == count ? used : starts[to];
        System.arraycopy(bytes, end, bytes, begin, used - end);
        used -= end - begin;
        System.arraycopy(starts, to, starts, from, count - to);
        count -= to - from;
        for (int i = from; i < count; i++) {
            starts[i] -= end - begin;
        }
    }

    private void write(long number) {
        long rest = number;
        while ((rest & ~GROUP) != 0) {
            bytes[used++] = (byte) (rest & GROUP | ~GROUP);
            rest >>>= GROUP_BITS;
        }
        bytes[used++] = (byte) rest;
    }

    /** Small numbers of either sign as small ones without. */
    private static long zigzag(long number) {
        return number << 1 ^ number >> Long.SIZE - 1;
    }

    private static long unzigzag(long number) {
        return number >>> 1 ^ -(number & 1);
    }
}
