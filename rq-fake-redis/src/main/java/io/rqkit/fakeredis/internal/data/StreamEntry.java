package io.rqkit.fakeredis.internal.data;

import java.util.List;

/**
 * An entry of a stream.
 *
 * @param id its id
 * @param fieldsAndValues fields and values in turn; not changed once added
 */
public record StreamEntry(StreamId id, List<byte[]> fieldsAndValues) {}
