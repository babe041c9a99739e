package io.rqkit.fakeredis.internal.data;

import java.util.List;
import java.util.TreeMap;

/** A stream: entries in the order of their ids. */
public final class StreamValue implements Value {
    private final TreeMap<StreamId, List<byte[]>> entries = new TreeMap<>();

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
        return entries.size();
    }

    /** Adds an entry with its fields and values in turn; the caller knows the id to be absent. */
    public void add(StreamId id, List<byte[]> fieldsAndValues) {
        entries.put(id, fieldsAndValues);
    }

    @Override
    public StreamValue copy() {
        StreamValue copy = new StreamValue();
        copy.entries.putAll(entries);
        return copy;
    }
}
