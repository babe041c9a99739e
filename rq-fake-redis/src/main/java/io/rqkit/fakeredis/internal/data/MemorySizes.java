package io.rqkit.fakeredis.internal.data;

import java.util.Iterator;
import java.util.function.ToLongFunction;

/**
 * How many bytes Redis 7.0 takes for its structures on a 64-bit machine, allocated by jemalloc in the sizes that it has.
 * Follows objectComputeSize in object.c, sds.c, dict.c, and jemalloc's classes.
 */
public final class MemorySizes {
    /** A value's type, encoding and pointer. */
    static final int OBJECT = 16;
    /** A table without its slots. */
    static final int DICT = 56;

    static final int SLOT = 8;
    /** Key, value and the next entry of a table's slot. */
    static final int DICT_ENTRY = 24;

    private static final int MIN_SLOTS = 4;
    private static final int QUANTUM = 16;
    private static final int LAST_OF_QUANTA = 128;
    private static final int SMALLEST = 8;
    /** Four sizes to each doubling. */
    private static final int STEPS = 4;

    private static final int SDS_5_LIMIT = 1 << 5;
    private static final int SDS_8_LIMIT = 1 << 8;
    private static final int SDS_16_LIMIT = 1 << 16;
    private static final int ONE_MEGABYTE = 1 << 20;

    private MemorySizes() {}

    /** Returns what an allocation of so many bytes takes. */
    public static long allocated(long bytes) {
        if (bytes <= SMALLEST) {
            return SMALLEST;
        }
        if (bytes <= LAST_OF_QUANTA) {
            return (bytes + QUANTUM - 1) / QUANTUM * QUANTUM;
        }
        long step = Long.highestOneBit(bytes - 1) / STEPS;
        return (bytes + step - 1) / step * step;
    }

    /** Returns what a string of its own takes. */
    static long string(long length) {
        return allocated(stringHeader(length) + length + 1);
    }

    private static int stringHeader(long length) {
        if (length > 0 && length < SDS_5_LIMIT) {
            return 1;
        }
        return length < SDS_8_LIMIT ? 3 : length < SDS_16_LIMIT ? 5 : 9;
    }

    /** Returns what a string takes that shares an allocation with its object. */
    static long embeddedString(int length) {
        return allocated(OBJECT + stringHeader(SDS_5_LIMIT) + length + 1);
    }

    /** Returns how many bytes a string can take that was made to grow to a length; room for more is added. */
    static int roomFor(int length) {
        long room = length < ONE_MEGABYTE ? 2L * length : (long) length + ONE_MEGABYTE;
        return (int) Math.min(Integer.MAX_VALUE, room);
    }

    /**
     * Returns what the slots of a table take that has grown to so many entries.
     *
     * @param steps how many slots of the old table each new entry moves; until all have moved, both tables are there
     */
    static long slots(long entries, int steps) {
        return slots(entries, steps, 0);
    }

    private static long slots(long entries, int steps, long expandedFor) {
        long slots = MIN_SLOTS;
        while (slots < entries) {
            slots *= 2;
        }
        if (slots / 2 < expandedFor) {
            return slots * SLOT;
        }
        long old = slots / 2;
        boolean moving = steps > 0 && old >= MIN_SLOTS && (entries - old) * steps <= old;
        return (moving ? slots + old : slots) * SLOT;
    }

    /** Returns what a value takes that is a table; {@code more} is what an entry takes beside its key. */
    static <E extends Dict.Entry> long ofTable(Dict<E> dict, int steps, long samples, ToLongFunction<? super E> more) {
        long sampled = 0;
        long bytes = 0;
        Iterator<E> entries = dict.iterator();
        while (sampled < samples && entries.hasNext()) {
            E entry = entries.next();
            bytes += DICT_ENTRY + string(entry.key.length) + more.applyAsLong(entry);
            sampled++;
        }
        return OBJECT + DICT + slots(dict.size(), steps, dict.expandedFor()) + all(bytes, sampled, dict.size());
    }

    /** Returns what all elements take if they are like those sampled. */
    static long all(long bytes, long sampled, long count) {
        return sampled == 0 ? 0 : (long) ((double) bytes / sampled * count);
    }

    /** Returns about how many allocations Redis would have to free for a value. */
    public static long freeEffort(Value value) {
        if (value instanceof ListValue list) {
            return list.nodeCount();
        }
        if (value instanceof StreamValue stream) {
            long pending = stream.groups().stream()
                    .mapToLong(group -> group.pending().size())
                    .findFirst()
                    .orElse(0);
            return stream.nodeCount() + stream.groups().size() * (1 + pending);
        }
        boolean scattered =
                value.encoding().equals("hashtable") || value.encoding().equals("skiplist");
        return scattered ? value.size() : 1;
    }

    /** Returns what a key takes beside its value: its name and an entry of the database's table. */
    public static long ofKey(byte[] key) {
        return string(key.length) + DICT_ENTRY;
    }

    /**
     * Returns what a value takes.
     *
     * @param samples how many elements to look at in a collection; the others are taken to be like them
     */
    public static long of(Value value, long samples) {
        return value.memoryBytes(samples);
    }
}
