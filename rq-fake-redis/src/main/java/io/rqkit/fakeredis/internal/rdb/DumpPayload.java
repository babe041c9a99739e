package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.Limits;
import io.rqkit.fakeredis.internal.data.Value;

/**
 * What DUMP replies and RESTORE takes: a value, two bytes of the format's version and eight of a checksum, both little
 * endian.
 */
public final class DumpPayload {
    /** The version of the format that Redis 7.0 writes, and the last that it reads. */
    private static final int VERSION = 10;

    /** The bytes of version and checksum. */
    public static final int FOOTER = Short.BYTES + Long.BYTES;

    private DumpPayload() {}

    /**
     * Writes a value.
     *
     * @param compress whether long strings are compressed, as rdbcompression says
     */
    public static byte[] of(Value value, boolean compress) {
        RdbWriter out = new RdbWriter(compress);
        new ValueWriter(out).write(value);
        return withFooter(out);
    }

    /** Adds version and checksum to what was written. */
    static byte[] withFooter(RdbWriter out) {
        out.littleEndian(VERSION, Short.BYTES);
        byte[] summed = out.toByteArray();
        out.littleEndian(Crc64.of(summed, summed.length), Long.BYTES);
        return out.toByteArray();
    }

    /** Says whether the footer names a version that can be read, and the right checksum unless any will do. */
    public static boolean isIntact(byte[] payload, boolean anyChecksum) {
        if (payload.length < FOOTER) {
            return false;
        }
        RdbReader footer = new RdbReader(payload);
        footer.raw(payload.length - (long) FOOTER);
        return footer.littleEndian(Short.BYTES) <= VERSION
                && (anyChecksum || footer.littleEndian(Long.BYTES) == Crc64.of(payload, payload.length - Long.BYTES));
    }

    /**
     * Reads the value, in the encoding that the limits allow it. What stands between it and the footer is ignored.
     *
     * @throws CorruptRdbException if there is none of a type known here
     */
    public static Value read(byte[] payload, Limits limits) {
        return new ValueReader(new RdbReader(payload), limits).read();
    }
}
