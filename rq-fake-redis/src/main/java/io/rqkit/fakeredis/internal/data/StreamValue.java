package io.rqkit.fakeredis.internal.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stream: entries in the order of their ids, and consumer groups. Entries lie in nodes that begin and end where Redis's
 * do, because approximate trimming shows them. Follows t_stream.c.
 */
public final class StreamValue implements Value {
    /** Redis's structure for a stream, and what it allocates for a node that is being filled. */
    private static final int STREAM_BYTES = 80;

    private static final int LAST_NODE_BYTES = 4096;

    /** What Redis allows a node that is not limited by its bytes. */
    private static final long MAX_NODE_BYTES = 1L << 30;

    private final TreeMap<StreamId, StreamNode> nodes = new TreeMap<>();
    private final TreeMap<byte[], StreamGroup> groups = new TreeMap<>(ByteArrays::compare);
    private int size;
    private StreamId firstId = StreamId.MIN;
    private StreamId lastId = StreamId.MIN;
    private StreamId maxDeletedId = StreamId.MIN;
    private long entriesAdded;

    @Override
    public ValueType type() {
        return ValueType.STREAM;
    }

    @Override
    public String encoding() {
        return "stream";
    }

    /** Returns the number of entries. */
    @Override
    public int size() {
        return size;
    }

    @Override
    public StreamValue copy() {
        StreamValue copy = new StreamValue();
        nodes.forEach((id, node) -> copy.nodes.put(id, node.copy()));
        groups.forEach((name, group) -> copy.groups.put(name, group.copy()));
        copy.size = size;
        copy.firstId = firstId;
        copy.lastId = lastId;
        copy.maxDeletedId = maxDeletedId;
        copy.entriesAdded = entriesAdded;
        return copy;
    }

    @Override
    public long memoryBytes(long samples) {
        long bytes = MemorySizes.OBJECT + STREAM_BYTES + RadixTreeSize.memoryBytes(nodes.keySet());
        long sampled = 0;
        long sampledBytes = 0;
        for (StreamNode node : nodes.values()) {
            if (sampled == samples) {
                break;
            }
            sampled++;
            sampledBytes += node.memoryBytes(sampled == nodes.size(), LAST_NODE_BYTES);
        }
        if (nodes.size() > sampled) {
            bytes += MemorySizes.all(sampledBytes, sampled, nodes.size() - 1L);
            bytes += nodes.lastEntry().getValue().memoryBytes(true, LAST_NODE_BYTES);
        } else {
            bytes += sampledBytes;
        }
        for (StreamGroup group : groups.values()) {
            bytes += group.memoryBytes();
        }
        return bytes;
    }

    /** Adds an entry; its id must be after {@link #lastId()}. */
    public void add(StreamEntry entry, Limits limits) {
        if (!entry.id().isAfter(lastId)) {
            throw new IllegalArgumentException("The id " + entry.id() + " is not after " + lastId);
        }
        long limit = limits.streamNodeMaxBytes;
        long maxBytes = limit == 0 || limit > MAX_NODE_BYTES ? MAX_NODE_BYTES : limit;
        StreamNode tail = nodes.isEmpty() ? null : nodes.lastEntry().getValue();
        if (tail == null || tail.isFullFor(entry, maxBytes, limits.streamNodeMaxEntries)) {
            if (tail != null) {
                tail.fill();
            }
            tail = new StreamNode(entry);
            nodes.put(entry.id(), tail);
        }
        tail.append(entry);
        size++;
        entriesAdded++;
        lastId = entry.id();
        if (size == 1) {
            firstId = lastId;
        }
    }

    /** Visits entries from one id to another, both inclusive, until {@code visit} returns false. */
    public void forRange(StreamId from, StreamId to, Predicate<StreamEntry> visit) {
        StreamId start = nodes.floorKey(from);
        NavigableMap<StreamId, StreamNode> tail = start == null ? nodes : nodes.tailMap(start, true);
        for (StreamNode node : tail.values()) {
            for (int i = node.indexFrom(from); i < node.count(); i++) {
                StreamEntry entry = node.get(i);
                if (entry.id().isAfter(to) || !visit.test(entry)) {
                    return;
                }
            }
        }
    }

    /** Visits entries from the id {@code to} back to {@code from}, both inclusive, until {@code visit} returns false. */
    public void forRangeBackward(StreamId from, StreamId to, Predicate<StreamEntry> visit) {
        for (StreamNode node : nodes.headMap(to, true).descendingMap().values()) {
            int end = node.indexFrom(to);
            int last = end < node.count() && node.get(end).id().equals(to) ? end : end - 1;
            for (int i = last; i >= 0; i--) {
                StreamEntry entry = node.get(i);
                if (from.isAfter(entry.id()) || !visit.test(entry)) {
                    return;
                }
            }
        }
    }

    /** Returns the entries from one id to another, at most {@code count} of them, or all when that is 0. */
    public List<StreamEntry> range(StreamId from, StreamId to, long count, boolean backward) {
        List<StreamEntry> found = new ArrayList<>();
        Predicate<StreamEntry> collect = entry -> {
            found.add(entry);
            return found.size() != count;
        };
        if (backward) {
            forRangeBackward(from, to, collect);
        } else {
            forRange(from, to, collect);
        }
        return found;
    }

    /** Returns the entry of that id, or null. */
    public @Nullable StreamEntry find(StreamId id) {
        Map.Entry<StreamId, StreamNode> place = nodes.floorEntry(id);
        if (place == null) {
            return null;
        }
        StreamNode node = place.getValue();
        int index = node.indexFrom(id);
        return index < node.count() && node.get(index).id().equals(id) ? node.get(index) : null;
    }

    /** Returns the last entry that is there, or null. */
    public @Nullable StreamEntry last() {
        List<StreamEntry> last = range(StreamId.MIN, StreamId.MAX, 1, true);
        return last.isEmpty() ? null : last.get(0);
    }

    /** Deletes entries, and notes that there are holes now; returns how many were there. */
    public int deleteAll(List<StreamId> ids) {
        int deleted = 0;
        boolean first = false;
        for (StreamId id : ids) {
            if (delete(id)) {
                deleted++;
                first |= id.equals(firstId);
                maxDeletedId = id.isAfter(maxDeletedId) ? id : maxDeletedId;
            }
        }
        if (first || size == 0) {
            findFirst();
        }
        return deleted;
    }

    private boolean delete(StreamId id) {
        if (find(id) == null) {
            return false;
        }
        StreamNode node = nodes.floorEntry(id).getValue();
        node.delete(node.indexFrom(id));
        if (node.count() == 0) {
            nodes.remove(node.masterId());
        }
        size--;
        return true;
    }

    private void findFirst() {
        firstId = StreamId.MIN;
        forRange(StreamId.MIN, StreamId.MAX, entry -> {
            firstId = entry.id();
            return false;
        });
    }

    /**
     * Removes entries from the head and returns how many; streamTrim in t_stream.c.
     *
     * @param trim what is to stay
     */
    public long trim(StreamTrim trim) {
        long deleted = 0;
        Iterator<StreamNode> each = nodes.values().iterator();
        while (each.hasNext() && !trim.isEnough(size)) {
            StreamNode node = each.next();
            if (trim.limit() > 0 && deleted + node.count() > trim.limit()) {
                break;
            }
            if (trim.removesWhole(node, size)) {
                each.remove();
                size -= node.count();
                deleted += node.count();
                continue;
            }
            if (!trim.approximate()) {
                int within = trim.countWithin(node, size);
                node.deleteFirst(within);
                size -= within;
                deleted += within;
            }
            break;
        }
        if (deleted > 0 || size == 0) {
            findFirst();
        }
        return deleted;
    }

    /** Returns the id of the first entry, or 0-0 when there is none. */
    public StreamId firstId() {
        return firstId;
    }

    /** Returns the greatest id ever given, which a deleted entry may have had. */
    public StreamId lastId() {
        return lastId;
    }

    /** Returns the greatest id that was deleted, or 0-0. */
    public StreamId maxDeletedId() {
        return maxDeletedId;
    }

    /** Returns how many entries were ever added. */
    public long entriesAdded() {
        return entriesAdded;
    }

    public void lastId(StreamId id) {
        lastId = id;
    }

    public void maxDeletedId(StreamId id) {
        maxDeletedId = id;
    }

    public void entriesAdded(long count) {
        entriesAdded = count;
    }

    /** Returns the entries as Redis keeps them. */
    public List<StreamRun> runs() {
        return nodes.values().stream().map(StreamNode::toRun).toList();
    }

    /**
     * Adds entries as Redis kept them, after all others. The greatest id and what is counted are left to the caller.
     *
     * @throws IllegalArgumentException if the run or one of its entries is not after what is there
     */
    public void addRun(StreamRun run) {
        StreamId before = nodes.isEmpty() ? null : nodes.lastEntry().getValue().lastId();
        boolean isFirst = before == null;
        if (before != null && !run.masterId().isAfter(before)) {
            throw new IllegalArgumentException("The run of " + run.masterId() + " is not after " + before);
        }
        for (StreamEntry entry : run.entries()) {
            if (before != null && !entry.id().isAfter(before)) {
                throw new IllegalArgumentException("The id " + entry.id() + " is not after " + before);
            }
            before = entry.id();
        }
        nodes.put(run.masterId(), new StreamNode(run));
        size += run.entries().size();
        if (isFirst) {
            findFirst();
        }
    }

    /** Returns how many nodes Redis would keep the entries in. */
    public int nodeCount() {
        return nodes.size();
    }

    /** Returns how many nodes the radix tree over those nodes would have. */
    public int radixNodeCount() {
        return RadixTreeSize.nodes(List.copyOf(nodes.keySet()));
    }

    /** Returns the groups in the order of their names' bytes. */
    public Collection<StreamGroup> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    public @Nullable StreamGroup group(byte[] name) {
        return groups.get(name);
    }

    /** Adds a group whose name is not taken. */
    public void addGroup(byte[] name, StreamId id, long entriesRead) {
        groups.put(name, new StreamGroup(name, id, entriesRead));
    }

    public void removeGroup(byte[] name) {
        groups.remove(name);
    }

    /** Says whether an entry was deleted between an id and the end; streamRangeHasTombstones in t_stream.c. */
    public boolean hasHolesFrom(StreamId start) {
        return size > 0
                && !maxDeletedId.equals(StreamId.MIN)
                && !firstId.isAfter(maxDeletedId)
                && !start.isAfter(maxDeletedId);
    }

    /**
     * Returns how many entries were added up to an id, or {@link StreamGroup#UNKNOWN};
     * streamEstimateDistanceFromFirstEverEntry in t_stream.c.
     */
    public long addedUpTo(StreamId id) {
        int toLast = id.compareTo(lastId);
        if (entriesAdded == 0) {
            return 0;
        }
        if (toLast == 0 || size == 0 && toLast < 0) {
            return entriesAdded;
        }
        boolean hasHoles = !maxDeletedId.equals(StreamId.MIN) && !firstId.isAfter(maxDeletedId);
        int toFirst = id.compareTo(firstId);
        if (toLast > 0 || hasHoles || toFirst > 0) {
            return StreamGroup.UNKNOWN;
        }
        return toFirst < 0 ? entriesAdded - size : entriesAdded - size + 1;
    }

    /** Returns how many entries a group has still to read, or null when that is not known. */
    public @Nullable Long lag(StreamGroup group) {
        if (entriesAdded == 0) {
            return 0L;
        }
        boolean counted = group.entriesRead() != StreamGroup.UNKNOWN && !hasHolesFrom(group.lastId());
        long read = counted ? group.entriesRead() : addedUpTo(group.lastId());
        return read == StreamGroup.UNKNOWN ? null : Long.valueOf(entriesAdded - read);
    }

    /** Notes that a group was delivered an entry beyond those that it had. */
    public void delivered(StreamGroup group, StreamId id) {
        if (group.entriesRead() != StreamGroup.UNKNOWN && !hasHolesFrom(id)) {
            group.entriesRead(group.entriesRead() + 1);
        } else if (entriesAdded != 0) {
            group.entriesRead(addedUpTo(id));
        }
        group.lastId(id);
    }
}
