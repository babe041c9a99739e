package io.rqkit.fakeredis.internal.data;

/**
 * The limits up to which a value keeps its compact encoding, with the defaults of Redis 7.0. CONFIG SET writes them;
 * the mutators that may convert read them.
 */
public final class Limits {
    /** hash-max-listpack-entries. */
    public long hashMaxListpackEntries = 512;
    /** hash-max-listpack-value, in bytes. */
    public long hashMaxListpackValue = 64;
    /** set-max-intset-entries. */
    public long setMaxIntsetEntries = 512;
    /** zset-max-listpack-entries. */
    public long zsetMaxListpackEntries = 128;
    /** zset-max-listpack-value, in bytes. */
    public long zsetMaxListpackValue = 64;
    /** list-max-listpack-size: elements a node if positive, else one of the sizes -1 (4 KiB) to -5 (64 KiB). */
    public int listMaxListpackSize = -2;
    /** list-compress-depth; reported, and without effect here. */
    public int listCompressDepth = 0;
    /** stream-node-max-bytes. */
    public long streamNodeMaxBytes = 4096;
    /** stream-node-max-entries. */
    public long streamNodeMaxEntries = 100;
    /** hll-sparse-max-bytes. */
    public long hllSparseMaxBytes = 3000;
}
