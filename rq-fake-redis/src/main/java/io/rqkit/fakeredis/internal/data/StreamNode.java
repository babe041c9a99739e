package io.rqkit.fakeredis.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run of a stream's entries that Redis keeps in one listpack. Its size, deleted entries included, decides where the next
 * run begins, and approximate trimming removes whole runs only; so both are kept here as Redis has them.
 */
final class StreamNode {
    /** Flags, two parts of the id relative to the node's, and the number of elements. */
    private static final int FIXED_ELEMENTS = 3;

    private final StreamId masterId;
    private final byte[][] masterFields;
    private final PackedEntries entries;
    /** The last entry's id, even if it is deleted by now. */
    private StreamId lastId;

    private int deleted;
    /** Bytes of all but the two counters in front. */
    private long bytes;

    /** Creates a node whose id and fields are those of its first entry, which is yet to be added. */
    StreamNode(StreamEntry first) {
        masterId = first.id();
        lastId = masterId;
        bytes = ListpackSizes.EMPTY;
        List<byte[]> pairs = first.fieldsAndValues();
        masterFields = new byte[pairs.size() / 2][];
        for (int i = 0; i < masterFields.length; i++) {
            masterFields[i] = pairs.get(2 * i);
            bytes += ListpackSizes.ofString(masterFields[i]);
        }
        bytes += ListpackSizes.ofInteger(masterFields.length) + ListpackSizes.ofInteger(0);
        entries = new PackedEntries(masterId, masterFields);
    }

    /** Creates a node of a run; what was deleted from it does not count for its bytes. */
    StreamNode(StreamRun run) {
        this(new StreamEntry(
                run.masterId(),
                run.masterFields().stream()
                        .flatMap(field -> Stream.of(field, ByteArrays.EMPTY))
                        .toList()));
        run.entries().forEach(this::append);
        entries.trim();
        deleted = run.deleted();
    }

    private StreamNode(StreamNode other) {
        masterId = other.masterId;
        masterFields = other.masterFields;
        entries = other.entries.copy();
        lastId = other.lastId;
        deleted = other.deleted;
        bytes = other.bytes;
    }

    StreamRun toRun() {
        List<StreamEntry> all = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            all.add(get(i));
        }
        return new StreamRun(masterId, List.of(masterFields), List.copyOf(all), deleted);
    }

    StreamNode copy() {
        return new StreamNode(this);
    }

    StreamId masterId() {
        return masterId;
    }

    StreamId lastId() {
        return lastId;
    }

    /** Notes that no more will be added. */
    void fill() {
        entries.trim();
    }

    /** Returns the number of entries that are not deleted. */
    int count() {
        return entries.count();
    }

    /** Returns an entry that is not deleted, by its index in the node. */
    StreamEntry get(int index) {
        return entries.get(index);
    }

    /** Returns the index of the first entry whose id is not below the given one; count() when there is none. */
    int indexFrom(StreamId id) {
        return entries.indexFrom(id);
    }

    /** Says whether an entry must go into a new node, as streamAppendItem decides. */
    boolean isFullFor(StreamEntry entry, long maxBytes, long maxEntries) {
        long size = bytes + ListpackSizes.ofInteger(entries.count()) + ListpackSizes.ofInteger(deleted);
        long added = 0;
        for (byte[] element : entry.fieldsAndValues()) {
            added += element.length;
        }
        return size + added >= maxBytes || maxEntries > 0 && (long) entries.count() + deleted >= maxEntries;
    }

    /** What Redis takes for the node: the last one has room for more. */
    long memoryBytes(boolean last, long maxBytes) {
        long size = bytes + ListpackSizes.ofInteger(entries.count()) + ListpackSizes.ofInteger(deleted);
        return MemorySizes.allocated(last ? Math.max(size, maxBytes) : size);
    }

    /** Adds an entry at the end. */
    void append(StreamEntry entry) {
        List<byte[]> pairs = entry.fieldsAndValues();
        boolean sameFields = hasMasterFields(pairs);
        int fields = pairs.size() / 2;
        bytes += ListpackSizes.ofInteger(0)
                + ListpackSizes.ofInteger(entry.id().millis() - masterId.millis())
                + ListpackSizes.ofInteger(entry.id().sequence() - masterId.sequence());
        for (int i = sameFields ? 1 : 0; i < pairs.size(); i += sameFields ? 2 : 1) {
            bytes += ListpackSizes.ofString(pairs.get(i));
        }
        if (!sameFields) {
            bytes += ListpackSizes.ofInteger(fields);
        }
        bytes += ListpackSizes.ofInteger(FIXED_ELEMENTS + (sameFields ? fields : 2L * fields + 1));
        entries.add(entry, sameFields);
        lastId = entry.id();
    }

    private boolean hasMasterFields(List<byte[]> pairs) {
        if (pairs.size() != 2 * masterFields.length) {
            return false;
        }
        for (int i = 0; i < masterFields.length; i++) {
            if (!ByteArrays.equals(masterFields[i], pairs.get(2 * i))) {
                return false;
            }
        }
        return true;
    }

    /** Deletes an entry; its bytes stay, as a listpack keeps what is only marked. */
    void delete(int index) {
        entries.remove(index, index + 1);
        deleted++;
    }

    /** Deletes the first so many entries. */
    void deleteFirst(int count) {
        entries.remove(0, count);
        deleted += count;
    }
}
