package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamNack;
import io.rqkit.fakeredis.internal.data.StreamRun;
import io.rqkit.fakeredis.internal.data.StreamValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads streams as {@link StreamWriter} writes them, and as Redis before 7.0 did. */
final class StreamReader {
    private final RdbReader in;
    private final boolean isOld;
    private final StreamValue stream = new StreamValue();

    /** Creates a reader; what is old lacks the counts of 7.0. */
    StreamReader(RdbReader in, boolean isOld) {
        this.in = in;
        this.isOld = isOld;
    }

    StreamValue read() {
        for (long left = in.length(); left != 0; left--) {
            run();
        }
        if (in.anyLength() != 0 && stream.nodeCount() == 0) {
            throw new CorruptRdbException("a stream's entries are not there");
        }
        stream.lastId(id());
        if (isOld) {
            stream.entriesAdded(stream.size());
        } else {
            id();
            stream.maxDeletedId(id());
            stream.entriesAdded(in.anyLength());
        }
        for (long left = in.length(); left != 0; left--) {
            group();
        }
        return stream;
    }

    private StreamId id() {
        long millis = in.anyLength();
        return new StreamId(millis, in.anyLength());
    }

    private static StreamId rawId(RdbReader from) {
        long millis = from.bigEndian(Long.BYTES);
        return new StreamId(millis, from.bigEndian(Long.BYTES));
    }

    private void run() {
        byte[] key = in.string();
        if (key.length != 2 * Long.BYTES) {
            throw new CorruptRdbException("a stream's node is not found by an id");
        }
        StreamId masterId = rawId(new RdbReader(key));
        List<byte[]> elements = Listpack.elementsOfAnyCount(in.string());
        if (elements.isEmpty()) {
            throw new CorruptRdbException("an empty node of a stream");
        }
        try {
            stream.addRun(new Run(masterId, elements.iterator()).read());
        } catch (IllegalArgumentException outOfOrder) {
            throw new CorruptRdbException("a stream's ids do not ascend");
        }
    }

    /** The entries of one listpack. */
    private static final class Run {
        /** Flags and the two parts of the id. */
        private static final int FIXED_ELEMENTS = 3;

        private final StreamId masterId;
        private final Iterator<byte[]> elements;
        private final List<byte[]> fields = new ArrayList<>();
        private final List<StreamEntry> entries = new ArrayList<>();
        private int deleted;

        Run(StreamId masterId, Iterator<byte[]> elements) {
            this.masterId = masterId;
            this.elements = elements;
        }

        StreamRun read() {
            long count = number();
            long gone = number();
            for (long left = number(); left > 0; left--) {
                fields.add(next());
            }
            requireNumber(0);
            while (elements.hasNext()) {
                entry();
            }
            // which of them are deleted, the entries themselves know
            if (count + gone != (long) entries.size() + deleted) {
                throw new CorruptRdbException("a stream's node is not as long as it says");
            }
            return new StreamRun(masterId, fields, entries, deleted);
        }

        private void entry() {
            long flags = number();
            long millis = masterId.millis() + number();
            StreamId id = new StreamId(millis, masterId.sequence() + number());
            boolean same = (flags & StreamWriter.SAME_FIELDS) != 0;
            long count = same ? fields.size() : number();
            List<byte[]> pairs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pairs.add(same ? fields.get(i) : next());
                pairs.add(next());
            }
            requireNumber(count + FIXED_ELEMENTS + (same ? 0 : count + 1));
            if ((flags & StreamWriter.DELETED) != 0) {
                deleted++;
            } else {
                entries.add(new StreamEntry(id, pairs));
            }
        }

        private byte[] next() {
            if (!elements.hasNext()) {
                throw new CorruptRdbException("a stream's node ends within an entry");
            }
            return elements.next();
        }

        private void requireNumber(long expected) {
            if (number() != expected) {
                throw new CorruptRdbException("an entry of a stream is not as long as it says");
            }
        }

        private long number() {
            byte[] text = next();
            if (!ByteArrays.isLong(text)) {
                throw new CorruptRdbException("a stream's node has text for a number");
            }
            return ByteArrays.toLong(text);
        }
    }

    private void group() {
        byte[] name = in.string();
        StreamId lastId = id();
        long entriesRead = isOld ? stream.addedUpTo(lastId) : in.anyLength();
        if (stream.group(name) != null) {
            throw new CorruptRdbException("a group twice");
        }
        stream.addGroup(name, lastId, entriesRead);
        StreamGroup group = present(stream.group(name));
        for (long left = in.length(); left != 0; left--) {
            StreamId id = rawId(in);
            if (group.pending().containsKey(id)) {
                throw new CorruptRdbException("an entry pending twice");
            }
            long deliveryMillis = in.littleEndian(Long.BYTES);
            group.addPending(id, deliveryMillis, in.anyLength());
        }
        for (long left = in.length(); left != 0; left--) {
            consumer(group);
        }
        if (group.pending().values().stream().anyMatch(nack -> nack.consumer() == null)) {
            throw new CorruptRdbException("an entry pending for nobody");
        }
    }

    private void consumer(StreamGroup group) {
        byte[] name = in.string();
        if (group.consumer(name) != null) {
            throw new CorruptRdbException("a consumer twice");
        }
        StreamConsumer consumer = group.addConsumer(name, in.littleEndian(Long.BYTES));
        for (long left = in.length(); left != 0; left--) {
            StreamId id = rawId(in);
            StreamNack nack = present(group.pending().get(id));
            if (nack.consumer() != null) {
                throw new CorruptRdbException("an entry pending for two consumers");
            }
            group.assign(id, nack, consumer);
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new CorruptRdbException("a consumer's entry is not pending in its group");
        }
        return value;
    }
}
