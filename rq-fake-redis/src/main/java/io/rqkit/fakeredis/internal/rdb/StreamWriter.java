package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import io.rqkit.fakeredis.internal.data.StreamConsumer;
import io.rqkit.fakeredis.internal.data.StreamEntry;
import io.rqkit.fakeredis.internal.data.StreamGroup;
import io.rqkit.fakeredis.internal.data.StreamId;
import io.rqkit.fakeredis.internal.data.StreamNack;
import io.rqkit.fakeredis.internal.data.StreamRun;
import io.rqkit.fakeredis.internal.data.StreamValue;
import java.util.List;
import java.util.Map;

/** Writes streams: runs of entries as listpacks, what is counted, groups with their consumers and pending entries. */
final class StreamWriter {
    static final int DELETED = 1;
    static final int SAME_FIELDS = 2;
    /** Flags and the two parts of the id. */
    private static final int FIXED_ELEMENTS = 3;

    private final RdbWriter out;

    StreamWriter(RdbWriter out) {
        this.out = out;
    }

    void write(StreamValue stream) {
        out.length(RdbType.STREAM_LISTPACKS_2);
        List<StreamRun> runs = stream.runs();
        out.length(runs.size());
        for (StreamRun run : runs) {
            RdbWriter key = new RdbWriter();
            key.bigEndian(run.masterId().millis(), Long.BYTES);
            key.bigEndian(run.masterId().sequence(), Long.BYTES);
            out.string(key.toByteArray());
            out.string(listpack(run));
        }
        out.length(stream.size());
        id(stream.lastId());
        id(stream.firstId());
        id(stream.maxDeletedId());
        out.length(stream.entriesAdded());
        out.length(stream.groups().size());
        stream.groups().forEach(this::group);
    }

    private void id(StreamId id) {
        out.length(id.millis());
        out.length(id.sequence());
    }

    /** Differs: Redis keeps deleted entries until their whole run goes, marked; here they are gone. */
    private static byte[] listpack(StreamRun run) {
        Listpack listpack = new Listpack();
        listpack.add(run.entries().size());
        listpack.add(0);
        listpack.add(run.masterFields().size());
        run.masterFields().forEach(listpack::add);
        listpack.add(0);
        for (StreamEntry entry : run.entries()) {
            entry(listpack, run, entry);
        }
        return listpack.toByteArray();
    }

    private static void entry(Listpack listpack, StreamRun run, StreamEntry entry) {
        List<byte[]> pairs = entry.fieldsAndValues();
        int fields = pairs.size() / 2;
        boolean same = hasFields(pairs, run.masterFields());
        listpack.add(same ? SAME_FIELDS : 0);
        listpack.add(entry.id().millis() - run.masterId().millis());
        listpack.add(entry.id().sequence() - run.masterId().sequence());
        if (!same) {
            listpack.add(fields);
        }
        for (int i = 0; i < pairs.size(); i++) {
            if (!same || i % 2 == 1) {
                listpack.add(pairs.get(i));
            }
        }
        listpack.add(FIXED_ELEMENTS + (same ? fields : 2L * fields + 1));
    }

    private static boolean hasFields(List<byte[]> pairs, List<byte[]> fields) {
        boolean same = pairs.size() == 2 * fields.size();
        for (int i = 0; same && i < fields.size(); i++) {
            same = ByteArrays.equals(pairs.get(2 * i), fields.get(i));
        }
        return same;
    }

    private void group(StreamGroup group) {
        out.string(group.name());
        id(group.lastId());
        out.length(group.entriesRead());
        out.length(group.pending().size());
        for (Map.Entry<StreamId, StreamNack> pending : group.pending().entrySet()) {
            rawId(pending.getKey());
            out.littleEndian(pending.getValue().deliveryMillis(), Long.BYTES);
            out.length(pending.getValue().deliveries());
        }
        out.length(group.consumers().size());
        group.consumers().forEach(this::consumer);
    }

    private void consumer(StreamConsumer consumer) {
        out.string(consumer.name());
        out.littleEndian(consumer.seenMillis(), Long.BYTES);
        out.length(consumer.pending().size());
        consumer.pending().keySet().forEach(this::rawId);
    }

    private void rawId(StreamId id) {
        out.bigEndian(id.millis(), Long.BYTES);
        out.bigEndian(id.sequence(), Long.BYTES);
    }
}
