package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the primitives of the format: lengths, strings, numbers. */
final class RdbWriter {
    static final int ENCODED = 0xc0;
    static final int INT8 = 0;
    static final int INT16 = 1;
    static final int INT32 = 2;
    static final int LZF = 3;
    static final int LENGTH_32 = 0x80;
    static final int LENGTH_64 = 0x81;
    private static final int LENGTH_14 = 0x40;
    private static final int LONGEST_INTEGER = 11;
    private static final int SHORTEST_COMPRESSED = 21;
    /** Compression must save so many bytes, or it is not worth it. */
    private static final int LEAST_SAVING = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean compresses;
    private @Nullable Lzf lzf;

    RdbWriter() {
        this(false);
    }

    /** Creates a writer that may compress strings. */
    RdbWriter(boolean compresses) {
        this.compresses = compresses;
    }

    void raw(byte[] bytes) {
        out.writeBytes(bytes);
    }

    void raw(byte[] bytes, int from) {
        out.write(bytes, from, bytes.length - from);
    }

    void oneByte(int value) {
        out.write(value);
    }

    /** Writes a length, or any unsigned number, in 1, 2, 5 or 9 bytes, the highest first. */
    void length(long value) {
        if (value >= 0 && value < 1 << 6) {
            out.write((int) value);
        } else if (value >= 0 && value < 1 << 14) {
            bigEndian(LENGTH_14 << Byte.SIZE | value, Short.BYTES);
        } else if (value >= 0 && value < 1L << Integer.SIZE) {
            out.write(LENGTH_32);
            bigEndian(value, Integer.BYTES);
        } else {
            out.write(LENGTH_64);
            bigEndian(value, Long.BYTES);
        }
    }

    void bigEndian(long value, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
    }

    void littleEndian(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> i * Byte.SIZE));
        }
    }

    void binaryDouble(double value) {
        littleEndian(Double.doubleToLongBits(value), Double.BYTES);
    }

    /** Writes a string: as an integer if it is one of up to 32 bits, compressed if that pays, else as it is. */
    void string(byte[] bytes) {
        if (bytes.length <= LONGEST_INTEGER && ByteArrays.isLong(bytes) && integer(ByteArrays.toLong(bytes))) {
            return;
        }
        if (compresses && bytes.length >= SHORTEST_COMPRESSED && compressed(bytes)) {
            return;
        }
        length(bytes.length);
        raw(bytes);
    }

    private boolean integer(long value) {
        if (value == (byte) value) {
            out.write(ENCODED | INT8);
            littleEndian(value, Byte.BYTES);
        } else if (value == (short) value) {
            out.write(ENCODED | INT16);
            littleEndian(value, Short.BYTES);
        } else if (value == (int) value) {
            out.write(ENCODED | INT32);
            littleEndian(value, Integer.BYTES);
        } else {
            return false;
        }
        return true;
    }

    private boolean compressed(byte[] bytes) {
        if (lzf == null) {
            lzf = new Lzf();
        }
        byte[] small = lzf.compress(bytes, bytes.length - LEAST_SAVING);
        if (small == null) {
            return false;
        }
        out.write(ENCODED | LZF);
        length(small.length);
        length(bytes.length);
        raw(small);
        return true;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /** Returns what was written, and begins anew. */
    byte[] take() {
        byte[] written = out.toByteArray();
        out.reset();
        return written;
    }
}
