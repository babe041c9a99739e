package io.rqkit.fakeredis.internal.rdb;

import io.rqkit.fakeredis.internal.data.ByteArrays;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes a file of all data, version 10, key by key. Call {@link #begin}, {@link #function} for each library, then
 * {@link #database} and {@link #key} as often as needed, and {@link #end}. Follows rdbSaveRio in rdb.c.
 */
public final class RdbFileWriter {
    private static final int FLUSH_BYTES = 1 << 16;

    private final OutputStream stream;
    private final RdbWriter out;
    private final RdbWriter body;
    private final ValueWriter values;
    private final boolean sums;
    private int sinceFlush;
    private long crc;

    /**
     * Creates a writer.
     *
     * @param compresses whether long strings are compressed
     * @param sums whether the file ends with a checksum, or 0 for none
     */
    public RdbFileWriter(OutputStream stream, boolean compresses, boolean sums) {
        this.stream = stream;
        this.out = new RdbWriter(compresses);
        this.body = new RdbWriter(compresses);
        this.values = new ValueWriter(body);
        this.sums = sums;
    }

    /** Writes the header and what is said of the server, in the order given. */
    public void begin(Map<String, String> aux) throws IOException {
        String version = String.format("%0" + RdbOpcode.VERSION_DIGITS + "d", RdbOpcode.VERSION);
        out.raw(ByteArrays.fromAscii(RdbOpcode.SIGNATURE + version));
        aux.forEach((name, value) -> {
            out.oneByte(RdbOpcode.AUX);
            out.string(ByteArrays.fromAscii(name));
            out.string(ByteArrays.fromAscii(value));
        });
        flush();
    }

    /** Writes the code of a library of functions. */
    public void function(byte[] code) throws IOException {
        out.oneByte(RdbOpcode.FUNCTION);
        out.string(code);
        flush();
    }

    /** Begins a database, which should have keys. */
    public void database(int index, int keys, int withDeadline) throws IOException {
        out.oneByte(RdbOpcode.SELECT);
        out.length(index);
        out.oneByte(RdbOpcode.RESIZE);
        out.length(keys);
        out.length(withDeadline);
        flush();
    }

    /** Writes a key of the database begun last. */
    public void key(RdbKey key) throws IOException {
        if (key.expireAtMillis() != RdbKey.NONE) {
            out.oneByte(RdbOpcode.EXPIRE_MILLIS);
            out.littleEndian(key.expireAtMillis(), Long.BYTES);
        }
        if (key.idleSeconds() != RdbKey.NONE) {
            out.oneByte(RdbOpcode.IDLE);
            out.length(key.idleSeconds());
        }
        if (key.frequency() != RdbKey.NONE) {
            out.oneByte(RdbOpcode.FREQUENCY);
            out.oneByte(key.frequency());
        }
        values.write(key.value());
        byte[] typeAndValue = body.take();
        // the name stands between the type, which is one byte, and the value
        out.oneByte(typeAndValue[0]);
        out.string(key.key());
        out.raw(typeAndValue, 1);
        sinceFlush += typeAndValue.length + key.key().length;
        if (sinceFlush >= FLUSH_BYTES) {
            flush();
        }
    }

    /** Writes the end and the checksum. The stream is left open. */
    public void end() throws IOException {
        out.oneByte(RdbOpcode.END);
        flush();
        out.littleEndian(crc, Long.BYTES);
        flush();
        stream.flush();
    }

    private void flush() throws IOException {
        byte[] written = out.take();
        if (sums) {
            crc = Crc64.update(crc, written, 0, written.length);
        }
        stream.write(written);
        sinceFlush = 0;
    }
}
