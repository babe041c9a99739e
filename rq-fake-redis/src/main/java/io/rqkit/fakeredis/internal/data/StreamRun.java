package io.rqkit.fakeredis.internal.data;

import java.util.List;

/**
 * The entries that Redis keeps in one listpack.
 *
 * @param masterId the id that the listpack is found by and that its entries' ids are relative to
 * @param masterFields the fields that entries need not repeat
 * @param entries those that are there, in the order of their ids
 * @param deleted how many more there were
 */
public record StreamRun(StreamId masterId, List<byte[]> masterFields, List<StreamEntry> entries, int deleted) {}
